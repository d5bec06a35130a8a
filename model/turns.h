// Whose turns run which code.
#pragma once

#include "model/call_graph.h"
#include "model/ensemble.h"

#include <vector>

namespace dramaturg {

/// Where control enters the program's code.
struct Root {
  enum class Kind : std::uint8_t {
    turn,    ///< body of a handler
    entry,   ///< started from outside
    task,    ///< body of a task
    orphan,  ///< nobody is seen to call it
  };
  Kind kind = Kind::turn;
  FunctionId function = FunctionId::none;
  ActorId actor = ActorId::none;        ///< with `turn`
  HandlerId handler = HandlerId::none;  ///< with `turn`
};

struct Turns {
  std::vector<Root> roots;  ///< turns by handler, then entries, tasks and orphans
  // by function:
  std::vector<std::vector<HandlerId>> handlersOf;  ///< turns that run it, or whose continuations do
  std::vector<std::vector<FunctionId>> entriesOf;  ///< entries and task bodies that run it
  std::vector<std::vector<Site>> tasksOf;          ///< tasks whose bodies run it
};

Turns findTurns(const ProgramFacts&, const Ensemble&, const CallGraph&);

/// The one actor whose turns these are; none of several.
ActorId soleActor(const std::vector<HandlerId>& turns, const std::vector<LinkedHandler>& handlers);

}  // namespace dramaturg
