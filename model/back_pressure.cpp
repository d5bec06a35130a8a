#include "model/back_pressure.h"

#include "model/event_index.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// Waits that tie a loop to the speed of somebody else. Reading a file or socket does not: data may come at any rate.
bool paces(const Block& block) {
  switch (block.kind) {
    case BlockKind::sleep:
    case BlockKind::join:
    case BlockKind::future:
    case BlockKind::condition:
    case BlockKind::semaphore:
    case BlockKind::receive:
    case BlockKind::remoteCall:
    case BlockKind::queue:
    case BlockKind::eventLoop:
    case BlockKind::process:
      return block.bound.kind != BoundKind::constant || block.bound.milliseconds > 0 || block.awaits != Awaits::time;
    default:
      return false;
  }
}

/// Is one of these a field that some other turn changes: a count of what is under way?
bool readsState(const ActorSystem& system, ActorId actor, const Condition& condition, FunctionId root) {
  if (actor == ActorId::none) return false;
  return std::ranges::any_of(system.actor(actor).fields, [&](const FieldUse& use) {
    if (std::ranges::find(condition.reads, use.field->symbol) == condition.reads.end()) return false;
    return std::ranges::any_of(use.writes, [&](const FieldUse::Access& write) {
      return write.handler == HandlerId::none || system.handler(write.handler).body != root ||
             write.site.function != root;
    });
  });
}

}  // namespace

Pace::Pace(const ActorSystem& system) : system_(system), waiting_(system.functions().size()) {
  for (const Site site : system.events().sites<Block, Call>()) {
    const EventKind& what = system.event(site).what;
    const auto* block = std::get_if<Block>(&what);
    if (block ? !paces(*block) : std::get<Call>(what).style != CallStyle::blocking) continue;
    waits_.insert(site);
    waiting_[static_cast<std::size_t>(site.function)] = true;
  }
}

bool Pace::isKept(const LoopAround& loop) {
  const auto [known, isNew] = known_.try_emplace({loop.function, loop.index});
  if (isNew) known->second = inLoop(loop);
  return known->second;
}

bool Pace::inLoop(const LoopAround& loop) const {
  const auto& events = system_.function(loop.function).events;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    const Site site{loop.function, i};
    if (!isInside(system_, site, loop)) continue;
    if (waits_.contains(site)) return true;
    const auto* call = std::get_if<FunctionCall>(&events[i].what);
    const FunctionId callee = call ? system_.functionOf(call->callee) : FunctionId::none;
    if (callee != FunctionId::none && std::ranges::any_of(system_.reach(callee), [&](const Reached& reached) {
          return waiting_[static_cast<std::size_t>(reached.function)];
        }))
      return true;
  }
  return false;
}

bool hasWindow(const ActorSystem& system, const Edge& edge) {
  return std::ranges::any_of(guardsOn(system, edge.path, edge.site), [&](const Guard& guard) {
    return guard.condition->compares && readsState(system, edge.from, *guard.condition, edge.root);
  });
}

bool isDemanded(const ActorSystem& system, const Edge& edge) {
  if (edge.fromHandler == HandlerId::none) return false;
  return std::ranges::any_of(system.outbound(edge.to), [&](const Edge* back) {
    return (back->kind == EdgeKind::cast || back->kind == EdgeKind::call) && back->toHandler == edge.fromHandler;
  });
}

}  // namespace dramaturg
