// From facts in stores to the facts of one program.
#pragma once

#include "model/merge.h"
#include "tool/fact_cache.h"
#include "tool/host.h"

#include <span>

namespace dramaturg {

/// The facts of the given units, all of which the cache must know. They are read piece by piece, each piece once; no
/// more than a few are in memory besides what the program is made of. Throws `DatabaseError` when some cannot be read.
ProgramFacts gatherFacts(const Host& host, const FactCache& cache, std::span<const CacheKey> units, bool partial);

}  // namespace dramaturg
