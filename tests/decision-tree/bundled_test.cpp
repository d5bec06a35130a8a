// The trees that come with dramaturg.
#include "decision-tree/walk.h"
#include "model/link.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"
#include "tool/tree_catalogue.h"

#include <set>

namespace dramaturg::test {
namespace {

/// All walks of a tree when extensions are answered by their seed answer: `state=yes complex=no -> agent`.
void seedWalks(const Tree& tree, const std::string& id, const std::string& told, std::set<std::string>& walks) {
  const Question& question = *tree.question(id);
  for (const Branch& branch : question.branches) {
    if (question.extension && branch.choice != question.seedAnswer) continue;
    const std::string now =
        question.extension ? told : told + question.id.substr(question.id.find('.') + 1) + "=" + branch.choice + " ";
    if (branch.target.kind == Target::Kind::question)
      seedWalks(tree, branch.target.id, now, walks);
    else
      walks.insert(now + "-> " + branch.target.id);
  }
}

Walk walkOf(UnitBuilder& unit, std::string_view actor) {
  std::vector<UnitFacts> units;
  units.push_back(unit.facts());
  const ActorSystem system = link(std::move(units));
  return walk(treeCatalogue(), *treeCatalogue().tree("abstraction"), system, actorNamed(system, actor));
}

/// A bank that keeps accounts and is asked by a teller, which stays.
UnitBuilder bank() {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("bank").into(variable("b")).spawns("teller").into(variable("t"));
  unit.flow(field("teller::bank"), variable("b"));
  ActorBuilder server = unit.actor("bank");
  server.field("bank::balance");
  server.handles("(deposit, int)").reads("bank::balance").writes("bank::balance", WriteKind::update).replies();
  server.handles("(withdraw, int)").reads("bank::balance").writes("bank::balance", WriteKind::update).replies();
  server.handles("(balance)", Answers::value).reads("bank::balance").replies();
  ActorBuilder teller = unit.actor("teller");
  teller.field("teller::bank", FieldRole::actorHandle);
  teller.handles("(pay, int)")
      .asks(field("teller::bank"), "(withdraw, int)", CallStyle::continuation, after(1000), "paid");
  unit.function("paid").isForm(FunctionForm::lambda);
  return unit;
}

}  // namespace

TEST_CASE("an actor that keeps accounts and is asked for them is a GenServer", "[bundled]") {
  UnitBuilder unit = bank();
  const Walk result = walkOf(unit, "bank");
  for (const WalkStep& step : result.steps) UNSCOPED_INFO(step.question << " -> " << step.choice);
  CHECK(result.leaf == "gen_server");
  REQUIRE(result.steps.size() > 1);
  CHECK(result.steps[1].question == "abs.state");
  CHECK(result.steps[1].source == AnswerSource::code);
}

TEST_CASE("an actor that remembers nothing and does nothing for itself is a function", "[bundled]") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("adder").into(variable("a"));
  unit.actor("adder").handles("(int, int)", Answers::value).replies();
  const Walk result = walkOf(unit, "adder");
  for (const WalkStep& step : result.steps) UNSCOPED_INFO(step.question << " -> " << step.choice);
  CHECK(result.leaf == "plain_function");
}

TEST_CASE("the bundled catalogue is sound", "[bundled]") {
  std::vector<std::string> problems = validate(treeCatalogue());
  // The trees that lead to them are still to come.
  std::erase_if(problems, [](const std::string& problem) { return problem.starts_with("no answer leads to leaf"); });
  CHECK(problems == std::vector<std::string>{});
}

TEST_CASE("each leaf says what it is, when not to use it, and what goes wrong", "[bundled]") {
  for (const Leaf& leaf : treeCatalogue().leaves) {
    CAPTURE(leaf.id);
    CHECK_FALSE(leaf.primitive.empty());
    CHECK_FALSE(leaf.meaning.empty());
    CHECK_FALSE(leaf.notWhen.empty());
    CHECK_FALSE(leaf.caution.empty());
  }
}

TEST_CASE("without our extensions the abstraction tree is OTP's: five questions, six leaves", "[bundled]") {
  const Tree* tree = treeCatalogue().tree("abstraction");
  REQUIRE(tree != nullptr);
  std::set<std::string> walks;
  seedWalks(*tree, tree->start, "", walks);
  CHECK(walks == std::set<std::string>{
                     "state=no -> plain_function",
                     "state=yes complex=no -> agent",
                     "state=yes complex=yes supervised=no -> spawn_link",
                     "state=yes complex=yes supervised=yes reqresp=no -> task_supervisor",
                     "state=yes complex=yes supervised=yes reqresp=yes states=no -> gen_server",
                     "state=yes complex=yes supervised=yes reqresp=yes states=yes -> gen_statem",
                 });
}

TEST_CASE("each leaf is spelled in plain C++", "[bundled]") {
  for (const Leaf& leaf : treeCatalogue().leaves) {
    CAPTURE(leaf.id);
    const Spelling* spelling = treeCatalogue().spelling(leaf.id, "std");
    REQUIRE(spelling != nullptr);
    CHECK(spelling->library == "std");
  }
}

TEST_CASE("each predicate is asked for by some question", "[bundled]") {
  std::set<std::string> named;
  for (const Tree& tree : treeCatalogue().trees)
    for (const Question& question : tree.questions) named.insert(question.evaluator);
  for (const std::string& evaluator : evaluatorNames()) {
    CAPTURE(evaluator);
    CHECK(named.contains(evaluator));
  }
}

TEST_CASE("questions are questions, on one line", "[bundled]") {
  for (const Tree& tree : treeCatalogue().trees)
    for (const Question& question : tree.questions) {
      CAPTURE(question.ask);
      CHECK(question.ask.back() == '?');
      CHECK(question.ask.find('\n') == std::string::npos);
      CHECK(question.id.find('.') != std::string::npos);
    }
}

}  // namespace dramaturg::test
