#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-call-cycle";

/// `a` and `b`, one instance each, hold handles of each other.
UnitBuilder pair() {
  UnitBuilder unit("pair.cpp");
  unit.function("main").isEntry().spawns("a").into(variable("a")).spawns("b").into(variable("b"));
  unit.flow(field("a::b"), variable("b")).flow(field("b::a"), variable("a"));
  unit.actor("a").handles("(go)");
  unit.actor("a").handles("(back)").replies();
  unit.actor("b").handles("(there)").replies();
  return unit;
}

}  // namespace

TEST_CASE("a cycle of continuations is no cycle of waits") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::continuation, after(1000));
  unit.actor("b").handles("(there)").asks(field("b::a"), "(back)", CallStyle::continuation, after(1000));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("waits in one direction end") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::blocking, forEver());
  unit.actor("b").handles("(there)").casts(field("b::a"), "(back)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a request that is handed on waits for nobody") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::suspend, after(1000));
  unit.actor("b").handles("(there)").delegates(field("b::a"), "(back)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("nodes of a tree wait for other nodes, not for themselves") {
  UnitBuilder unit("tree.cpp");
  unit.function("main").isEntry().spawns("node");
  unit.actor("node").init().inLoop(LoopKind::condition).spawnsLinked("node").into(field("node::child")).endLoop();
  unit.actor("node").handles("(weigh)").asks(field("node::child"), "(weigh)", CallStyle::suspend, after(1000));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the main function may wait for an actor that waits for nobody") {
  UnitBuilder unit = pair();
  unit.function("main").asks(variable("a"), "(back)", CallStyle::blocking, forEver());
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("two actors that wait for each other") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::suspend, forEver());
  unit.actor("b").handles("(there)").calls("look_up");
  unit.function("look_up").asks(field("b::a"), "(back)", CallStyle::blocking, after(1000));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "`a` and `b` can wait for each other for ever");
  CHECK(says(found[0], "a message starts handler `(go)` of `a`"));
  CHECK(says(found[0], "calls `look_up`"));
  CHECK(says(found[0], "its thread waits (time limit 1 s)"));
  CHECK(says(found[0], "no time limit"));
}

TEST_CASE("time limits on all waits leave a warning") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::suspend, after(4000));
  unit.actor("b").handles("(there)").asks(field("b::a"), "(back)", CallStyle::suspend, after(2000));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].message == "`a` and `b` can wait for each other, until a time limit ends it");
}

TEST_CASE("two handlers that only meet by chance leave a doubt") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::suspend, forEver());
  unit.actor("b").handles("(other)").asks(field("b::a"), "(back)", CallStyle::suspend, forEver());
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}

TEST_CASE("an actor that waits for itself") {
  UnitBuilder unit("self.cpp");
  unit.function("main").isEntry().spawns("till");
  unit.actor("till").handles("(total)").replies();
  unit.actor("till").handles("(print)").asks(self("till"), "(total)", CallStyle::suspend, forEver());
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "`till` waits for an answer of its own for ever");
}

TEST_CASE("a child that asks its parent while it is being made") {
  UnitBuilder unit("start.cpp");
  unit.function("main").isEntry().spawns("parent");
  unit.actor("parent").handles("(go)").spawnsLinked("child");
  unit.actor("parent").handles("(config)").replies();
  unit.actor("child").init().asks(field("child::parent"), "(config)", CallStyle::blocking, after(1000));
  unit.flow(field("child::parent"), self("parent"));
  unit.raw().handlers.back().spawnerWaits = true;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "starts `child` and waits until its init is done"));
}

TEST_CASE("three actors in a ring are one cycle, however it is entered") {
  UnitBuilder unit("ring.cpp");
  FunctionBuilder main = unit.function("main").isEntry();
  for (const char* name : {"a", "b", "c"}) main.spawns(name).into(variable(name));
  unit.flow(field("a::next"), variable("b"))
      .flow(field("b::next"), variable("c"))
      .flow(field("c::next"), variable("a"));
  for (const char* name : {"a", "b", "c"})
    unit.actor(name).handles("(turn)").asks(field(std::string(name) + "::next"), "(turn)", CallStyle::blocking,
                                            forEver());
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a parent whose child's constructor is harmless can still be on a cycle with it") {
  UnitBuilder unit("start.cpp");
  unit.function("main").isEntry().spawns("a");
  unit.actor("a").init().spawnsLinked("b").into(field("a::b"));
  unit.actor("b").init().reads("b::n");
  unit.raw().handlers.back().spawnerWaits = true;
  unit.flow(field("b::a"), self("a"));
  unit.actor("a").handles("(first)").replies();
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::suspend, after(4000));
  unit.actor("b").handles("(there)").asks(field("b::a"), "(first)", CallStyle::suspend, after(2000));
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("of several calls between two actors the ones that lead on are shown") {
  UnitBuilder unit = pair();
  unit.actor("b").handles("(quick)").replies();
  unit.actor("a").handles("(ask)").asks(field("a::b"), "(quick)", CallStyle::suspend, forEver());
  unit.actor("a").handles("(go)").asks(field("a::b"), "(there)", CallStyle::suspend, forEver());
  unit.actor("b").handles("(there)").asks(field("b::a"), "(back)", CallStyle::suspend, forEver());
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(says(found[0], "a message starts handler `(go)` of `a`"));
}
