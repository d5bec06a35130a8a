#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "state-unbounded-growth";

/// `server` with the container `server::rows`, to which `(put)` adds.
UnitBuilder server() {
  UnitBuilder unit("server.cpp");
  unit.function("main").isEntry().spawns("server");
  unit.actor("server").field("server::rows");
  unit.actor("server").handles("(get)").reads("server::rows");
  return unit;
}

}  // namespace

TEST_CASE("entries that leave again are no growth, wherever that is") {
  for (const WriteKind kind : {WriteKind::erase, WriteKind::assign, WriteKind::mutate}) {
    UnitBuilder unit = server();
    unit.actor("server").handles("(put)").writes("server::rows", WriteKind::insert);
    unit.actor("server").handles("(end)").calls("forget");
    unit.function("forget").writes("server::rows", kind);
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("code that nobody is seen to call may take entries out") {
  UnitBuilder unit = server();
  unit.actor("server").handles("(put)").writes("server::rows", WriteKind::insert);
  unit.function("forget").writes("server::rows", WriteKind::erase);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a test of the size bounds it") {
  UnitBuilder unit = server();
  unit.actor("server")
      .handles("(put)")
      .when({"server::rows"}, /*compares=*/true)
      .writes("server::rows", WriteKind::insert);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("what start-up puts there stays as it is") {
  UnitBuilder unit = server();
  unit.actor("server").init().writes("server::rows", WriteKind::insert);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("unseen code may remove entries") {
  UnitBuilder unit = server();
  unit.actor("server").handles("(put)").writes("server::rows", WriteKind::insert).callsUnknown();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a container that only grows is told") {
  UnitBuilder unit = server();
  unit.actor("server").handles("(put)").writes("server::rows", WriteKind::insert);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
}
