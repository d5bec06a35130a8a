#include "model/run_count.h"

namespace dramaturg {

const Loop* decidingLoop(const Function& function, const Event& event) {
  const Loop* few = nullptr;
  std::uint32_t loop = event.loop;
  for (std::size_t depth = 0; loop != 0 && depth < function.loops.size(); ++depth) {
    const Loop& around = function.loops[loop - 1];
    if (around.kind != LoopKind::constant) return &around;
    if (around.count != 1 && few == nullptr) few = &around;
    loop = around.outer;
  }
  return few;
}

Repetition repetitionOf(const Function& function, const Event& event) {
  const Loop* loop = decidingLoop(function, event);
  const Repetition::Kind kind = loop == nullptr                    ? Repetition::Kind::once
                                : loop->kind == LoopKind::constant ? Repetition::Kind::few
                                                                   : Repetition::Kind::many;
  return {kind, !event.guards.empty()};
}

}  // namespace dramaturg
