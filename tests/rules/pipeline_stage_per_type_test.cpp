#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "pipeline-stage-per-type";

/// A stage that casts its message to the next.
void addStage(UnitBuilder& unit, const std::string& name, const std::string& from, const std::string& to) {
  unit.actor(name).field(name + "::next", FieldRole::actorHandle);
  unit.actor(name).handles(from).casts(field(name + "::next"), to);
}

/// `main` starts `parse`, `check` and `price`, each with the handle of the next, and a `book` that remembers.
UnitBuilder startOfChain() {
  UnitBuilder unit("chain.cpp");
  unit.function("main").isEntry();
  const std::vector<std::string> stages = {"parse", "check", "price", "book"};
  for (std::size_t i = 0; i < stages.size(); ++i) {
    unit.function("main").spawns(stages[i]).into(variable(stages[i]));
    if (i > 0) unit.flow(field(stages[i - 1] + "::next"), variable(stages[i]));
  }
  unit.function("main").casts(variable("parse"), "(line0)");
  unit.actor("book").field("book::n").handles("(line3)").reads("book::n").writes("book::n", WriteKind::update);
  addStage(unit, "parse", "(line0)", "(line1)");
  addStage(unit, "price", "(line2)", "(line3)");
  return unit;
}

UnitBuilder chain() {
  UnitBuilder unit = startOfChain();
  addStage(unit, "check", "(line1)", "(line2)");
  return unit;
}

/// A `sorter` that picks one of three actors for each message.
UnitBuilder fan() {
  UnitBuilder unit("fan.cpp");
  unit.function("main").isEntry();
  for (const std::string kind : {"red", "green", "blue"}) {
    unit.function("main").spawns(kind).into(variable(kind));
    unit.flow(field("sorter::" + kind), variable(kind));
    unit.actor("sorter").field("sorter::" + kind, FieldRole::actorHandle);
    unit.actor("sorter").handles("(ball)").when({"kind"}).casts(field("sorter::" + kind), "(" + kind + ")").endWhen();
    unit.actor(kind).handles("(" + kind + ")").replies();
  }
  unit.function("main").spawns("sorter").into(variable("sorter")).casts(variable("sorter"), "(ball)");
  return unit;
}

}  // namespace

TEST_CASE("two stages are no pipeline") {
  UnitBuilder unit = chain();
  unit.actor("price").field("price::n").handles("(line2)").reads("price::n").writes("price::n", WriteKind::update);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a stage with a thread, a wait or a limit of its own is there for the run") {
  UnitBuilder thread = chain();
  thread.actor("check").placement(Placement::ownThread);
  CHECK(findings(kRule, thread).empty());

  UnitBuilder waits = chain();
  waits.actor("check").handles("(line1)").waits(BlockKind::network, Awaits::outside, forEver(), "recv");
  CHECK(findings(kRule, waits).empty());

  UnitBuilder limited = chain();
  limited.actor("check").fact().bounded.push_back(limited.symbol("(line1)"));
  CHECK(findings(kRule, limited).empty());
}

TEST_CASE("a stage of which there are several is a pool") {
  UnitBuilder unit = chain();
  unit.function("main").inLoop(LoopKind::constant, {}, 4).spawns("check").endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a stage that others feed as well is no mere link") {
  UnitBuilder unit = chain();
  unit.function("main").casts(variable("check"), "(line1)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a computation in three mailboxes") {
  UnitBuilder unit = chain();
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "`parse`, `check` and `price` are stages of one computation");
  CHECK(says(found[0], "`parse` hands on to `check`"));
}

TEST_CASE("the group is told, not each of its members") {
  const auto found = report(chain());
  REQUIRE(rulesOf(found) == std::vector<std::string>{kRule});
  CHECK(found[0].folded == std::vector<std::string>{"bottleneck-stateless-actor"});
}

TEST_CASE("a stage in another unit") {
  UnitBuilder unit = startOfChain();
  UnitBuilder other("check.cpp");
  addStage(other, "check", "(line1)", "(line2)");
  const Rule* rule = findRule(kRule);
  CHECK(runRules(link({unit.facts(), other.facts()}), {&rule, 1}).size() == 1);
}

TEST_CASE("messages to all are a broadcast, no choice") {
  UnitBuilder unit("fan.cpp");
  unit.function("main").isEntry();
  for (const std::string kind : {"red", "green", "blue"}) {
    unit.function("main").spawns(kind).into(variable(kind));
    unit.flow(field("sorter::" + kind), variable(kind));
    unit.actor("sorter").field("sorter::" + kind, FieldRole::actorHandle);
    unit.actor("sorter").handles("(ball)").casts(field("sorter::" + kind), "(" + kind + ")");
    unit.actor(kind).handles("(" + kind + ")").replies();
  }
  unit.function("main").spawns("sorter").into(variable("sorter")).casts(variable("sorter"), "(ball)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a kind that waits for a device is kept apart for a reason") {
  UnitBuilder unit = fan();
  unit.actor("red").handles("(red)").waits(BlockKind::file, Awaits::outside, forEver(), "read");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a switch over kinds, with an actor for each") {
  const auto found = findings(kRule, fan());
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(found[0].message == "`sorter` sorts messages by kind into 3 actors that differ in nothing else");
}
