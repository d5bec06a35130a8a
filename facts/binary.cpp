#include "facts/binary.h"

#include "facts/codec.h"
#include "facts/references.h"

namespace dramaturg {
namespace {

template <class T>
std::string write(const T& x) {
  codec::Writer writer;
  writer.bytes = schemaFingerprint();
  writer.put(x);
  return std::move(writer.bytes);
}

template <class T>
Decoded<T> read(std::string_view bytes) {
  codec::Reader reader(bytes);
  reader.expectHeader(schemaFingerprint());
  T x;
  if (!reader.failed()) reader.get(x);
  reader.expectEnd();
  if (reader.failed()) return {std::nullopt, std::move(reader.error)};
  return {std::move(x), {}};
}

std::string problemOf(const UnitFacts& facts) {
  const std::string dangling = danglingReference(facts);
  return dangling.empty() ? std::string() : "damaged facts: " + dangling;
}

}  // namespace

std::string toBinary(const UnitFacts& x) { return write(x); }
std::string toBinary(const Job& x) { return write(x); }
std::string toBinary(const Outcome& x) { return write(x); }
std::string toBinary(const Group& x) { return write(x); }
std::string toBinary(const GroupReady& x) { return write(x); }

template <>
Decoded<UnitFacts> fromBinary<UnitFacts>(std::string_view bytes) {
  Decoded<UnitFacts> facts = read<UnitFacts>(bytes);
  if (!facts) return facts;
  if (std::string problem = problemOf(*facts.value); !problem.empty()) return {std::nullopt, std::move(problem)};
  return facts;
}

template <>
Decoded<Job> fromBinary<Job>(std::string_view bytes) {
  return read<Job>(bytes);
}

template <>
Decoded<Group> fromBinary<Group>(std::string_view bytes) {
  return read<Group>(bytes);
}

template <>
Decoded<GroupReady> fromBinary<GroupReady>(std::string_view bytes) {
  return read<GroupReady>(bytes);
}

template <>
Decoded<Outcome> fromBinary<Outcome>(std::string_view bytes) {
  Decoded<Outcome> outcome = read<Outcome>(bytes);
  if (!outcome || !outcome.value->facts) return outcome;
  if (std::string problem = problemOf(*outcome.value->facts); !problem.empty())
    return {std::nullopt, std::move(problem)};
  return outcome;
}

}  // namespace dramaturg
