// How control gets to a function: the turns and entries that run it, and the calls on the way.
#pragma once

#include "rules/support.h"

#include <vector>

namespace dramaturg {

struct Way {
  HandlerId handler = HandlerId::none;  ///< the turn, or the one that left the work behind; none: an entry or nobody's
  FunctionId root = FunctionId::none;
  std::vector<Site> path;  ///< from `root`
  Confidence confidence = Confidence::certain;
};

/// One way from each turn and entry; the function itself where nobody is seen to run it.
std::vector<Way> waysTo(const ActorSystem&, FunctionId);

/// Whether nothing but start-up and shutdown runs it: entries, and turns that begin or end an actor.
bool onlyStartsOrEnds(const ActorSystem&, const std::vector<Way>&);

}  // namespace dramaturg
