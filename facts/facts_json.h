// Facts as JSON, for people and tests. Members that have their default are left out, enumerators go by name, and a
// symbol reads `name#number`, so that the text can be understood without looking up tables.
#pragma once

#include "facts/decoded.h"
#include "facts/unit_facts.h"

#include <string>
#include <string_view>

namespace dramaturg {

std::string toJson(const UnitFacts&);
/// Takes what `toJson` gives.
Decoded<UnitFacts> fromJson(std::string_view text);

}  // namespace dramaturg
