// One compile command → the facts of one unit.
#pragma once

#include "facts/job.h"

#include <string>

namespace dramaturg {

/// Parses the unit and collects its facts. A unit with errors still gives facts, marked partial; without facts the
/// outcome says why. May crash, hang or run out of memory with the source: run it in a process of its own. `last`: the
/// process ends after it, so that nothing needs to be freed.
Outcome extractUnit(const Job& job, const std::string& resourceDir, bool last = false);

}  // namespace dramaturg
