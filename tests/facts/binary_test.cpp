#include "facts/binary.h"

#include "facts/fields.h"
#include "tests/facts/samples.h"
#include "tests/support/catch.h"

#include <random>

namespace dramaturg::test {

TEST_CASE("every fact survives the way through bytes") {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    const UnitFacts unit = sampleUnit(seed);
    const Decoded<UnitFacts> back = fromBinary<UnitFacts>(toBinary(unit));
    REQUIRE(back.error == "");
    CHECK(*back.value == unit);
  }
}

TEST_CASE("an empty unit survives") { CHECK(fromBinary<UnitFacts>(toBinary(UnitFacts{})).value == UnitFacts{}); }

TEST_CASE("jobs and outcomes survive") {
  const Job job{"/p", "a.cpp", {"clang++", "-DX=\"y z\"", std::string("\0\n\xff", 3)}, "/p", {"/p/profile.yaml"}};
  CHECK(fromBinary<Job>(toBinary(job)).value == job);

  const Outcome failed{.facts = std::nullopt, .error = "no such file: `a.cpp`"};
  CHECK(fromBinary<Outcome>(toBinary(failed)).value == failed);
  const Outcome done{.facts = sampleUnit(), .error = ""};
  CHECK(fromBinary<Outcome>(toBinary(done)).value == done);
}

TEST_CASE("numbers keep their sign and their size") {
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
    UnitFacts unit;
    unit.inputs.push_back({"/a", "", UINT64_MAX, number});
    CHECK(fromBinary<UnitFacts>(toBinary(unit)).value == unit);
  }
}

TEST_CASE("every truncation is an error") {
  const std::string bytes = toBinary(sampleUnit());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto cut = fromBinary<UnitFacts>(std::string_view(bytes).substr(0, size));
    REQUIRE_FALSE(cut);
    REQUIRE(cut.error != "");
  }
}

TEST_CASE("bytes after the end are an error") {
  CHECK(fromBinary<UnitFacts>(toBinary(sampleUnit()) + "x").error == "damaged facts: bytes after the end");
}

TEST_CASE("facts of another schema are told apart from damaged ones") {
  std::string bytes = toBinary(UnitFacts{});
  bytes[0] = bytes[0] == '0' ? '1' : '0';
  CHECK(fromBinary<UnitFacts>(bytes).error == "not facts, or facts of another version of dramaturg");
}

TEST_CASE("a huge count allocates nothing") {
  // file: empty, files: 2^60 of them
  const std::string bytes = schemaFingerprint() + std::string("\0\x80\x80\x80\x80\x80\x80\x80\x80\x10", 10);
  CHECK(fromBinary<UnitFacts>(bytes).error == "damaged facts: it ends too early (at `files`)");
}

TEST_CASE("a number longer than 64 bits is an error") {
  CHECK_FALSE(fromBinary<UnitFacts>(schemaFingerprint() + std::string(20, '\x80')));
}

TEST_CASE("an enumerator or alternative that does not exist is an error") {
  UnitFacts unit;
  unit.symbols.resize(1);
  unit.files.resize(1);
  unit.actors.emplace_back().form = static_cast<ActorForm>(77);
  CHECK(fromBinary<UnitFacts>(toBinary(unit)).error == "damaged facts: no such value (at `form`)");
}

TEST_CASE("a reference that leads nowhere is an error") {
  UnitFacts unit = sampleUnit();
  SECTION("symbol") { unit.flows[0].from.symbol = static_cast<Symbol>(unit.symbols.size()); }
  SECTION("file") { unit.actors[1].place.file = static_cast<FileId>(unit.files.size()); }
  SECTION("loop") { unit.functions[1].events[3].loop = 3; }
  SECTION("outer loop") { unit.functions[0].loops[0].outer = 9; }
  SECTION("condition") { unit.functions[1].events[3].guards = {2}; }
  SECTION("symbol inside an event") {
    std::get<Spawn>(unit.functions[1].events[5].what).holder = static_cast<Symbol>(99);
  }
  CHECK_FALSE(fromBinary<UnitFacts>(toBinary(unit)));
  CHECK_FALSE(fromBinary<Outcome>(toBinary(Outcome{.facts = unit, .error = ""})));
}

TEST_CASE("damaged bytes never crash") {
  const std::string good = toBinary(sampleUnit());
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = good;
    for (int hits = 0; hits < 4; ++hits) bytes[16 + random() % (bytes.size() - 16)] = static_cast<char>(random());
    const auto facts = fromBinary<UnitFacts>(bytes);
    REQUIRE(facts.value.has_value() == facts.error.empty());
  }
}

}  // namespace dramaturg::test
