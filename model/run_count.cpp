#include "model/run_count.h"

namespace dramaturg {

Repetition repetitionOf(const Function& function, const Event& event) {
  Repetition repetition;
  repetition.guarded = !event.guards.empty();
  std::uint32_t loop = event.loop;
  for (std::size_t depth = 0; loop != 0 && depth < function.loops.size(); ++depth) {
    const Loop& around = function.loops[loop - 1];
    if (around.kind != LoopKind::constant) return {Repetition::Kind::many, &around, repetition.guarded};
    if (around.count != 1 && repetition.kind == Repetition::Kind::once) {
      repetition.kind = Repetition::Kind::few;
      repetition.loop = &around;
    }
    loop = around.outer;
  }
  return repetition;
}

}  // namespace dramaturg
