#include "facts/canonical.h"
#include "tests/support/catch.h"

namespace dramaturg::test {
namespace {

Symbol symbol(std::uint32_t number) { return static_cast<Symbol>(number); }
FileId file(std::uint32_t number) { return static_cast<FileId>(number); }

Event callOf(Symbol callee, Place place) { return {place, FunctionCall{callee}, 0, {}, {}}; }

/// Two functions in two files; the second calls the first.
UnitFacts inOrder() {
  UnitFacts facts;
  facts.file = "main.cpp";
  facts.symbols = {{}, {"a", "a"}, {"b", "b"}};
  facts.files = {"", "one.h", "two.h"};
  Function a, b;
  a.symbol = symbol(1), a.place = {file(1), 1, 1, 1, 2};
  b.symbol = symbol(2), b.place = {file(2), 3, 1, 3, 2};
  b.events = {callOf(symbol(1), {file(2), 4, 1, 4, 2})};
  facts.functions = {a, b};
  return facts;
}

/// The same as if its headers had been read the other way round.
UnitFacts reversed() {
  UnitFacts facts;
  facts.file = "main.cpp";
  facts.symbols = {{}, {"unused", "unused"}, {"b", "b"}, {"a", "a"}};
  facts.files = {"", "two.h", "none.h", "one.h"};
  Function a, b;
  a.symbol = symbol(3), a.place = {file(3), 1, 1, 1, 2};
  b.symbol = symbol(2), b.place = {file(1), 3, 1, 3, 2};
  b.events = {callOf(symbol(3), {file(1), 4, 1, 4, 2})};
  facts.functions = {b, a, b};
  return facts;
}

}  // namespace

TEST_CASE("facts in canonical order stay as they are") {
  UnitFacts facts = inOrder();
  canonicalise(facts);
  CHECK(facts == inOrder());
  UnitFacts empty;
  canonicalise(empty);
  CHECK(empty == UnitFacts{});
}

TEST_CASE("the order of reading leaves no trace") {
  UnitFacts facts = reversed();
  canonicalise(facts);
  CHECK(facts == inOrder());
}

TEST_CASE("accounts of one function become one with the events of all") {
  const Place one{file(1), 1, 1, 1, 2}, other{file(1), 2, 1, 2, 2};
  UnitFacts facts = inOrder();
  Function first = facts.functions[1], second = facts.functions[1];
  first.events = {callOf(symbol(1), one)};
  second.events = {callOf(symbol(2), other)};
  UnitFacts backwards = facts;
  facts.functions = {first, second};
  backwards.functions = {second, first};
  canonicalise(facts);
  canonicalise(backwards);
  REQUIRE(facts.functions.size() == 1);
  CHECK(facts.functions[0].events.size() == 2);
  CHECK(facts == backwards);
}

}  // namespace dramaturg::test
