// The hubs that are worth telling.
#pragma once

#include "model/hub.h"
#include "rules/support.h"

#include <vector>

namespace dramaturg {

/// The heaviest of the program, the heaviest first.
std::vector<Hub> hubsOf(const ActorSystem&);

}  // namespace dramaturg
