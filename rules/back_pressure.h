// What ties the speed of a sender to the speed of its receiver.
#pragma once

#include "rules/support.h"

namespace dramaturg {

/// Does every pass of the loop wait: for time, for an answer, for another thread?
bool isPaced(const ActorSystem&, const LoopAround&);
/// `under way < limit` on the way to a cast, where other turns change what is under way.
bool hasWindow(const ActorSystem&, const Edge&);
/// The receiver asked for more, and the cast is the answer.
bool isDemanded(const ActorSystem&, const Edge&);

}  // namespace dramaturg
