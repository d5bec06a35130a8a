// Jobs of a pool that wait for other jobs of the same pool: when every thread waits, nobody is left to run them.
#pragma once

#include "rules/support.h"

#include <vector>

namespace dramaturg {

/// A wait for a future, in a job, after handing another job to the pool that runs it.
struct Starvation {
  Symbol pool = Symbol::none;  ///< class
  Site posted;                 ///< where the waiting job is handed over
  std::vector<Site> path;      ///< from the job to the function that waits
  Site handedOn;               ///< where that function hands a job to the same pool
  Site wait;
  Confidence confidence = Confidence::likely;
};

/// One per place that waits, by place.
std::vector<Starvation> poolStarvations(const ActorSystem&);

}  // namespace dramaturg
