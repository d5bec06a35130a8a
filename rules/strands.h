// Turns of one actor that may run at the same time, because only some of them are kept apart by a strand.
#pragma once

#include "rules/foreign_access.h"

namespace dramaturg {

/// One for each actor and turn that runs loose beside a turn on a strand, where both reach a field and one writes it.
/// None in programs whose functions are all run by one thread.
std::vector<ForeignCode> looseTurnsOf(const ActorSystem&);

}  // namespace dramaturg
