#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace dramaturg::test;

namespace {

/// Three senders of a single `log` whose handler waits.
UnitBuilder hub() {
  UnitBuilder unit("log.cpp");
  FunctionBuilder main = unit.function("main").isEntry().spawns("log").into(variable("log"));
  for (const char* name : {"a", "b", "c"}) {
    main.spawns(name);
    unit.flow(field(std::string(name) + "::log"), variable("log"));
    unit.actor(name).field(std::string(name) + "::n");
    unit.actor(name)
        .handles("(go)")
        .reads(std::string(name) + "::n")
        .writes(std::string(name) + "::n", WriteKind::update)
        .casts(field(std::string(name) + "::log"), "(note)");
  }
  unit.actor("log")
      .field("log::n")
      .handles("(note)")
      .reads("log::n")
      .writes("log::n", WriteKind::update)
      .waits(BlockKind::file, Awaits::thread, forEver(), "fsync");
  return unit;
}

}  // namespace

TEST_CASE("a sound program is silent") {
  UnitBuilder unit("ok.cpp");
  unit.function("main")
      .isEntry()
      .spawns("counter")
      .into(variable("c"))
      .casts(variable("c"), "(add)")
      .stops(variable("c"));
  unit.actor("counter")
      .field("counter::n")
      .handles("(add)")
      .reads("counter::n")
      .writes("counter::n", WriteKind::update);
  CHECK(report(unit).empty());
}

TEST_CASE("a hub tells of its blocking handler as one of its remedies") {
  const std::vector<Finding> found = report(hub());
  REQUIRE(rulesOf(found) == std::vector<std::string>{"bottleneck-single-actor-hub"});
  CHECK(found[0].folded == std::vector<std::string>{"bottleneck-blocking-handler"});
  CHECK(found[0].severity == Severity::error);  // a wait without limit on the pool
  CHECK(says(found[0], "besides, handler `(note)` of `log` waits for `fsync`"));
}

TEST_CASE("without the outer rule the inner finding stands for itself") {
  const Rule* const only[] = {findRule("bottleneck-blocking-handler")};
  CHECK(rulesOf(runRules(link({hub().facts()}), only)) == std::vector<std::string>{"bottleneck-blocking-handler"});
}

TEST_CASE("a cycle stands for the waits that it is made of") {
  UnitBuilder unit("pair.cpp");
  unit.function("main").isEntry().spawns("a").into(variable("a")).spawns("b").into(variable("b"));
  unit.flow(field("a::b"), variable("b")).flow(field("b::a"), variable("a"));
  unit.actor("a").handles("(go)").asks(field("a::b"), "(go)", CallStyle::blocking, forEver());
  unit.actor("b").handles("(go)").asks(field("b::a"), "(go)", CallStyle::blocking, forEver());
  const std::vector<Finding> found = report(unit);
  REQUIRE(rulesOf(found) == std::vector<std::string>{"messaging-call-cycle"});
  CHECK(std::ranges::count(found[0].folded, "bottleneck-blocking-handler") == 1);
  CHECK(std::ranges::count(found[0].folded, "messaging-call-without-timeout") == 1);
  CHECK(found[0].folded.size() == 2);
}

TEST_CASE("findings come by place, whatever the order of the rules") {
  UnitBuilder unit("many.cpp");
  unit.function("main").isEntry().spawns("server");
  unit.actor("server").handles("(a)").startsTask("work", TaskOwner::detached);
  unit.function("work").throws("error");
  unit.actor("server").handles("(b)").waits(BlockKind::sleep, Awaits::time, after(5), "sleep_for");
  std::vector<const Rule*> backwards(allRules().begin(), allRules().end());
  std::ranges::reverse(backwards);
  const ActorSystem system = link({unit.facts()});
  const std::vector<Finding> forwards = runRules(system, allRules());
  CHECK(rulesOf(forwards) == std::vector<std::string>{"supervision-detached-task", "bottleneck-blocking-handler"});
  CHECK(rulesOf(runRules(system, backwards)) == rulesOf(forwards));
}

TEST_CASE("what may well be wrong is said one step more quietly") {
  UnitBuilder unit("pump.cpp");
  unit.function("main").isEntry().spawns("sink").into(variable("s")).spawns("pump");
  unit.flow(field("pump::sink"), variable("s"));
  unit.actor("pump").handles("(go)").inLoop(LoopKind::container, "rows").casts(field("pump::sink"), "(item)").endLoop();
  unit.actor("sink").handles("(item)").replies();
  const std::vector<Finding> found = findings("messaging-unbounded-cast", unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(found[0].severity == Severity::suggestion);
}

TEST_CASE("the order of units does not change the report") {
  UnitBuilder first("a.cpp");
  first.function("main").isEntry().spawns("server");
  first.actor("server").handles("(go)").calls("settle");
  UnitBuilder second("b.cpp");
  second.function("settle").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  const std::vector<Finding> one = runRules(link({first.facts(), second.facts()}), allRules());
  const std::vector<Finding> other = runRules(link({second.facts(), first.facts()}), allRules());
  REQUIRE(rulesOf(one) == rulesOf(other));
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].message == other[i].message);
    CHECK(one[i].evidence.size() == other[i].evidence.size());
  }
}
