// Loops that an exception leaves without anybody hearing of it: it is caught outside of the loop, and told at most to a
// log.
#pragma once

#include "rules/support.h"

#include <optional>

namespace dramaturg {

struct QuietEnd {
  Evidence evidence;  ///< what throws, and where it is caught
  Confidence confidence = Confidence::certain;
};

/// Of an actor with a loop of its own; nothing when no exception is seen to leave the loop, or when somebody is told.
std::optional<QuietEnd> quietEndOf(const ActorSystem&, const LinkedActor&);

}  // namespace dramaturg
