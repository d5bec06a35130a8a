#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-heavy-handler";

/// `index` serves `senders` classes; its `(match)` goes over its words for each of its texts.
UnitBuilder indexServing(int senders, LoopKind inner = LoopKind::container, std::uint64_t count = 0) {
  UnitBuilder unit("index.cpp");
  unit.function("main").isEntry().spawns("index");
  for (int i = 0; i < senders; ++i) {
    const std::string sender = "client" + std::to_string(i);
    unit.function("main").spawns(sender);
    unit.actor(sender).handles("(line)").casts(spawned("index"), "(match)");
  }
  unit.actor("index").field("index::words").field("index::texts");
  unit.actor("index").handles("(add)").writes("index::texts", WriteKind::insert);
  unit.actor("index")
      .handles("(match)")
      .inLoop(LoopKind::container, "texts")
      .reads("index::texts")
      .inLoop(inner, "words", count)
      .reads("index::words");
  return unit;
}

}  // namespace

TEST_CASE("hardly anybody waits behind the turn") { CHECK(findings(kRule, indexServing(2)).empty()); }

TEST_CASE("a nest with a small constant loop is small") {
  CHECK(findings(kRule, indexServing(3, LoopKind::constant, 4)).empty());
}

TEST_CASE("workers of a pool and actors that do one job may compute") {
  UnitBuilder pool("index.cpp");
  pool.function("main").isEntry().inLoop(LoopKind::container, "cores").spawnsOn(Placement::mainThread, "index");
  pool.actor("index")
      .handles("(match)")
      .inLoop(LoopKind::container, "texts")
      .inLoop(LoopKind::container, "words")
      .touchesGlobal("weights", false);
  CHECK(findings(kRule, pool).empty());

  UnitBuilder job = indexServing(3);
  job.function("index (match)").stops(self("index"));
  job.function("index (match)").last().guards.clear();
  CHECK(findings(kRule, job).empty());
}

TEST_CASE("a batch that a timer works off is there for that") {
  UnitBuilder unit("index.cpp");
  unit.function("main").isEntry().spawns("index");
  unit.actor("index").field("index::texts");
  unit.actor("index").handles("(add)").writes("index::texts", WriteKind::insert);
  unit.actor("index").init().schedules(self("index"), "(flush)", after(100));
  unit.actor("index")
      .handles("(flush)")
      .inLoop(LoopKind::container, "texts")
      .inLoop(LoopKind::container, "words")
      .reads("index::texts")
      .endLoop()
      .endLoop()
      .writes("index::texts", WriteKind::erase)
      .schedules(self("index"), "(flush)", after(100));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("telling subscribers is what loops in actors are for") {
  UnitBuilder unit = indexServing(3);
  unit.function("index (match)").fact().events.clear();
  unit.function("index (match)").casts(field("index::peers"), "(news)");
  unit.function("index (match)").last().loop = 2;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a nest over what grows, in an actor that everybody needs") {
  const std::vector<Finding> found = findings(kRule, indexServing(3));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "handler `(match)` of `index` computes for long in one turn");
  CHECK(says(found[0], "loops over `texts`"));
  CHECK(says(found[0], "`index::texts` grows here"));
  CHECK(says(found[0], "3 classes of senders wait behind it"));
}

TEST_CASE("a loop that ends early may be short") {
  UnitBuilder unit = indexServing(3);
  unit.function("index (match)").fact().loops.back().leaves = true;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("a timer of its own comes late") {
  UnitBuilder unit = indexServing(0);
  unit.actor("index").handles("(tick)").schedules(self("index"), "(tick)", after(100));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "its own timer comes late"));
}

TEST_CASE("a turn that never ends takes the actor away, whoever waits") {
  UnitBuilder unit("index.cpp");
  unit.function("main").isEntry().spawns("index");
  unit.actor("index").handles("(go)").inLoop(LoopKind::infinite).reads("index::words");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "handler `(go)` of `index` never returns");

  unit.function("index (go)").waits(BlockKind::receive, Awaits::thread, forEver(), "receive");
  unit.function("index (go)").last().loop = 1;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the inner loop is in a helper of another unit") {
  UnitBuilder index("index.cpp");
  index.function("main").isEntry().spawnsOn(Placement::mainThread, "index");
  index.actor("index").field("index::texts");
  index.actor("index").handles("(add)").writes("index::texts", WriteKind::insert);
  index.actor("index").handles("(match)").inLoop(LoopKind::container, "texts").calls("score");
  UnitBuilder helper("score.cpp");
  helper.function("score").inLoop(LoopKind::container, "words").touchesGlobal("weights", false);
  const std::vector<Finding> found = findings(kRule, {index.facts(), helper.facts()});
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "runs on the main thread"));
}
