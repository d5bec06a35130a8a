#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-self-send-spin";

}  // namespace

TEST_CASE("a timer brings the next turn") {
  UnitBuilder unit("a.cpp");
  unit.actor("watch").handles("(look)").schedules(self("watch"), "(look)", after(50));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("work in portions ends") {
  UnitBuilder unit("a.cpp");
  unit.actor("watch").handles("(look)").writes("watch::left").when({"watch::left"}).casts(self("watch"), "(look)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the message that gets it started comes once") {
  UnitBuilder unit("a.cpp");
  unit.actor("watch").init().casts(self("watch"), "(look)");
  unit.actor("watch").handles("(look)").reads("watch::x");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a turn that waits does not spin") {
  UnitBuilder unit("a.cpp");
  unit.actor("watch").handles("(look)").waits(BlockKind::sleep, Awaits::time, after(50)).casts(self("watch"), "(look)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the next one in a chain of the same class is another instance") {
  UnitBuilder unit("a.cpp");
  unit.function("main").isEntry().spawns("link").into(variable("b")).spawns("link");
  unit.flow(field("link::next"), variable("b"));
  unit.actor("link").handles("(pass)").casts(field("link::next"), "(pass)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("each turn that brings the next one spins, through a helper too") {
  UnitBuilder unit("a.cpp");
  unit.actor("watch").handles("(look)").calls("again");
  unit.function("again").casts(self("watch"), "(look)");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
}

TEST_CASE("two of them are more with each turn") {
  UnitBuilder unit("a.cpp");
  unit.actor("watch").handles("(look)").casts(self("watch"), "(look)").casts(self("watch"), "(look)");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
}
