// Whether the numbers inside facts point into their tables.
#pragma once

#include "facts/unit_facts.h"

#include <string>

namespace dramaturg {

/// Empty when every symbol, file, loop and condition exists; else which does not.
std::string danglingReference(const UnitFacts&);

}  // namespace dramaturg
