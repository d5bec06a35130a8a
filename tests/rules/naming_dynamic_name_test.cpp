#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "naming-dynamic-name";

/// `dispatch` starts a `ride` per order.
UnitBuilder rides() {
  UnitBuilder unit("rides.cpp");
  unit.function("main").isEntry().spawns("dispatch");
  unit.actor("dispatch").handles("(order)").spawnsLinked("ride");
  unit.actor("ride").handles("(gps)").replies();
  return unit;
}

/// The last event was a `put`; now the registry keeps it until it is erased.
void keepForEver(UnitBuilder& unit, FunctionBuilder put) {
  auto& what = std::get<Register>(put.last().what);
  what.permanent = true;
  what.registry = unit.symbol("registry");
}

FunctionBuilder putInRide(UnitBuilder& unit, NameKind kind) {
  FunctionBuilder init = unit.actor("ride").init().puts("ride_name(number)", self("ride"), kind);
  keepForEver(unit, init);
  return init;
}

}  // namespace

TEST_CASE("literal, constant and unknown names are not made up") {
  for (const NameKind kind : {NameKind::literal, NameKind::constant, NameKind::unknown}) {
    UnitBuilder unit = rides();
    putInRide(unit, kind);
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("a name of the one instance, of a fixed range or of the start is one of a few") {
  UnitBuilder single("main.cpp");
  single.function("main").isEntry().spawns("ride");
  putInRide(single, NameKind::computed);
  CHECK(findings(kRule, single).empty());

  UnitBuilder range("main.cpp");
  keepForEver(range, range.function("main")
                         .isEntry()
                         .inLoop(LoopKind::constant, {}, 4)
                         .puts("ch + i", variable("c"), NameKind::computed));
  CHECK(findings(kRule, range).empty());

  UnitBuilder configured("main.cpp");
  keepForEver(configured, configured.function("main")
                              .isEntry()
                              .inLoop(LoopKind::container, "config")
                              .puts("entry", variable("c"), NameKind::computed));
  CHECK(findings(kRule, configured).empty());
}

TEST_CASE("the owner takes its name out again") {
  UnitBuilder unit = rides();
  putInRide(unit, NameKind::computed);
  Register erase;
  erase.action = RegistryAction::erase;
  erase.kind = NameKind::computed;
  erase.registry = unit.symbol("registry");
  unit.actor("ride").handler(HandlerKind::terminate).does(erase);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a name per instance that stays for ever") {
  UnitBuilder unit = rides();
  putInRide(unit, NameKind::computed);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "names made up at run time stay in `registry` for ever");
  CHECK(says(found[0], "nothing in the program erases from `registry`"));
}

TEST_CASE("a name per message that stays for ever") {
  UnitBuilder unit = rides();
  unit.actor("dispatch").handles("(open)").calls("room_of");
  keepForEver(unit, unit.function("room_of").puts("room + name", variable("r"), NameKind::computed));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "with every handler `(open)` of `dispatch`"));
}

TEST_CASE("a registry that may forget is likely at most") {
  UnitBuilder unit = rides();
  FunctionBuilder put = putInRide(unit, NameKind::computed);
  std::get<Register>(put.last().what).permanent = false;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}

TEST_CASE("erasing other names leaves a doubt, no silence") {
  UnitBuilder unit = rides();
  putInRide(unit, NameKind::computed);
  Register erase;
  erase.action = RegistryAction::erase;
  erase.kind = NameKind::computed;
  erase.registry = unit.symbol("registry");
  unit.actor("dispatch").handles("(clean)").does(erase);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("names put together in two places to look somebody up are a quiet hint") {
  UnitBuilder unit = rides();
  unit.actor("dispatch").handles("(a)").gets("r + n", variable("x"), NameKind::computed);
  CHECK(findings(kRule, unit).empty());
  unit.actor("dispatch").handles("(b)").gets("r + m", variable("y"), NameKind::computed);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::possible);
}
