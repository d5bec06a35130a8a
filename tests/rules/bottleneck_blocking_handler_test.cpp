#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-blocking-handler";

UnitBuilder oneServer(Placement placement = Placement::unknown) {
  UnitBuilder unit("server.cpp");
  unit.function("main").isEntry().spawnsOn(placement, "server");
  return unit;
}

}  // namespace

TEST_CASE("an actor with a thread of its own may wait") {
  UnitBuilder unit = oneServer(Placement::ownThread);
  unit.actor("server").handles("(go)").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that receives when it chooses to may wait") {
  UnitBuilder unit = oneServer();
  unit.actor("server")
      .ownLoop()
      .handler(HandlerKind::body)
      .waits(BlockKind::receive, Awaits::thread, forEver(), "receive");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a wait for nothing is none") {
  UnitBuilder unit = oneServer();
  unit.actor("server")
      .handles("(go)")
      .waits(BlockKind::future, Awaits::time, after(0), "wait_for")
      .waits(BlockKind::lock, Awaits::lock, forEver(), "lock")
      .waits(BlockKind::file, Awaits::pageCache, forEver(), "fopen");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a dialogue goes on serving the thread that is an event loop, and holds any other") {
  const auto asks = [](Placement placement) {
    UnitBuilder unit = oneServer(placement);
    unit.actor("server").handles("(go)").waits(BlockKind::eventLoop, Awaits::eventLoop, forEver(), "exec");
    return findings(kRule, unit).size();
  };
  CHECK(asks(Placement::mainThread) == 0);
  CHECK(asks(Placement::sharedPool) == 1);
}

TEST_CASE("start-up and shutdown with a limit are somebody else's matter") {
  UnitBuilder unit = oneServer();
  unit.actor("server").init().waits(BlockKind::sleep, Awaits::time, after(3000), "sleep_for");
  unit.actor("server").handler(HandlerKind::terminate).waits(BlockKind::sleep, Awaits::time, after(10), "sleep_for");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a wait in a task that the handler starts is not in its turn") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(go)").startsTask("work", TaskOwner::kept);
  unit.function("work").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a request with a continuation does not wait") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(go)").asks(variable("db"), "(get)", CallStyle::continuation, after(1000), "got");
  unit.function("got").reads("server::n");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a sleep in a helper holds the worker of its handler") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(go)").calls("settle");
  unit.function("settle").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].message == "handler `(go)` of `server` waits for `sleep_for` with its thread");
  CHECK(says(found[0], "calls `settle`"));
  CHECK(says(found[0], "for up to 50 ms"));
}

TEST_CASE("the finding stands in the handler's own file when the wait is in another") {
  UnitBuilder unit("server.cpp");
  unit.function("main").isEntry().spawns("server");
  unit.actor("server").handles("(go)").calls("settle");
  UnitBuilder other("settle.cpp");
  other.function("settle").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  const Rule* const only[] = {findRule(kRule)};
  const ActorSystem system = link({unit.facts(), other.facts()});
  const std::vector<Finding> found = runRules(system, only);
  REQUIRE(found.size() == 1);
  CHECK(system.path(found[0].place.file) == "server.cpp");
  CHECK(says(found[0], "waits for `sleep_for`"));
}

TEST_CASE("a wait without limit on the shared pool is an error") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(go)").waits(BlockKind::future, Awaits::thread, forEver(), "get");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
}

TEST_CASE("a blocking request in a continuation holds a worker as well") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(go)").asks(variable("db"), "(get)", CallStyle::continuation, after(1000), "got");
  unit.function("got").asks(variable("log"), "(note)", CallStyle::blocking, after(2000));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.find("the answer to `(note)`") != std::string::npos);
}

TEST_CASE("a helper that two handlers share is told once") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handles("(a)").calls("settle");
  unit.actor("server").handles("(b)").calls("settle");
  unit.function("settle").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a wait without limit when the actor ends is a suggestion") {
  UnitBuilder unit = oneServer();
  unit.actor("server").handler(HandlerKind::terminate).waits(BlockKind::join, Awaits::thread, forEver(), "join");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
}
