#include "model/flood.h"

#include <algorithm>

namespace dramaturg {
namespace {

bool asksPerson(const ActorSystem& system, const LoopAround& loop) {
  bool asks = false;
  forEachInLoop<Block>(system, loop,
                       [&](const Block& block, Site) { asks = asks || block.kind == BlockKind::console; });
  return asks;
}

/// A loop over numbers that the function itself counts: as long as the data is, not endless.
bool counts(const ActorSystem& system, const LoopAround& around) {
  const Function& function = system.function(around.function);
  const Place place = loopOf(system, around).place;
  const auto isCalled = [&](Symbol read) {
    return std::ranges::any_of(function.events, [&](const Event& event) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      const auto* block = std::get_if<Block>(&event.what);
      // Library functions are known by name when they wait, by identity when they are read.
      return (call != nullptr && call->callee == read) ||
             (block != nullptr && system.name(block->function) == system.name(read));
    });
  };
  return std::ranges::any_of(function.conditions, [&](const Condition& condition) {
    const bool inHead = condition.place.line == place.line && condition.place.file == place.file;
    return inHead && condition.compares && std::ranges::none_of(condition.reads, isCalled);
  });
}

/// Sending to each of several actors is not sending without end to one of them.
bool isOverReceivers(const ActorSystem& system, const Edge& edge, const Loop& loop) {
  const auto* cast = std::get_if<Cast>(&system.event(edge.site).what);
  if (loop.kind != LoopKind::container || cast == nullptr || loop.over == Symbol::none) return false;
  if (cast->receiver.symbol == loop.over) return true;
  return std::ranges::any_of(system.holdersOf(edge.to),
                             [&](const Handle& holder) { return holder.symbol == loop.over; });
}

std::optional<FloodSource> sourceOfLoop(const ActorSystem& system, const Edge& edge, const LoopAround& around) {
  const Loop& loop = loopOf(system, around);
  const bool starts = edge.from == ActorId::none || (edge.fromHandler != HandlerId::none &&
                                                     startsOrEnds(system.handler(edge.fromHandler).fact->kind));
  switch (loop.kind) {
    case LoopKind::constant:
      return std::nullopt;
    case LoopKind::container:
      if (starts || isOverReceivers(system, edge, loop)) return std::nullopt;
      return FloodSource{
          Confidence::possible,
          {loop.place, "the loop goes over " + quoted(system.name(loop.over)) + ", whose size nothing here limits"}};
    case LoopKind::condition:
      if (counts(system, around))
        return FloodSource{Confidence::possible, {loop.place, "the loop counts as far as its data goes"}};
      break;
    case LoopKind::infinite:
      break;
  }
  const Confidence confidence = asksPerson(system, around) ? Confidence::possible : Confidence::certain;
  return FloodSource{confidence,
                     {loop.place, loop.kind == LoopKind::infinite ? "the loop never ends"
                                                                  : "the loop goes on for as long as there is input"}};
}

/// The innermost loop that decides: one that waits bounds the rate of everything inside of it.
std::optional<FloodSource> loopSource(const ActorSystem& system, const Edge& edge, Pace& pace) {
  std::optional<FloodSource> best;
  for (const LoopAround& loop : loopsAround(system, edge.path, edge.site)) {
    if (pace.isKept(loop)) return best;
    const std::optional<FloodSource> source = sourceOfLoop(system, edge, loop);
    if (source && (!best || source->confidence > best->confidence)) best = source;
  }
  return best;
}

/// What one message surely costs its receiver in waiting.
std::int64_t constantWaits(const ActorSystem& system, HandlerId handler) {
  std::int64_t total = 0;
  if (handler == HandlerId::none) return total;
  forEachReached<Block>(system, system.handler(handler).body, [&](const Block& block, Site, const Reached&) {
    if (!waitsForNothing(block) && block.bound.kind == BoundKind::constant) total += block.bound.milliseconds;
  });
  return total;
}

std::optional<FloodSource> timerSource(const ActorSystem& system, const Edge& edge) {
  if (edge.fromHandler == HandlerId::none) return std::nullopt;
  const std::optional<Bound> pace = paceOf(system, edge.fromHandler);
  const std::int64_t cost = constantWaits(system, edge.toHandler);
  if (!pace || cost <= pace->milliseconds) return std::nullopt;
  return FloodSource{Confidence::likely,
                     {pace->place, "the timer comes every " + dramaturg::describe(*pace) +
                                       ", each message takes its receiver " + std::to_string(cost) + " ms"}};
}

std::optional<FloodSource> crowdSource(const ActorSystem& system, const Edge& edge, const Cost& cost) {
  if (edge.from == ActorId::none || edge.fromHandler == HandlerId::none || cost.kind == CostKind::light)
    return std::nullopt;
  const LinkedActor& sender = system.actor(edge.from);
  if (sender.multiplicity != Multiplicity::many || startsOrEnds(system.handler(edge.fromHandler).fact->kind))
    return std::nullopt;
  return FloodSource{Confidence::possible,
                     {sender.fact->place, quoted(system, edge.from) + " sends from many instances"}};
}

bool isBounded(const LinkedActor& actor, Symbol message) {
  return actor.library->mailboxBounded || std::ranges::any_of(actor.bounded, [&](Symbol bounded) {
           return bounded == message || bounded == Symbol::none;
         });
}

/// A library that runs a cast inside the send makes its sender wait, as long as both share a thread.
bool runsAtOnce(const ActorSystem& system, const Edge& edge) {
  const LinkedActor& to = system.actor(edge.to);
  if (!to.library->castRunsAtOnce || edge.from == ActorId::none) return false;
  return to.placement != Placement::ownThread && system.actor(edge.from).placement != Placement::ownThread;
}

bool isOrdinary(const ActorSystem& system, const Edge& edge) {
  const auto* cast = edge.kind == EdgeKind::cast ? std::get_if<Cast>(&system.event(edge.site).what) : nullptr;
  if (cast == nullptr || cast->mayFail || edge.from == edge.to) return true;
  return isBounded(system.actor(edge.to), cast->message) || runsAtOnce(system, edge) || isDemanded(system, edge) ||
         hasWindow(system, edge);
}

}  // namespace

std::optional<FloodSource> Floods::of(const Edge& edge) {
  if (isOrdinary(system_, edge)) return std::nullopt;
  const Cost cost = edge.toHandler == HandlerId::none ? Cost{} : dramaturg::cost(system_, edge.toHandler);
  std::optional<FloodSource> source = loopSource(system_, edge, pace_);
  if (!source) source = timerSource(system_, edge);
  if (!source) source = crowdSource(system_, edge, cost);
  return source;
}

}  // namespace dramaturg
