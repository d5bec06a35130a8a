#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-single-actor-hub";

/// A single `log`, and senders `a`, `b`, ... that cast `(note)` to it from their handler `(go)`.
UnitBuilder logWith(std::initializer_list<const char*> senders) {
  UnitBuilder unit("log.cpp");
  FunctionBuilder main = unit.function("main").isEntry().spawns("log").into(variable("log"));
  for (const char* sender : senders) main.spawns(sender);
  for (const char* sender : senders) {
    const std::string hold = std::string(sender) + "::log";
    unit.actor(sender).handles("(go)").casts(field(hold), "(note)");
    unit.flow(field(hold), variable("log"));
  }
  unit.actor("log").field("log::n");
  return unit;
}

void waitInLog(UnitBuilder& unit) {
  unit.actor("log").handles("(note)").waits(BlockKind::file, Awaits::thread, forEver(), "fsync");
}

}  // namespace

TEST_CASE("three single senders of a quick handler are no flood") {
  UnitBuilder unit = logWith({"a", "b", "c"});
  unit.actor("log").handles("(note)").writes("log::n", WriteKind::update);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("two classes of senders are not everyone") {
  UnitBuilder unit = logWith({"a", "b"});
  waitInLog(unit);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a chatty class is still one class") {
  UnitBuilder unit = logWith({"a", "b"});
  waitInLog(unit);
  unit.actor("a").handles("(more)").casts(field("a::log"), "(note)");
  unit.actor("a").handles("(and more)").casts(field("a::log"), "(note)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor with many instances is no hub") {
  UnitBuilder unit = logWith({"a", "b", "c"});
  waitInLog(unit);
  unit.function("main").inLoop(LoopKind::infinite).spawns("log").endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("messages at the start and from slow timers are no traffic") {
  UnitBuilder unit("log.cpp");
  unit.function("main").isEntry().spawns("log").into(variable("log")).spawns("a").spawns("b").spawns("c");
  for (const char* sender : {"a", "b"}) {
    unit.flow(field(std::string(sender) + "::log"), variable("log"));
    unit.actor(sender).init().casts(field(std::string(sender) + "::log"), "(note)");
  }
  unit.flow(field("c::log"), variable("log"));
  unit.actor("c").handles("(tick)").casts(field("c::log"), "(note)").schedules(self("c"), "(tick)", after(5000));
  unit.actor("log").field("log::n");
  waitInLog(unit);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("three classes of senders and a handler that waits make a hub") {
  UnitBuilder unit = logWith({"a", "b", "c"});
  waitInLog(unit);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "the single instance of `log` serves 3 classes of senders");
  CHECK(says(found[0], "the weights add up to 15"));
  CHECK(says(found[0], "100 % of everything"));
}

TEST_CASE("senders with many instances make a hub of a quick handler, too") {
  UnitBuilder unit = logWith({"a", "b", "c"});
  unit.actor("log").handles("(note)").writes("log::n", WriteKind::update);
  unit.function("main").inLoop(LoopKind::infinite).spawns("a").spawns("b").spawns("c").endLoop();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}

TEST_CASE("where order matters the advice is not to partition") {
  UnitBuilder unit = logWith({"a", "b", "c"});
  waitInLog(unit);
  unit.actor("log").handles("(note)").writes("log::n", WriteKind::update);
  unit.actor("log").handles("(clear)").writes("log::n");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].advice.find("cannot be split") != std::string::npos);
}
