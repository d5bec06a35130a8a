// What the turns of an actor do besides computing: how far it is from a function.
#pragma once

#include "model/ways.h"

#include <vector>

namespace dramaturg {

struct Work {
  bool pure = true;               ///< nothing but answers and at most one fixed receiver
  bool forwardsAsIs = true;       ///< its one handler hands its message on unchanged
  std::vector<Handle> receivers;  ///< of everything that is sent
  std::vector<Site> forwards;
  Confidence confidence = Confidence::certain;  ///< lowered by calls into code that was not analysed
  Evidence handlers;                            ///< one step per handler that does work
};

/// Looks at every handler; one whose code was not analysed is not pure.
Work workOf(const ActorSystem&, const LinkedActor&);

}  // namespace dramaturg
