#include "facts/pieces.h"

#include "tests/facts/samples.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <random>

namespace dramaturg::test {
namespace {

UnitFacts roundTrip(const UnitFacts& unit) {
  const UnitInPieces parts = takeApart(unit);
  auto back = putTogether(parts.pieces, parts.layout);
  REQUIRE(back.error == "");
  return std::move(*back.value);
}

/// A function in a header, and one of its own in a unit.
UnitFacts unitWithHeader(const std::string& source, std::vector<SymbolInfo> before) {
  UnitFacts unit;
  unit.file = source;
  unit.files = {"", source, "shared.h"};
  unit.symbols = std::move(before);
  const auto next = unit.symbols.size();
  unit.symbols.push_back({"c:@F@shared", "shared"});
  unit.symbols.push_back({"c:@F@callee", "callee"});
  unit.symbols.push_back({"c:" + source + "@F@own", "own"});
  unit.functions.resize(2);
  unit.functions[0].symbol = static_cast<Symbol>(next + 2);
  unit.functions[0].place = {static_cast<FileId>(1), 3, 1, 3, 9};
  unit.functions[1].symbol = static_cast<Symbol>(next);
  unit.functions[1].place = {static_cast<FileId>(2), 5, 1, 5, 9};
  unit.functions[1].events.push_back({unit.functions[1].place, FunctionCall{static_cast<Symbol>(next + 1)}, 0, {}, {}});
  return unit;
}

}  // namespace

TEST_CASE("a unit comes together again as it was") {
  for (std::uint32_t seed = 0; seed < 40; ++seed) CHECK(roundTrip(sampleUnit(seed)) == sampleUnit(seed));
  CHECK(roundTrip(UnitFacts{}) == UnitFacts{});
  CHECK(roundTrip(unitWithHeader("a.cpp", {{}})) == unitWithHeader("a.cpp", {{}}));
}

TEST_CASE("symbols that nothing mentions are kept") {
  UnitFacts unit = unitWithHeader("a.cpp", {{"strange", "first entry"}, {"unused", "x"}, {"unused too", ""}, {"", ""}});
  CHECK_FALSE(roundTrip(unitWithHeader("a.cpp", {{}})) == unit);
  CHECK(roundTrip(unit) == unit);
}

TEST_CASE("facts of one file are the same piece in every unit, whatever their numbers there") {
  const UnitInPieces a = takeApart(unitWithHeader("a.cpp", {{}}));
  const UnitInPieces b = takeApart(unitWithHeader("b.cpp", {{}, {"c:@F@zzz", "zzz"}, {"c:@F@aaa", "aaa"}}));
  REQUIRE(a.pieces.size() == 2);
  REQUIRE(b.pieces.size() == 2);
  CHECK(a.pieces[0] != b.pieces[0]);
  CHECK(a.pieces[1] == b.pieces[1]);
}

TEST_CASE("what a piece defines is told with its file") {
  const UnitInPieces parts = takeApart(unitWithHeader("a.cpp", {{}}));
  const auto keys = readKeys(parts.pieces[1].keys);
  REQUIRE(keys);
  REQUIRE(keys.value->definitions.size() == 1);
  const Definition one = keys.value->definitions[0];
  CHECK(one.kind == Definition::Kind::body);
  CHECK(keys.value->symbols[one.symbol] == "c:@F@shared");
  CHECK(keys.value->files[one.file] == "shared.h");
  std::vector<std::string_view> names;
  CHECK(readNames(parts.pieces[1].names, names));
  CHECK(names == std::vector<std::string_view>{"", "callee", "shared"});
}

TEST_CASE("facts get the numbers that the reader wants") {
  const UnitInPieces parts = takeApart(unitWithHeader("a.cpp", {{}}));
  const std::vector<Symbol> symbols{Symbol::none, static_cast<Symbol>(70), static_cast<Symbol>(80)};
  const std::vector<FileId> files{FileId::none, static_cast<FileId>(9)};
  const auto facts = readFacts(parts.pieces[1].facts, symbols, files);
  REQUIRE(facts);
  CHECK(facts.value->functions[0].symbol == static_cast<Symbol>(80));
  CHECK(facts.value->functions[0].place.file == static_cast<FileId>(9));
  CHECK(std::get<FunctionCall>(facts.value->functions[0].events[0].what).callee == static_cast<Symbol>(70));
  CHECK(readFacts(parts.pieces[1].facts, std::span(symbols).first(2), files).error ==
        "damaged facts: no such symbol (at `symbol`)");
}

TEST_CASE("references that lead nowhere become none") {
  UnitFacts unit = unitWithHeader("a.cpp", {{}});
  unit.functions[0].record = static_cast<Symbol>(4000);
  unit.functions[1].place.file = static_cast<FileId>(99);
  const UnitFacts back = roundTrip(unit);
  CHECK(back.functions[0].record == Symbol::none);
  CHECK(back.functions[1].place.file == FileId::none);
}

TEST_CASE("damaged pieces and layouts never crash") {
  const UnitInPieces good = takeApart(sampleUnit());
  std::mt19937 random(7);
  const auto damage = [&](std::string& bytes) {
    for (int hits = 0; hits < 3 && !bytes.empty(); ++hits) bytes[random() % bytes.size()] = static_cast<char>(random());
  };
  for (int round = 0; round < 2000; ++round) {
    UnitInPieces bad = good;
    Piece& piece = bad.pieces[random() % bad.pieces.size()];
    std::string* const parts[] = {&piece.facts, &piece.names, &piece.keys, &bad.layout};
    damage(*parts[random() % 4]);
    const auto unit = putTogether(bad.pieces, bad.layout);
    REQUIRE(unit.value.has_value() == unit.error.empty());
  }
  UnitInPieces cut = good;
  for (; !cut.layout.empty(); cut.layout.pop_back())
    if (cut.layout != good.layout) REQUIRE_FALSE(putTogether(cut.pieces, cut.layout));
  REQUIRE_FALSE(putTogether(std::span(good.pieces).first(1), good.layout));
}

}  // namespace dramaturg::test
