// Who runs whose code: the project's call graph, and walks over it.
#pragma once

#include "model/actor_system.h"
#include "model/function_table.h"

#include <cstdint>
#include <span>
#include <vector>

namespace dramaturg {

/// How control gets from an event to a function.
enum class StepKind : std::uint8_t {
  call,
  dispatch,  ///< one of several overriders
  passed,    ///< a function object that the callee may call, in the same turn
  answered,  ///< continuation of a blocking call: still the same turn
  later,     ///< continuation, timer or notice: a turn of its own, of the same actor
  task,      ///< runs beside the caller
};

struct CallStep {
  std::uint32_t event = 0;
  FunctionId to = FunctionId::none;
  StepKind kind = StepKind::call;
  Repetition repetition;
};

class CallGraph {
 public:
  CallGraph() = default;
  /// `functionOf` maps symbols to functions; `isTurn` says which functions are bodies of handlers other than init.
  CallGraph(const FunctionTable& functions, const std::vector<FunctionId>& functionOf, const std::vector<bool>& isTurn);

  /// In the order of events.
  std::span<const CallStep> steps(FunctionId from) const {
    const auto number = static_cast<std::size_t>(from);
    return std::span(steps_).subspan(first_[number], first_[number + 1] - first_[number]);
  }
  std::size_t size() const { return steps_.size(); }

 private:
  std::vector<std::uint32_t> first_;  ///< by function, and one more
  std::vector<CallStep> steps_;
};

enum class Extent : std::uint8_t {
  turn,       ///< what runs in the same turn
  wholeWork,  ///< and the continuations that it leaves behind
};

constexpr bool follows(Extent extent, StepKind kind) {
  return kind != StepKind::task && (extent == Extent::wholeWork || kind != StepKind::later);
}

/// Walks over the call graph, one after the other: what each has seen is forgotten without touching it all.
class Walker {
 public:
  /// One function of a walk, and the step of an earlier one that led to it.
  struct Visit {
    FunctionId function = FunctionId::none;
    std::uint32_t parent = 0;
    std::uint32_t event = 0;
    std::uint32_t distance = 0;
    Confidence confidence = Confidence::certain;
  };

  /// Everything that is reached from `root`, the root first, then by distance. Functions for which `enter` is false are
  /// left out with all that only they lead to. Lives until the next walk.
  template <class Enter>
  std::span<const Visit> walk(const CallGraph& calls, std::size_t functions, FunctionId root, Extent extent,
                              Enter enter) {
    begin(functions, root);
    for (std::uint32_t i = 0; i < visits_.size(); ++i) {
      const Visit from = visits_[i];
      for (const CallStep& step : calls.steps(from.function)) {
        if (!follows(extent, step.kind) || isSeen(step.to) || !enter(step.to)) continue;
        see(step.to);
        const bool sure = step.kind != StepKind::dispatch && step.kind != StepKind::passed;
        visits_.push_back(
            {step.to, i, step.event, from.distance + 1, sure ? from.confidence : lowered(from.confidence)});
      }
    }
    return visits_;
  }
  std::span<const Visit> walk(const CallGraph& calls, std::size_t functions, FunctionId root, Extent extent) {
    return walk(calls, functions, root, extent, [](FunctionId) { return true; });
  }

  /// A visit of the last walk as others see it.
  Reached reached(std::size_t visit) const;

 private:
  void begin(std::size_t functions, FunctionId root);
  bool isSeen(FunctionId function) const { return seen_[static_cast<std::size_t>(function)] == round_; }
  void see(FunctionId function) { seen_[static_cast<std::size_t>(function)] = round_; }

  std::vector<std::uint32_t> seen_;  ///< by function: the last walk that came there
  std::uint32_t round_ = 0;
  std::vector<Visit> visits_;
};

/// Everything that is reached from `root` by distance and place, each with a shortest path.
std::vector<Reached> explore(const CallGraph&, const FunctionTable&, FunctionId root, Extent);

}  // namespace dramaturg
