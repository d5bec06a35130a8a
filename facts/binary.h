// Facts as bytes, for the cache and the pipe between the programs.
//
// Compact (variable-length integers) and tied to one schema: the bytes start with `schemaFingerprint()`, so bytes of
// another version are told apart from damaged ones. Readers trust nothing: malformed input gives an error, memory
// stays within a constant factor of the input's size, and every symbol, file, loop and condition that comes out of
// `fromBinary<UnitFacts>` lies in its table.
#pragma once

#include "facts/decoded.h"
#include "facts/job.h"
#include "facts/unit_facts.h"

#include <string>
#include <string_view>

namespace dramaturg {

std::string toBinary(const UnitFacts&);
std::string toBinary(const Job&);
std::string toBinary(const Outcome&);
std::string toBinary(const Group&);
std::string toBinary(const GroupReady&);

/// For the types of `toBinary`.
template <class T>
Decoded<T> fromBinary(std::string_view bytes);

template <>
Decoded<UnitFacts> fromBinary<UnitFacts>(std::string_view bytes);
template <>
Decoded<Job> fromBinary<Job>(std::string_view bytes);
template <>
Decoded<Outcome> fromBinary<Outcome>(std::string_view bytes);
template <>
Decoded<Group> fromBinary<Group>(std::string_view bytes);
template <>
Decoded<GroupReady> fromBinary<GroupReady>(std::string_view bytes);

}  // namespace dramaturg
