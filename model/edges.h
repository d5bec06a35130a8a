// What turns do to actors: edges between them, and uses of their own fields.
#pragma once

#include "model/system_data.h"

namespace dramaturg {

/// Fills `edges`, `inbound`, `outbound` and the field uses of the actors.
void deriveEdges(SystemData&);

}  // namespace dramaturg
