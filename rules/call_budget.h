// Time limits along synchronous paths: which of them contradict each other, and how deep they nest.
#pragma once

#include "model/wait_graph.h"
#include "rules/support.h"

#include <vector>

namespace dramaturg {

/// A caller that gives up before the one who has to answer does.
struct Inversion {
  const Edge* outer = nullptr;
  Bound limit;              ///< of the outer call
  Bound inner;              ///< what the inner calls may take, together
  std::vector<Site> waits;  ///< the inner calls
};
std::vector<Inversion> inversionsOf(const ActorSystem&);

/// Chains of synchronous calls with more hops than an outer limit can judge, each from its outermost call.
std::vector<std::vector<WaitEdge>> deepChains(const ActorSystem&);

}  // namespace dramaturg
