// On which thread the instances of an actor run.
#pragma once

#include "model/system_data.h"

namespace dramaturg {

/// Fills `spawns`, and `placement` with its reasons, of every actor.
void derivePlacement(SystemData&);

}  // namespace dramaturg
