#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-unhandled-message";

/// `main` holds a handle of `server`, which takes `(get)` and `(put)`.
UnitBuilder oneServer() {
  UnitBuilder unit("server.cpp");
  unit.function("main").isEntry().spawns("server").into(variable("s"));
  unit.actor("server").handles("(get)").reads("server::x");
  unit.actor("server").handles("(put)").writes("server::x");
  return unit;
}

}  // namespace

TEST_CASE("what has a handler is handled") {
  UnitBuilder unit = oneServer();
  unit.function("main").casts(variable("s"), "(put)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a handler for everything else takes the rest") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handler(HandlerKind::fallback);
  unit.function("main").casts(variable("s"), "(reset)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor with handlers of unknown messages may take it") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(odd)");
  unit.raw().handlers.back().message = Symbol::none;
  unit.function("main").casts(variable("s"), "(reset)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("code that is not seen may install a handler") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(open)").callsUnknown();
  unit.function("main").casts(variable("s"), "(reset)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("one of several possible receivers may take it") {
  UnitBuilder unit = oneServer();
  unit.function("main").spawns("other").into(variable("s")).casts(variable("s"), "(reset)");
  unit.actor("other").handles("(reset)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a message that nobody takes is told, with those that are taken") {
  UnitBuilder unit = oneServer();
  unit.function("main").casts(variable("s"), "(putt)");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "it takes `(put)`"));
}

TEST_CASE("the send may lie in another unit than the handlers") {
  UnitBuilder server("server.cpp");
  server.actor("server").handles("(get)").reads("server::x");
  UnitBuilder main("main.cpp");
  main.function("main").isEntry().spawns("server").into(variable("s")).casts(variable("s"), "(put)");
  std::vector<Finding> found;
  findRule(kRule)->check(link({server.facts(), main.facts()}, {true}), found);
  CHECK(found.size() == 1);
}
