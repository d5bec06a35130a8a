// Facts for all units: from the cache where they are still true, from workers where not.
#pragma once

#include "tool/profile_report.h"
#include "tool/units.h"

namespace dramaturg {

/// Takes from the cache what is fresh. Gives the number of units that it had.
std::size_t loadCached(Units& units, FactCache& cache);

/// Has workers extract every unit that has neither facts nor a failure, and stores what they find. Throws `Failure`
/// when the user interrupts; what was extracted by then is kept. With a
/// `profile`, workers measure what costs them time, and it is added there.
void extractRest(Host& host, const AnalysisOptions& options, const std::string& worker, Units& units, FactCache& cache,
                 RunProfile* profile = nullptr);

}  // namespace dramaturg
