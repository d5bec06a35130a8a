// How many of an actor there are, and who starts them.
#include "decision-tree/evaluate/evaluate.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

const Edge* spawnEdge(const ActorSystem& system, Site site) {
  const auto edges = system.edges();
  const auto found =
      std::ranges::find_if(edges, [&](const Edge& edge) { return edge.kind == EdgeKind::spawn && edge.site == site; });
  return found == edges.end() ? nullptr : &*found;
}

/// Is this spawned anew in a turn that comes again?
bool isPerMessage(const ActorSystem& system, const Edge& edge) {
  return edge.fromHandler != HandlerId::none && isWorking(system, system.handler(edge.fromHandler), edge.path);
}

}  // namespace

Verdict staticChildren(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const Site site : spawnsOf(system, subject)) {
    const Edge* edge = spawnEdge(system, site);
    if (edge == nullptr) {
      votes.abstain(stepAt(system, site, "the code does not tell what is spawned"));
    } else if (isPerMessage(system, *edge)) {
      const HandlerKind kind = system.handler(edge->fromHandler).fact->kind;
      if (kind == HandlerKind::down || kind == HandlerKind::exit)
        votes.add("yes", Confidence::likely, stepAt(system, site, "replaces one that has ended"));
      else
        votes.add("no", Confidence::certain,
                  stepAt(system, site, describe(system, edge->fromHandler) + " spawns one at run time"));
    } else {
      const auto loops = loopsAround(system, edge->path, site);
      const bool open = std::ranges::any_of(loops, [&](const LoopAround& around) {
        const LoopKind kind = loopOf(system, around).kind;
        return kind == LoopKind::infinite || kind == LoopKind::condition;
      });
      if (open)
        votes.abstain(stepAt(system, site, "spawns in a loop whose end the code does not tell"));
      else
        votes.add("yes", Confidence::likely, stepAt(system, site, "is spawned at start-up"));
    }
  }
  return votes.outcome();
}

Verdict blockingChildren(const ActorSystem& system, const Subject& subject) {
  const LinkedActor& actor = system.actor(subject.actor);
  if (actor.fact->ownLoop)
    return is("yes", Confidence::certain, {{actor.fact->place, "it receives in a loop of its own"}});
  if (actor.placement == Placement::ownThread) return is("yes", actor.placementConfidence, actor.placementWhy);
  for (const HandlerId id : actor.handlers) {
    if (!isWorking(system.handler(id).fact->kind)) continue;
    if (const Cost spent = cost(system, id); spent.kind == CostKind::blocking)
      return is("yes", spent.confidence, spent.evidence);
  }
  if (!blindSpots(system, subject.actor).empty()) return cannotTell(blindSpots(system, subject.actor));
  return is("no", Confidence::likely, actor.placementWhy);
}

/// The number itself is not in the code, unless there are only a few.
Verdict spawnRate(const ActorSystem& system, const Subject& subject) {
  const LinkedActor& actor = system.actor(subject.actor);
  if (actor.multiplicity == Multiplicity::one || actor.multiplicity == Multiplicity::few)
    return is("no", Confidence::likely, actor.multiplicityWhy);
  Evidence evidence = actor.multiplicityWhy;
  for (const Site site : spawnsOf(system, subject))
    if (const Edge* edge = spawnEdge(system, site); edge != nullptr && isPerMessage(system, *edge)) {
      std::set<ActorId> askers;
      for (const Edge* request : system.inbound(edge->from))
        if (request->toHandler == edge->fromHandler && request->kind != EdgeKind::spawn) askers.insert(request->from);
      evidence.push_back(stepAt(system, site,
                                "one for each " + describe(system, edge->fromHandler) + ", which comes from " +
                                    std::to_string(askers.size()) + " kinds of senders"));
    }
  return cannotTell(std::move(evidence));
}

Verdict partitionKey(const ActorSystem& system, const Subject& subject) {
  std::vector<std::set<std::string>> typesOf;
  Evidence evidence;
  for (const HandlerId id : system.actor(subject.actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind != HandlerKind::message || handler.body == FunctionId::none) continue;
    std::set<std::string> types;
    for (const Parameter& parameter : system.function(handler.body).parameters)
      if (parameter.name != Symbol::none) types.insert(std::string(system.name(parameter.type)));
    if (types.empty())
      evidence.push_back({handler.fact->place, describe(system, id) + " carries nothing that could divide it"});
    typesOf.push_back(std::move(types));
  }
  if (typesOf.size() < 2) return cannotTell();
  if (!evidence.empty()) return is("no", Confidence::likely, std::move(evidence));
  for (const std::string& type : typesOf.front())
    if (std::ranges::all_of(typesOf, [&](const auto& types) { return types.contains(type); }))
      return cannotTell({{system.actor(subject.actor).fact->place, "each of its messages carries " + quoted(type)}});
  return is("no", Confidence::likely,
            {{system.actor(subject.actor).fact->place, "its messages have no type in common that could be a key"}});
}

Verdict spawnCap(const ActorSystem& system, const Subject& subject) {
  for (const Site site : spawnsOf(system, subject)) {
    const Edge* edge = spawnEdge(system, site);
    const std::vector<Site> path = edge == nullptr ? std::vector<Site>{} : edge->path;
    for (const Guard& guard : guardsOn(system, path, site))
      if (guard.condition->compares)
        return is("as many as the code allows", Confidence::likely,
                  {{guard.condition->place, "tests a number"}, stepAt(system, site, "before it spawns")});
    for (const LoopAround& around : loopsAround(system, path, site))
      if (const Loop& loop = loopOf(system, around); loop.kind == LoopKind::constant)
        return is(std::to_string(loop.count), Confidence::certain,
                  {{loop.place, "spawns " + std::to_string(loop.count)}});
  }
  if (subject.actor != ActorId::none && system.actor(subject.actor).multiplicity == Multiplicity::one)
    return is("1", Confidence::likely, system.actor(subject.actor).multiplicityWhy);
  return cannotTell();
}

}  // namespace dramaturg
