#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "supervision-swallowed-failure";

dramaturg::Catch catching(UnitBuilder& unit, std::string_view type, CatchBody body) {
  return {unit.symbol(type), body};
}

}  // namespace

TEST_CASE("a failure of a type of its own is expected") {
  UnitBuilder unit("a.cpp");
  unit.actor("journal").handles("(write)").does(catching(unit, "const disk_full &", CatchBody::logs));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("whoever throws on, ends or answers has not swallowed it") {
  for (const CatchBody body : {CatchBody::rethrows, CatchBody::stops, CatchBody::replies, CatchBody::other}) {
    UnitBuilder unit("a.cpp");
    unit.actor("journal").handles("(write)").does(catching(unit, "...", body));
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("what must not throw has to catch") {
  UnitBuilder unit("a.cpp");
  unit.actor("journal").handles("(write)").cannotThrow().does(catching(unit, "...", CatchBody::logs));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("code of nobody's turn is not judged") {
  UnitBuilder unit("a.cpp");
  unit.function("main").isEntry().does(catching(unit, "...", CatchBody::logs));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a catch of everything that only logs is told, surely after a write") {
  UnitBuilder unit("a.cpp");
  unit.actor("journal").handles("(write)").calls("append");
  unit.function("append").writes("journal::lines").does(catching(unit, "const std::exception &", CatchBody::logs));
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(says(found[0], "journal::lines"));
}

TEST_CASE("without a write before it is likely only") {
  UnitBuilder unit("a.cpp");
  unit.actor("journal").handles("(write)").does(catching(unit, "...", CatchBody::empty));
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}
