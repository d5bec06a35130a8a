// Arithmetic of "how often": counts that saturate, and what loops and guards do to them.
#pragma once

#include "facts/unit_facts.h"

#include <cstdint>

namespace dramaturg {

enum class RunCount : std::uint8_t { never, once, few, unknown, many };

/// In all, when something happens `a` times here and `b` times there.
constexpr RunCount plus(RunCount a, RunCount b) {
  if (a == RunCount::never) return b;
  if (b == RunCount::never) return a;
  if (a == RunCount::many || b == RunCount::many) return RunCount::many;
  if (a == RunCount::unknown || b == RunCount::unknown) return RunCount::unknown;
  return RunCount::few;
}

/// How often one step happens whenever the code around it runs.
struct Repetition {
  enum class Kind : std::uint8_t { once, few, perhaps, many };
  Kind kind = Kind::once;
  bool guarded = false;
};

/// The loops around an event, innermost first: any without a constant bound makes it `many`.
Repetition repetitionOf(const Function& function, const Event& event);
/// The loop that decides it.
const Loop* decidingLoop(const Function& function, const Event& event);

/// How often the step happens when the code around it runs `around` times. What happens again and again, but behind
/// a test, may still happen once: that is unknown.
constexpr RunCount times(RunCount around, const Repetition& step) {
  if (around == RunCount::never) return around;
  if (step.kind == Repetition::Kind::many) return RunCount::many;
  if (around == RunCount::many) return step.guarded ? RunCount::unknown : RunCount::many;
  if (around == RunCount::unknown || step.kind == Repetition::Kind::perhaps) return RunCount::unknown;
  return step.kind == Repetition::Kind::few ? RunCount::few : around;
}

}  // namespace dramaturg
