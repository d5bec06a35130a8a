// The trees that come with dramaturg.
#include "decision-tree/evaluators.h"
#include "decision-tree/walk.h"
#include "libraries/profiles.h"
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

std::vector<const Question*> allQuestions() {
  std::vector<const Question*> all;
  for (const Tree& tree : treeCatalogue().trees)
    for (const auto* some : {&tree.questions, &tree.side})
      for (const Question& question : *some) all.push_back(&question);
  return all;
}

/// What blocks, what code says of itself, message queues outside of the program, and ways to look inside.
constexpr std::string_view kNoLibraries[] = {"annotated.yaml", "blocking.yaml", "brokers.yaml", "observability.yaml"};

/// The keys of the other profiles that come with dramaturg.
std::set<std::string> librariesWithActors() {
  constexpr std::string_view kKey = "\nlibrary: ";
  std::set<std::string> libraries;
  for (const EmbeddedFile& profile : libraryProfiles()) {
    const std::string_view text = profile.text;
    const std::size_t at = text.find(kKey);
    if (at != std::string_view::npos &&
        std::ranges::find(kNoLibraries, std::string_view(profile.name)) == std::ranges::end(kNoLibraries))
      libraries.emplace(text.substr(at + kKey.size(), text.find('\n', at + 1) - at - kKey.size()));
  }
  return libraries;
}

Walk walkOf(UnitBuilder& unit, std::string_view actor) {
  std::vector<UnitFacts> units;
  units.push_back(unit.facts());
  const ActorSystem system = link(std::move(units));
  return walk(treeCatalogue(), *treeCatalogue().tree("abstraction"), codeOf(system, {actorNamed(system, actor)}));
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
  CHECK(validate(treeCatalogue()) == std::vector<std::string>{});
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

TEST_CASE("each leaf is spelled and shown in each library that comes with dramaturg", "[bundled]") {
  CHECK(librariesWithActors().size() == 11);
  for (const std::string& library : librariesWithActors())
    for (const Leaf& leaf : treeCatalogue().leaves) {
      CAPTURE(leaf.id, library);
      const Spelling* spelling = treeCatalogue().spelling(leaf.id, library);
      REQUIRE(spelling != nullptr);
      CHECK(spelling->library == library);
      CHECK(spelling->text.size() > 20);
      CHECK(treeCatalogue().skeleton(leaf.id, library) != nullptr);
    }
}

TEST_CASE("each skeleton is shown for some leaf, and is a program", "[bundled]") {
  std::set<const Skeleton*> shown;
  for (const Spelling& spelling : treeCatalogue().spellings)
    shown.insert(treeCatalogue().skeleton(spelling.leaf, spelling.library));
  for (const Skeleton& skeleton : treeCatalogue().skeletons) {
    CAPTURE(skeleton.name);
    CHECK(shown.contains(&skeleton));
    CHECK(skeleton.code.starts_with("// "));
    CHECK(skeleton.code.find("#include") != std::string::npos);
  }
}

TEST_CASE("each evaluator is asked for by some question", "[bundled]") {
  std::set<std::string, std::less<>> named;
  for (const Question* question : allQuestions()) named.insert(question->evaluator);
  for (const EvaluatorInfo& evaluator : evaluators()) {
    CAPTURE(evaluator.name);
    CHECK(named.contains(evaluator.name));
  }
}

TEST_CASE("there are twelve trees with sixty-three questions, each in words for people", "[bundled]") {
  CHECK(treeCatalogue().trees.size() == 12);
  CHECK(allQuestions().size() == 63);
  for (const Question* question : allQuestions()) {
    CAPTURE(question->id, question->ask);
    CHECK(question->ask.back() == '?');
    CHECK(question->ask.find('\n') == std::string::npos);
    CHECK(question->id.find('.') != std::string::npos);
    CHECK_FALSE(question->why.empty());
    for (const Branch& branch : question->branches) {
      CAPTURE(branch.choice);
      CHECK(branch.choice.find_first_of(" =") == std::string::npos);  // scripts write them
      CHECK(branch.says.empty() == question->takesAnything());
    }
  }
}

/// Every way through a tree, other trees included, by answers alone.
void walkEverywhere(const Tree& tree, const Said& said, std::set<std::string>& taken, std::set<std::string>& leaves) {
  const Walk result = walk(treeCatalogue(), tree, {}, said);
  for (const WalkStep& step : result.steps)
    if (step.source == AnswerSource::person) taken.insert(step.question + "=" + step.choice);
  const WalkStep* open = firstUnanswered(result);
  if (open == nullptr) {
    leaves.insert(result.leaf);
    for (const SideStep& side : result.side) {
      taken.insert(side.step.question + "=" + side.step.choice);
      leaves.insert(side.leaf);
    }
    return;
  }
  for (const Branch& branch : treeCatalogue().question(open->question)->branches) {
    Said more = said;
    more[open->question] = branch.choice;
    walkEverywhere(tree, more, taken, leaves);
  }
}

TEST_CASE("walks reach every answer of every question, and every leaf", "[bundled]") {
  std::set<std::string> taken, leaves;
  for (const Tree& tree : treeCatalogue().trees) walkEverywhere(tree, {}, taken, leaves);
  for (const Question* question : allQuestions())
    for (const Branch& branch : question->branches) {
      CAPTURE(question->id, branch.choice);
      CHECK(taken.contains(question->id + "=" + branch.choice));
    }
  for (const Leaf& leaf : treeCatalogue().leaves) {
    CAPTURE(leaf.id);
    CHECK(leaves.contains(leaf.id));
  }
  CHECK(leaves.size() == treeCatalogue().leaves.size());
}

TEST_CASE("people find trees by what they say", "[bundled]") {
  const auto first = [](std::string_view words) -> std::string {
    const std::vector<const Phrase*> found = search(treeCatalogue(), words);
    return found.empty() ? "nothing" : found.front()->trees.front();
  };
  CHECK(first("run this async") == "task_flavour");
  CHECK(first("cache this data") == "storage");
  CHECK(first("This actor is SLOW!") == "overload");
  CHECK(first("handle concurrent requests") == "abstraction");
  CHECK(first("process jobs from a queue") == "ingest_or_job");
  CHECK(first("what restarts it when it crashes") == "supervision_strategy");
  CHECK(first("let it crash") == "supervision_strategy");
  CHECK(first("should I wait for a response") == "call_or_cast");
  CHECK(first("publish to a topic") == "naming_scope");
  CHECK(first("the of a") == "nothing");
  CHECK(first("zebra") == "nothing");
  CHECK(first("") == "nothing");
}

}  // namespace dramaturg::test
