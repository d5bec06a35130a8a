#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-busy-supervisor";

/// `root` starts and monitors `worker`, starts it again when it is gone, and has a handler of business.
UnitBuilder rootWithWorker() {
  UnitBuilder unit("root.cpp");
  unit.function("main").isEntry().spawns("root");
  unit.actor("root").field("root::total").init().spawns("worker").monitors(self("root"), spawned("worker"));
  unit.actor("root").handler(HandlerKind::down).spawns("worker");
  unit.actor("root").handles("(report)").reads("root::total");
  unit.actor("worker").handles("(work)").writes("worker::done");
  return unit;
}

/// Two classes of clients have `root` start a session for each of their requests.
UnitBuilder rootStartingSessions(int clients) {
  UnitBuilder unit("root.cpp");
  unit.function("main").isEntry().spawns("root");
  for (int i = 0; i < clients; ++i) {
    const std::string client = "client" + std::to_string(i);
    unit.function("main").spawns(client);
    unit.actor(client).handles("(line)").casts(spawned("root"), "(open)");
  }
  unit.actor("root").handles("(open)").spawns("session");
  unit.actor("session").handles("(text)").writes("session::lines");
  return unit;
}

}  // namespace

TEST_CASE("a coordinator of a fixed set with light handlers") { CHECK(findings(kRule, rootWithWorker()).empty()); }

TEST_CASE("an actor that works and has children, but does not look after them") {
  UnitBuilder unit("root.cpp");
  unit.function("main").isEntry().spawns("root");
  unit.actor("root").init().spawns("worker");
  unit.actor("root").handles("(report)").waits(BlockKind::database, Awaits::outside, forEver(), "query");
  unit.actor("worker").handles("(work)").writes("worker::done");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a parent for each session stands for that session") {
  UnitBuilder unit = rootWithWorker();
  unit.function("main").inLoop(LoopKind::container, "names").spawns("root");
  unit.function("root (report)").waits(BlockKind::database, Awaits::outside, forEver(), "query");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a starter for one class of clients") { CHECK(findings(kRule, rootStartingSessions(1)).empty()); }

TEST_CASE("others start such children as well") {
  UnitBuilder unit = rootStartingSessions(2);
  unit.function("client0 (line)").spawns("session");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a supervisor that waits for a database") {
  UnitBuilder unit = rootWithWorker();
  unit.function("root (report)").waits(BlockKind::database, Awaits::outside, forEver(), "query");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "`root` looks after `worker` and does work of its own");
  CHECK(says(found[0], "handler `(report)` of `root` waits"));
}

TEST_CASE("state and a throw that take three children along") {
  UnitBuilder unit = rootWithWorker();
  unit.actor("root").handles("(sum)").writes("root::total").throws("overflow");
  CHECK(findings(kRule, unit).empty());
  unit.actor("root").init().spawnsLinked("worker").spawnsLinked("worker").spawnsLinked("worker");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "all its children go with it"));
}

TEST_CASE("one starter for the requests of two classes of clients") {
  const std::vector<Finding> found = findings(kRule, rootStartingSessions(2));
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message ==
        "every `session` is started by the single instance of `root`, one for each request of 2 classes of senders");
}

TEST_CASE("where only supervisors may start actors, that one does says little") {
  UnitBuilder unit = rootStartingSessions(2);
  unit.library().spawnSupervises = true;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("the wait of a supervisor is in a helper of another unit") {
  UnitBuilder root = rootWithWorker();
  root.function("root (report)").calls("print_totals");
  UnitBuilder helper("totals.cpp");
  helper.function("print_totals").waits(BlockKind::network, Awaits::outside, forEver(), "connect");
  CHECK(findings(kRule, {root.facts(), helper.facts()}).size() == 1);
}
