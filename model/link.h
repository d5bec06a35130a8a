// facts of many units → one ActorSystem.
#pragma once

#include "model/actor_system.h"
#include "model/merge.h"

#include <vector>

namespace dramaturg {

struct LinkOptions {
  bool allUnitsAnalysed = true;  ///< false: some unit failed, so the world is open
};

/// Joins units by symbol key, solves handle flow over the whole program and derives edges, multiplicity and
/// placement. Entities that several units define (headers) become one. Takes the units over; their order does
/// not matter.
ActorSystem link(std::vector<UnitFacts> units, const LinkOptions& options = {});

/// The same in steps, for units that are not all in memory at once: their pieces are numbered (`Numbering`), and merged
/// one after the other (`Merger`).
ActorSystem link(ProgramFacts facts, const LinkOptions& options);

}  // namespace dramaturg
