// Where the program starts threads, and what limits their number.
#pragma once

#include "rules/ways_to.h"

#include <string>
#include <vector>

namespace dramaturg {

/// Code that starts a thread which outlives the function around it.
struct ThreadStart {
  Site site;
  std::string what;
  Symbol holder = Symbol::none;
  Confidence confidence = Confidence::likely;
  Evidence why;
};

/// Nothing for pools, for what is joined where it was started, and for a member that holds one thread at a time.
std::vector<ThreadStart> threadStarts(const ActorSystem&);

/// Something on the way keeps the number that is alive within bounds.
bool isLimited(const ActorSystem&, const ThreadStart&, const Way&);

}  // namespace dramaturg
