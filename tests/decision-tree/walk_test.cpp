#include "decision-tree/walk.h"

#include "model/link.h"
#include "tests/decision-tree/catalogue.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

namespace dramaturg::test {
namespace {

/// An actor that counts over its messages, or one that only answers.
ActorSystem program(bool remembers) {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("counter").into(variable("c"));
  ActorBuilder counter = unit.actor("counter");
  counter.field("counter::sum");
  FunctionBuilder add = counter.handles("(add)");
  if (remembers) add.reads("counter::sum").writes("counter::sum");
  add.replies();
  std::vector<UnitFacts> units;
  units.push_back(unit.facts());
  return link(std::move(units));
}

Walk walkThrough(bool remembers, const Person& person = {}, const TreeCatalogue& catalogue = smallCatalogue()) {
  const ActorSystem system = program(remembers);
  return walk(catalogue, catalogue.trees[0], system, actorNamed(system, "counter"), person);
}

Person says(const std::string& choice) {
  return [choice](const Question&, const Answer&) { return choice; };
}

}  // namespace

TEST_CASE("without a person a walk stops where code cannot tell", "[walk]") {
  const Walk result = walkThrough(false);
  CHECK(result.leaf.empty());
  REQUIRE(result.steps.size() == 2);
  CHECK(result.steps[1].question == "t.result");
  CHECK(result.steps[1].choice.empty());
  CHECK(result.steps[1].source == AnswerSource::open);
}

TEST_CASE("code answers first, with its evidence and confidence", "[walk]") {
  bool asked = false;
  const Person person = [&](const Question& question, const Answer&) {
    asked |= question.id == "m.state";
    return std::nullopt;
  };
  const Walk result = walkThrough(true, person);
  CHECK_FALSE(asked);
  CHECK(result.steps[0].choice == "yes");
  CHECK(result.steps[0].source == AnswerSource::code);
  CHECK_FALSE(result.steps[0].evidence.empty());
}

TEST_CASE("what the tree assumes is told as assumed and lowers the confidence", "[walk]") {
  const Walk result = walkThrough(true);
  CHECK(result.leaf == "agent");
  CHECK(result.steps[1].choice == "small");
  CHECK(result.steps[1].source == AnswerSource::assumed);
  CHECK(result.confidence == Confidence::likely);
}

TEST_CASE("a person is asked before anything is assumed", "[walk]") {
  const Walk result = walkThrough(true, says("big"));
  CHECK(result.leaf == "server");
  CHECK(result.steps[1].source == AnswerSource::person);
  CHECK(result.confidence == result.steps[0].confidence);
}

TEST_CASE("a person may pass, and a choice that there is not counts as that", "[walk]") {
  CHECK(walkThrough(true, says("enormous")).leaf == "agent");
  CHECK(walkThrough(false, [](const Question&, const Answer&) { return std::nullopt; }).leaf.empty());
}

TEST_CASE("a walk goes on into another tree", "[walk]") {
  const Walk result = walkThrough(false, says("no"));
  CHECK(result.leaf == "start");
  CHECK(result.tree == "main");
  CHECK(result.trees == std::vector<std::string>{"main", "task"});
}

TEST_CASE("a walk is as sure as its weakest step", "[walk]") {
  TreeCatalogue catalogue = smallCatalogue();
  catalogue.trees[0].start = "m.size";
  catalogue.trees[0].questions[1].branches[0].target = toQuestion("m.state");
  const Walk result = walkThrough(false, says("no"), catalogue);
  REQUIRE(result.steps.size() == 3);
  CHECK(result.steps[0].source == AnswerSource::assumed);
  CHECK(result.confidence == Confidence::likely);
}

}  // namespace dramaturg::test
