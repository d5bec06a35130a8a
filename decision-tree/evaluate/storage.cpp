// What an actor keeps, who wants it, and how long it has to last.
#include "decision-tree/evaluate/evaluate.h"
#include "model/read_side.h"

#include <algorithm>
#include <set>

namespace dramaturg {

Verdict survival(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  for (const bool inInit : {true, false})
    for (const OutsideWait& wait : outsideWaits(system, subject.actor, inInit))
      if (wait.kind == BlockKind::database) evidence.push_back(waitStep(system, wait));
  if (!evidence.empty()) return is("program-end", Confidence::likely, std::move(evidence));
  forEachWork<Block>(system, subject.actor,
                     [&](const Block& block, Site site, const Reached&, const LinkedHandler& handler) {
                       if (block.kind == BlockKind::file)
                         evidence.push_back(stepAt(system, site, describe(system, handler.id) + " uses a file"));
                     });
  return cannotTell(std::move(evidence));
}

namespace {

constexpr std::int64_t kSlowMs = 10'000;  ///< a timer that comes no more often changes data rarely

/// Does this handler come only now and then: by a slow timer and nothing else?
bool isRare(const ActorSystem& system, HandlerId id) {
  const std::optional<Bound> pace = paceOf(system, id);
  return pace && pace->milliseconds >= kSlowMs;
}

bool isData(const FieldUse& use) { return use.field->role == FieldRole::data; }

}  // namespace

Verdict changeRate(const ActorSystem& system, const Subject& subject) {
  Evidence never, rarely, often;
  for (const FieldUse& use : system.actor(subject.actor).fields) {
    if (!isData(use)) continue;
    const std::string name = quoted(system.name(use.field->symbol));
    const std::set<HandlerId> writers = writersOf(system, use);
    if (writers.empty()) never.push_back({use.field->place, name + " is written at the start only"});
    for (const HandlerId id : writers) {
      if (id == HandlerId::none)
        often.push_back({use.field->place, name + " is written by code outside of its turns"});
      else
        (isRare(system, id) ? rarely : often)
            .push_back({system.handler(id).fact->place, describe(system, id) + " writes " + name});
    }
  }
  if (Evidence spots = blindSpots(system, subject.actor); often.empty() && !spots.empty()) return cannotTell(spots);
  if (!often.empty()) return is("often", Confidence::likely, std::move(often));
  if (!rarely.empty()) return is("rarely", Confidence::likely, std::move(rarely));
  return never.empty() ? cannotTell() : is("never", Confidence::likely, std::move(never));
}

Verdict outsideReaders(const ActorSystem& system, const Subject& subject) {
  const Reads reads = readsOf(system, subject.actor);
  Evidence evidence;
  for (const Edge* edge : reads.edges)
    evidence.push_back(sentAt(system, *edge, "only reads with " + describe(system, edge->toHandler)));
  if (classesOf(reads.edges) > 1) return is("yes", weaker(Confidence::likely, reads.confidence), std::move(evidence));
  if (!system.closedWorld()) return cannotTell(std::move(evidence));
  return is("no", Confidence::likely, std::move(evidence));
}

Verdict valuesTogether(const ActorSystem& system, const Subject& subject) {
  const Reads reads = readsOf(system, subject.actor);
  if (reads.fields.empty()) return cannotTell();
  Evidence evidence;
  for (const FieldUse* use : reads.fields)
    evidence.push_back({use->field->place, "readers want " + quoted(system.name(use->field->symbol))});
  return is(reads.together ? "yes" : "no", Confidence::likely, std::move(evidence));
}

namespace {

const std::vector<Payload>* payloadAt(const ActorSystem& system, Site site) {
  const EventKind& what = system.event(site).what;
  if (const auto* cast = std::get_if<Cast>(&what)) return &cast->payload;
  if (const auto* call = std::get_if<Call>(&what)) return &call->payload;
  return nullptr;
}

}  // namespace

Verdict sharedPayload(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  std::set<Site> known;
  const auto consider = [&](const Edge& edge) {
    const std::vector<Payload>* payload = payloadAt(system, edge.site);
    if (payload == nullptr || !known.insert(edge.site).second) return;
    for (const Payload& part : *payload) {
      const std::string type = part.type == Symbol::none ? "data" : quoted(system.name(part.type));
      if (part.ownership == Ownership::sharedConst)
        votes.add("read-only", Confidence::likely,
                  stepAt(system, edge.site, "shares " + type + " that nobody can write"));
      else if (part.ownership == Ownership::unique)
        votes.add("handed-over", Confidence::likely, stepAt(system, edge.site, "gives " + type + " away"));
      else if (part.ownership == Ownership::sharedMutable || part.ownership == Ownership::rawPointer ||
               part.ownership == Ownership::reference)
        votes.add("handed-over", Confidence::likely,
                  stepAt(system, edge.site, "shares " + type + " that both sides can write"));
    }
  };
  if (subject.site) {
    for (const Edge* edge : messagesOf(system, subject)) consider(*edge);
  } else {
    for (const Edge* edge : system.outbound(subject.actor)) consider(*edge);
    for (const Edge* edge : system.inbound(subject.actor)) consider(*edge);
  }
  return votes.outcome();
}

Verdict eviction(const ActorSystem& system, const Subject& subject) {
  std::string who;
  Evidence evidence;
  bool grows = false;
  for (const FieldUse& use : system.actor(subject.actor).fields) {
    const std::string name = quoted(system.name(use.field->symbol));
    for (const FieldUse::Access& access : use.writes) {
      const auto* write = std::get_if<StateWrite>(&system.event(access.site).what);
      if (write == nullptr || access.handler == HandlerId::none) continue;
      // Code that may do anything to a container may also add to it.
      grows = grows || write->kind == WriteKind::mutate;
      grows = grows || write->kind == WriteKind::insert;
      if (write->kind != WriteKind::erase) continue;
      if (who.empty()) who = describe(system, access.handler);
      evidence.push_back(stepAt(system, access.site, describe(system, access.handler) + " takes out of " + name));
    }
    if (grows && evidence.empty()) evidence.push_back({use.field->place, "entries are added to " + name});
  }
  if (!who.empty()) return is(who, Confidence::likely, std::move(evidence));
  if (!grows && system.closedWorld() && blindSpots(system, subject.actor).empty())
    return is("nothing in it grows", Confidence::likely,
              {{system.actor(subject.actor).fact->place, "no turn adds entries"}});
  return cannotTell(std::move(evidence));
}

}  // namespace dramaturg
