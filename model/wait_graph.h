// Who waits for whom: the graph behind `messaging-call-cycle` and the depth of synchronous calls.
#pragma once

#include "model/ways.h"

#include <vector>

namespace dramaturg {

/// Actor `from`, in a turn, takes no other message until `to` has done its part.
struct WaitEdge {
  const Edge* edge = nullptr;
  const Call* call = nullptr;           ///< none: `from` starts `to` and waits for its init
  HandlerId entered = HandlerId::none;  ///< the handler of `to` that must finish
};

/// All waits of the program that have a known receiver, in the order of the edges. A call to an actor's own class
/// counts only when it is the same instance.
std::vector<WaitEdge> waitEdges(const ActorSystem&);

/// Elementary cycles of at most `longest` actors, each once, as indices into the edges.
std::vector<std::vector<std::size_t>> cyclesOf(const std::vector<WaitEdge>&, std::size_t longest);

}  // namespace dramaturg
