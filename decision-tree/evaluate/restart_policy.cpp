// What an actor's end comes from, and what should follow.
#include "decision-tree/evaluate/evaluate.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// Somewhere in the same turn as a throw or stop something outside is waited for.
std::optional<Step> outsideNear(const ActorSystem& system, FunctionId function) {
  const std::vector<Event>& events = system.function(function).events;
  for (const Event& event : events)
    if (const auto* block = std::get_if<Block>(&event.what); block != nullptr && awaitsOutside(*block))
      return Step{event.place, "talks to the world outside here"};
  return std::nullopt;
}

}  // namespace

Verdict expectedFailure(const ActorSystem& system, const Subject& subject) {
  std::optional<Evidence> expected;
  bool ends = false;
  const auto consider = [&](Site site, const std::string& what) {
    ends = true;
    if (const std::optional<Step> outside = outsideNear(system, site.function); outside && !expected)
      expected = Evidence{*outside, stepAt(system, site, what)};
  };
  forEachWork<Throw>(system, subject.actor, [&](const Throw& thrown, Site site, const Reached&, const LinkedHandler&) {
    if (!thrown.caughtHere) consider(site, "and throws when that fails");
  });
  forEachWork<Stop>(system, subject.actor, [&](const Stop& stop, Site site, const Reached&, const LinkedHandler&) {
    if (isSelf(system, subject.actor, stop.target, site.function)) consider(site, "and ends when that fails");
  });
  if (expected) return is("yes", Confidence::likely, std::move(*expected));
  const Answer death = canDie(system, subject.actor);
  if (!ends || !death.yes()) return cannotTell(death.evidence);
  return is("no", weaker(Confidence::likely, death.confidence), death.evidence);
}

Verdict fallibleInit(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  for (const OutsideWait& wait : outsideWaits(system, subject.actor, true)) evidence.push_back(waitStep(system, wait));
  if (!evidence.empty()) return is("yes", Confidence::certain, std::move(evidence));
  for (const HandlerId id : system.actor(subject.actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind != HandlerKind::init) continue;
    if (handler.body == FunctionId::none) return cannotTell({{handler.fact->place, "its start was not analysed"}});
    evidence.push_back({handler.fact->place, describe(system, id) + " waits for nothing outside"});
  }
  if (evidence.empty()) return cannotTell();
  return is("no", Confidence::likely, std::move(evidence));
}

Verdict endsNormally(const ActorSystem& system, const Subject& subject) {
  const Answer stays = longLived(system, subject.actor);
  if (stays.yes()) return is("always", stays.confidence, stays.evidence);
  if (!stays.no()) return cannotTell(stays.evidence);
  for (const Edge* edge : system.inbound(subject.actor)) {
    if (edge->kind != EdgeKind::spawn || edge->fromHandler == HandlerId::none) continue;
    if (system.handler(edge->fromHandler).fact->kind != HandlerKind::message) continue;
    Evidence evidence = stays.evidence;
    evidence.push_back(
        stepAt(system, edge->site, describe(system, edge->fromHandler) + " starts one for each message"));
    return is("never", Confidence::likely, std::move(evidence));
  }
  return is("after-crash", Confidence::likely, stays.evidence);
}

/// The test that stands before a new spawn in the turn that learns of an end.
Verdict restartLimit(const ActorSystem& system, const Subject& subject) {
  const ActorId parent = familyOf(system, subject.actor).parent;
  if (parent == ActorId::none) return cannotTell();
  Verdict verdict = cannotTell();
  for (const Turn& turn : turnsOf(system, parent)) {
    if (turn.kind != HandlerKind::down && turn.kind != HandlerKind::exit) continue;
    forEachReached<Spawn>(system, turn.root, [&](const Spawn&, Site site, const Reached& reached) {
      for (const Guard& guard : guardsOn(system, reached.path, site))
        if (guard.condition->compares && verdict.choice.empty())
          verdict = is("as many as " + quoted(system, parent) + " counts", Confidence::likely,
                       {{guard.condition->place, "tests a count"}, stepAt(system, site, "before it is started again")});
      if (verdict.choice.empty()) verdict.evidence.push_back(stepAt(system, site, "is started again without a count"));
    });
  }
  return verdict;
}

Verdict stopCost(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  std::string longest;
  bool stops = false;
  for (const HandlerId id : system.actor(subject.actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind != HandlerKind::terminate || handler.body == FunctionId::none) continue;
    stops = true;
    forEachReached<Block>(system, handler.body, [&](const Block& block, Site site, const Reached&) {
      if (waitsForNothing(block)) return;
      if (longest.empty()) longest = describe(block.bound);
      evidence.push_back(stepAt(system, site, "its end waits " + describe(block.bound)));
    });
  }
  if (!stops) return cannotTell();
  if (longest.empty()) return is("no time", Confidence::likely, std::move(evidence));
  return is(longest, Confidence::likely, std::move(evidence));
}

}  // namespace dramaturg
