// Who runs whose code: the project's call graph, and walks over it.
#pragma once

#include "model/actor_system.h"

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
};

class CallGraph {
 public:
  CallGraph() = default;
  /// `functionOf` maps symbols to functions; `isTurn` says which functions are bodies of handlers other than init.
  CallGraph(std::span<const Function> functions, const std::vector<FunctionId>& functionOf,
            const std::vector<bool>& isTurn);

  /// In the order of events.
  std::span<const CallStep> steps(FunctionId from) const;

 private:
  std::vector<std::uint32_t> first_;  ///< by function, and one more
  std::vector<CallStep> steps_;
};

enum class Extent : std::uint8_t {
  turn,       ///< what runs in the same turn
  wholeWork,  ///< and the continuations that it leaves behind
};

/// Everything that is reached from `root`, the root first.
std::vector<FunctionId> reachedFrom(const CallGraph&, FunctionId root, Extent);

/// The same by distance and place, each with a shortest path.
std::vector<Reached> explore(const CallGraph&, std::span<const Function>, FunctionId root, Extent);

}  // namespace dramaturg
