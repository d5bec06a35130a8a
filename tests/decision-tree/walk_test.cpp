#include "decision-tree/walk.h"

#include "decision-tree/evaluators.h"
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

Walk walkThrough(bool remembers, const Said& said = {}, const TreeCatalogue& catalogue = smallCatalogue()) {
  const ActorSystem system = program(remembers);
  return walk(catalogue, catalogue.trees[0], codeOf(system, {actorNamed(system, "counter")}), said);
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

TEST_CASE("code answers with its evidence and confidence", "[walk]") {
  const Walk result = walkThrough(true);
  CHECK(result.steps[0].choice == "yes");
  CHECK(result.steps[0].source == AnswerSource::code);
  CHECK(result.steps[0].says == "it remembers");
  CHECK_FALSE(result.steps[0].evidence.empty());
  CHECK(result.steps[0].overruled.empty());
}

TEST_CASE("a person overrules code, and what the code says stays", "[walk]") {
  const Walk result = walkThrough(true, {{"m.state", "no"}, {"t.result", "yes"}});
  CHECK(result.leaf == "async");
  CHECK(result.steps[0].source == AnswerSource::person);
  CHECK(result.steps[0].overruled == "yes");
  CHECK_FALSE(result.steps[0].evidence.empty());
  CHECK(walkThrough(true, {{"m.state", "yes"}}).steps[0].overruled.empty());
}

TEST_CASE("without code there is nothing to overrule and nothing to see", "[walk]") {
  const TreeCatalogue catalogue = smallCatalogue();
  const Walk result = walk(catalogue, catalogue.trees[0], {}, {{"m.state", "yes"}, {"m.size", "big"}});
  CHECK(result.leaf == "server");
  CHECK(result.confidence == Confidence::certain);
  CHECK(result.steps[0].evidence.empty());
  CHECK(walk(catalogue, catalogue.trees[0]).leaf.empty());
}

TEST_CASE("what the tree assumes is told as assumed and lowers the confidence", "[walk]") {
  const Walk result = walkThrough(true);
  CHECK(result.leaf == "agent");
  CHECK(result.steps[1].choice == "small");
  CHECK(result.steps[1].source == AnswerSource::assumed);
  CHECK(result.confidence == Confidence::likely);
}

TEST_CASE("a person is asked before anything is assumed", "[walk]") {
  const Walk result = walkThrough(true, {{"m.size", "big"}});
  CHECK(result.leaf == "server");
  CHECK(result.steps[1].source == AnswerSource::person);
  CHECK(result.confidence == result.steps[0].confidence);
}

TEST_CASE("a choice that there is not counts as none", "[walk]") {
  CHECK(walkThrough(true, {{"m.size", "enormous"}}).leaf == "agent");
  CHECK(walkThrough(false, {{"t.result", ""}}).leaf.empty());
}

TEST_CASE("each answer tells what it rules out", "[walk]") {
  const Walk result = walkThrough(true, {{"m.size", "big"}});
  REQUIRE(result.rejections.size() == 2);
  REQUIRE(result.rejections[0].targets.size() == 1);
  CHECK(result.rejections[0].targets[0].kind == Target::Kind::tree);
  CHECK(result.rejections[0].targets[0].id == "task");
  CHECK(result.rejections[1].step == 1);
  CHECK(result.rejections[1].targets[0].id == "agent");
}

TEST_CASE("an answer that leads where others lead as well rules nothing out", "[walk]") {
  TreeCatalogue catalogue = smallCatalogue();
  catalogue.trees[0].questions[1].branches[1].target = toLeaf("agent");
  catalogue.trees[1].questions[0].branches[0].target = toLeaf("server");
  CHECK(walkThrough(true, {{"m.size", "big"}}, catalogue).rejections.size() == 1);
}

TEST_CASE("side questions are asked on whatever path", "[walk]") {
  for (const char* size : {"small", "big"}) {
    const Walk result = walkThrough(true, {{"m.size", size}, {"m.limit", "about 10"}}, withSide());
    REQUIRE(result.side.size() == 1);
    CHECK(result.side[0].step.choice == "about 10");
    CHECK(result.side[0].leaf == "start");
  }
  const Walk open = walkThrough(true, {}, withSide());
  CHECK(open.side[0].leaf.empty());
  CHECK(open.leaf == "agent");
}

TEST_CASE("what nobody has answered comes in the order of the walk, side questions last", "[walk]") {
  const Walk result = walkThrough(true, {}, withSide());
  REQUIRE(firstUnanswered(result) != nullptr);
  CHECK(firstUnanswered(result)->question == "m.size");  // assumed, but nobody has said so
  CHECK(firstUnanswered(result, {"m.size"})->question == "m.limit");
  CHECK(firstUnanswered(result, {"m.size", "m.limit"}) == nullptr);
}

TEST_CASE("leaves are possible as long as nobody has answered otherwise", "[walk]") {
  const TreeCatalogue catalogue = smallCatalogue();
  const auto possible = [&](const Said& said) { return possibleLeaves(catalogue, catalogue.trees[0], {}, said); };
  CHECK(possible({}) == std::vector<std::string>{"agent", "server", "async", "start"});
  CHECK(possible({{"m.state", "no"}}) == std::vector<std::string>{"async", "start"});
  CHECK(possible({{"m.state", "yes"}}) == std::vector<std::string>{"agent", "server"});
  CHECK(possible({{"m.state", "yes"}, {"m.size", "big"}}) == std::vector<std::string>{"server"});
}

TEST_CASE("code is asked once for each question", "[walk]") {
  int asked = 0;
  const Code code = remembering([&](const Question&) {
    ++asked;
    return Verdict{"yes", Confidence::certain, {}};
  });
  const TreeCatalogue catalogue = smallCatalogue();
  walk(catalogue, catalogue.trees[0], code);
  walk(catalogue, catalogue.trees[0], code);
  CHECK(asked == 1);
}

TEST_CASE("a verdict that the question does not have is none", "[walk]") {
  const TreeCatalogue catalogue = smallCatalogue();
  const Code code = [](const Question&) { return Verdict{"perhaps", Confidence::certain, {{{}, "a hint"}}}; };
  const Walk result = walk(catalogue, catalogue.trees[0], code);
  CHECK(result.steps[0].source == AnswerSource::open);
  CHECK(result.steps[0].evidence.size() == 1);
}

TEST_CASE("a walk goes on into another tree", "[walk]") {
  const Walk result = walkThrough(false, {{"t.result", "no"}});
  CHECK(result.leaf == "start");
  CHECK(result.tree == "main");
  CHECK(result.trees == std::vector<std::string>{"main", "task"});
}

TEST_CASE("a walk is as sure as its weakest step", "[walk]") {
  TreeCatalogue catalogue = smallCatalogue();
  catalogue.trees[0].start = "m.size";
  catalogue.trees[0].questions[1].branches[0].target = toQuestion("m.state");
  catalogue.trees[0].questions[0].branches[0].target = toLeaf("agent");
  const Walk result = walkThrough(false, {{"t.result", "no"}}, catalogue);
  REQUIRE(result.steps.size() == 3);
  CHECK(result.steps[0].source == AnswerSource::assumed);
  CHECK(result.confidence == Confidence::likely);
}

}  // namespace dramaturg::test
