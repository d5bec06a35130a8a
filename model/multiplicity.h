// How many instances of each actor there are.
//
// Counts how often code runs, from the entries down: through calls (times the loops around them), into the turns of
// actors (init once per instance, handlers once per message), to the spawns. Counting saturates: never, once, a few,
// without a bound seen in code; or unknown.
#pragma once

#include "model/system_data.h"

namespace dramaturg {

/// Fills `multiplicity` and its reasons for every actor. Wants `spawns`.
void deriveMultiplicity(SystemData&);

}  // namespace dramaturg
