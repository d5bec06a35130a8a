// Must it be one process, and can that one keep up?
#include "decision-tree/evaluate/evaluate.h"
#include "model/hub.h"
#include "model/read_side.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

/// For each field that working turns change: the handlers that touch it.
std::map<const FieldUse*, std::set<HandlerId>> handlersByField(const ActorSystem& system, const LinkedActor& actor) {
  std::map<const FieldUse*, std::set<HandlerId>> touching;
  for (const FieldUse& use : actor.fields) {
    const bool state = use.field->role == FieldRole::data || use.field->role == FieldRole::actorHandle;
    if (!state || writersOf(system, use).empty()) continue;
    for (const auto* accesses : {&use.writes, &use.reads})
      for (const FieldUse::Access& access : *accesses)
        if (access.handler != HandlerId::none && isWorking(system, system.handler(access.handler), access.path))
          touching[&use].insert(access.handler);
  }
  return touching;
}

}  // namespace

Verdict needsSerialisation(const ActorSystem& system, const Subject& subject) {
  const LinkedActor& actor = system.actor(subject.actor);
  for (const FieldUse& use : actor.fields)
    if (use.field->role == FieldRole::resource)
      return is("yes", Confidence::likely,
                {{use.field->place, "only one at a time can use " + quoted(system.name(use.field->symbol))}});
  const auto touching = handlersByField(system, actor);
  for (const auto& [use, handlers] : touching) {
    if (handlers.size() < 2) continue;
    Evidence evidence{{use->field->place, "several turns meet in " + quoted(system.name(use->field->symbol))}};
    for (const HandlerId id : handlers)
      evidence.push_back({system.handler(id).fact->place, describe(system, id) + " uses it"});
    return is("yes", Confidence::certain, std::move(evidence));
  }
  const Answer state = persistingState(system, subject.actor);
  if (touching.size() < 2 && state.yes())  // each turn goes on from what the one before has left
    return is("yes", state.confidence, state.evidence);
  if (Evidence spots = blindSpots(system, subject.actor); !spots.empty()) return cannotTell(std::move(spots));
  if (touching.size() > 1) {
    Evidence evidence;
    for (const auto& [use, handlers] : touching)
      evidence.push_back({use->field->place, "only " + describe(system, *handlers.begin()) + " uses " +
                                                 quoted(system.name(use->field->symbol))});
    return is("no", Confidence::likely, std::move(evidence));
  }
  return from(state);
}

Verdict hubWeight(const ActorSystem& system, const Subject& subject) {
  const Hub hub = hubOf(system, subject.actor);
  Evidence evidence;
  for (const Load& load : hub.loads) evidence.push_back(sentAt(system, *load.edge, "sends to it"));
  if (isHub(system, hub)) return is("yes", Confidence::likely, std::move(evidence));
  if (!system.closedWorld() || messagesOf(system, {subject.actor}).empty()) return cannotTell(std::move(evidence));
  return is("no", Confidence::likely, std::move(evidence));
}

Verdict readThrough(const ActorSystem& system, const Subject& subject) {
  const Reads reads = readsOf(system, subject.actor);
  if (reads.all == 0) return cannotTell();
  Evidence evidence;
  for (const Edge* edge : reads.edges)
    evidence.push_back(sentAt(system, *edge, "only reads with " + describe(system, edge->toHandler)));
  if (isReadThrough(system, subject.actor, reads))
    return is("yes", weaker(Confidence::likely, reads.confidence), std::move(evidence));
  for (const Edge* edge : messagesOf(system, {subject.actor}))
    if (std::ranges::find(reads.edges, edge) == reads.edges.end())
      evidence.push_back(sentAt(system, *edge, "does more than read"));
  return is("no", Confidence::likely, std::move(evidence));
}

}  // namespace dramaturg
