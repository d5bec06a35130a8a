// Where work comes from, and when it counts as done.
#include "decision-tree/evaluate/evaluate.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

/// Waits that can bring work: not those for time, locks or other threads.
bool bringsWork(BlockKind kind) {
  return kind == BlockKind::network || kind == BlockKind::queue || kind == BlockKind::descriptor ||
         kind == BlockKind::database || kind == BlockKind::library;
}

bool inLoop(const ActorSystem& system, const OutsideWait& wait) {
  return !loopsAround(system, wait.path, wait.site).empty();
}

/// The actors that this one hands its work on to.
std::set<ActorId> stagesAfter(const ActorSystem& system, ActorId actor) {
  std::set<ActorId> stages;
  for (const Edge* edge : system.outbound(actor))
    if ((edge->kind == EdgeKind::cast || edge->kind == EdgeKind::delegate) && edge->to != actor &&
        edge->confidence != Confidence::possible && edge->fromHandler != HandlerId::none)
      stages.insert(edge->to);
  return stages;
}

CostKind costOf(const ActorSystem& system, ActorId actor) {
  CostKind worst = CostKind::light;
  for (const HandlerId id : system.actor(actor).handlers)
    if (isWorking(system.handler(id).fact->kind)) worst = std::max(worst, cost(system, id).kind);
  return worst;
}

}  // namespace

Verdict externalSource(const ActorSystem& system, const Subject& subject) {
  Evidence outside;
  for (const OutsideWait& wait : outsideWaits(system, subject.actor, false))
    if (bringsWork(wait.kind) && inLoop(system, wait)) outside.push_back(waitStep(system, wait));
  Evidence inside;
  for (const Edge* edge : messagesOf(system, {subject.actor})) inside.push_back(sentAt(system, *edge, "gives it work"));
  if (!outside.empty() && inside.empty()) return is("external", Confidence::likely, std::move(outside));
  if (outside.empty() && !inside.empty() && system.closedWorld())
    return is("own-code", Confidence::likely, std::move(inside));
  outside.insert(outside.end(), inside.begin(), inside.end());
  return cannotTell(std::move(outside));
}

Verdict stageDifference(const ActorSystem& system, const Subject& subject) {
  const LinkedActor& first = system.actor(subject.actor);
  const std::set<ActorId> stages = stagesAfter(system, subject.actor);
  if (stages.empty()) return cannotTell();
  Evidence evidence;
  for (const ActorId id : stages) {
    const LinkedActor& stage = system.actor(id);
    const std::string name = quoted(system, id);
    if (stage.placement != first.placement)
      return is("resource", Confidence::likely, {{stage.fact->place, name + " runs on other threads"}});
    if (stage.multiplicity != first.multiplicity)
      return is("resource", Confidence::likely, {{stage.fact->place, "there are not as many of " + name}});
    if (std::ranges::any_of(stage.fields, [](const FieldUse& use) { return use.field->role == FieldRole::resource; }))
      return is("resource", Confidence::likely, {{stage.fact->place, name + " owns something outside"}});
    if (costOf(system, id) != costOf(system, subject.actor))
      return is("resource", Confidence::likely, {{stage.fact->place, "a turn of " + name + " costs something else"}});
    evidence.push_back({stage.fact->place, name + " runs where and as " + quoted(system, subject.actor) + " does"});
  }
  return is("type-only", Confidence::likely, std::move(evidence));
}

Verdict batchable(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  bool looped = false;
  for (const OutsideWait& wait : outsideWaits(system, subject.actor, false)) {
    evidence.push_back(waitStep(system, wait));
    looped = looped || inLoop(system, wait);
  }
  if (looped) return is("yes", Confidence::likely, std::move(evidence));
  if (!evidence.empty() || !blindSpots(system, subject.actor).empty()) return cannotTell(std::move(evidence));
  return is("no", Confidence::likely,
            {{system.actor(subject.actor).fact->place, "no turn of it waits for anything outside"}});
}

/// Only a person knows what may be lost. That somebody was told "done" before it was done is a hint.
Verdict durableWork(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  for (const Edge* edge : messagesOf(system, subject)) {
    const std::vector<Event>& events = system.function(edge->site.function).events;
    for (std::uint32_t i = edge->site.event + 1; i < events.size(); ++i)
      if (std::holds_alternative<Reply>(events[i].what) && edge->kind == EdgeKind::cast) {
        evidence.push_back({events[i].place, sourceOf(system, *edge) + " says that it is done while it is under way"});
        break;
      }
  }
  return cannotTell(std::move(evidence));
}

namespace {

bool isEffect(const Event& event) {
  const auto* block = std::get_if<Block>(&event.what);
  return std::holds_alternative<StateWrite>(event.what) || std::holds_alternative<Cast>(event.what) ||
         std::holds_alternative<Task>(event.what) || (block != nullptr && !waitsForNothing(*block));
}

}  // namespace

/// The answer to whoever sent an item is its acknowledgement.
Verdict ackPosition(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const HandlerId id : system.actor(subject.actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind != HandlerKind::message || handler.body == FunctionId::none) continue;
    const std::vector<Event>& events = system.function(handler.body).events;
    const auto reply =
        std::ranges::find_if(events, [](const Event& event) { return std::holds_alternative<Reply>(event.what); });
    if (reply == events.end()) continue;
    if (std::any_of(reply, events.end(), isEffect))
      votes.add("before", Confidence::likely, {reply->place, describe(system, id) + " answers before it is done"});
    else if (std::any_of(events.begin(), reply, isEffect))
      votes.add("after", Confidence::likely, {reply->place, describe(system, id) + " answers when it is done"});
  }
  return votes.outcome();
}

Verdict producerReconnect(const ActorSystem& system, const Subject& subject) {
  const std::vector<OutsideWait> waits = outsideWaits(system, subject.actor, false);
  if (waits.empty()) return cannotTell();
  Evidence evidence;
  for (const OutsideWait& wait : waits) {
    evidence.push_back(waitStep(system, wait));
    for (const Event& event : system.function(wait.site.function).events) {
      const auto* thrown = std::get_if<Throw>(&event.what);
      const bool ends = (thrown != nullptr && !thrown->caughtHere) || std::holds_alternative<Stop>(event.what);
      if (ends) {
        evidence.push_back({event.place, "ends it when that fails"});
        return is("supervisor", Confidence::likely, std::move(evidence));
      }
      if (std::holds_alternative<Schedule>(event.what)) {
        evidence.push_back({event.place, "tries again later"});
        return is("source", Confidence::likely, std::move(evidence));
      }
    }
  }
  return cannotTell(std::move(evidence));
}

}  // namespace dramaturg
