#include "facts/facts_json.h"

#include "tests/facts/samples.h"
#include "tests/support/catch.h"

namespace dramaturg::test {

using Catch::Matchers::Contains;

TEST_CASE("every fact survives the way through JSON") {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const UnitFacts unit = sampleUnit(seed);
    const Decoded<UnitFacts> back = fromJson(toJson(unit));
    REQUIRE(back.error == "");
    CHECK(*back.value == unit);
  }
}

TEST_CASE("defaults are left out, also those that are not zero") {
  CHECK(toJson(UnitFacts{}) == "{}\n");
  UnitFacts unit;
  unit.libraries.emplace_back().throwEndsActor = false;
  CHECK_THAT(toJson(unit), Contains("\"throwEndsActor\": false"));
}

TEST_CASE("a reader sees names, not numbers") {
  UnitFacts unit;
  unit.symbols = {{}, {"c:@F@f#", "f"}};
  unit.files = {"", "a.cpp"};
  Function f;
  f.symbol = static_cast<Symbol>(1);
  f.form = FunctionForm::lambda;
  f.place = {static_cast<FileId>(1), 2, 3, 4, 5};
  f.events.push_back({{}, FunctionCall{static_cast<Symbol>(1), CallForm::virtualCall}, 0, {}, {}});
  unit.functions.push_back(f);
  CHECK_THAT(toJson(unit), Contains("\"symbol\": \"f#1\"") && Contains("\"form\": \"lambda\"") &&
                               Contains("\"file\": \"a.cpp#1\"") && Contains("\"functionCall\": {"));
}

TEST_CASE("text that is no UTF-8 still makes JSON") {
  UnitFacts unit;
  unit.problems.push_back({"a.cpp", 1, "caf\xe9"});
  CHECK(fromJson(toJson(unit)));
}

TEST_CASE("what is no facts is an error that says why") {
  CHECK_FALSE(fromJson("").error.empty());
  CHECK_FALSE(fromJson("[]").error.empty());
  CHECK_THAT(fromJson(R"({"actor": []})").error, Contains("no such fact"));
  CHECK_THAT(fromJson(R"({"actors": [{"form": "chorus"}]})").error, Contains("`chorus`"));
  CHECK_THAT(fromJson(R"({"actors": [{"symbol": "x#7"}]})").error, Contains("no such symbol: 7"));
  CHECK_THAT(fromJson(R"({"actors": [{"symbol": "x"}]})").error, Contains("no number in `x`"));
  CHECK_THAT(fromJson(R"({"functions": [{"events": [{"what": {"dance": {}}}]}]})").error, Contains("`dance`"));
}

}  // namespace dramaturg::test
