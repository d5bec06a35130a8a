#include "rules/back_pressure.h"

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

bool isPaced(const ActorSystem& system, const LoopAround& loop) {
  bool paced = false;
  forEachInLoop<Block>(system, loop, [&](const Block& block, Site) { paced = paced || paces(block); });
  forEachInLoop<Call>(system, loop,
                      [&](const Call& call, Site) { paced = paced || call.style == CallStyle::blocking; });
  return paced;
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
