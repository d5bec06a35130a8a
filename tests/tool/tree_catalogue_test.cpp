#include "tool/tree_catalogue.h"
#include "tests/support/catch.h"
#include "tool/exit_code.h"

namespace dramaturg::test {

using Catch::Contains;

TEST_CASE("the trees that come with dramaturg are there", "[catalogue]") {
  REQUIRE(treeCatalogue().tree("abstraction") != nullptr);
  REQUIRE(treeCatalogue().leaf("gen_server") != nullptr);
  CHECK(treeCatalogue().spelling("gen_server", "caf") != nullptr);
}

TEST_CASE("every spelling belongs to a leaf", "[catalogue]") {
  for (const Spelling& spelling : treeCatalogue().spellings) {
    CAPTURE(spelling.leaf, spelling.library);
    CHECK(treeCatalogue().leaf(spelling.leaf) != nullptr);
    CHECK(spelling.text.find('\n') == std::string::npos);
  }
}

TEST_CASE("a tree is read with all that it says", "[catalogue]") {
  TreeCatalogue catalogue;
  readTrees(catalogue, "t.yaml", R"(
version: 1
trees:
  - id: t
    title: What?
    start: t.a
    questions:
      - id: t.a
        ask: >-
          Is it
          so?
        evaluator: persisting_state
        when-unknown: "no"
        extension: true
        seed-answer: "yes"
        answers:
          yes: t.b
          no: leaf:l
          other: tree:u
leaves:
  - id: l
    primitive: L
    meaning: an L
    not-when: there is an M
)");
  REQUIRE(catalogue.trees.size() == 1);
  const Question& question = catalogue.trees[0].questions.at(0);
  CHECK(question.ask == "Is it so?");
  CHECK(question.evaluator == "persisting_state");
  CHECK(question.whenUnknown == "no");
  CHECK(question.extension);
  CHECK(question.seedAnswer == "yes");
  REQUIRE(question.branches.size() == 3);
  CHECK(question.branches[0].choice == "yes");
  CHECK(question.branches[0].target.kind == Target::Kind::question);
  CHECK(question.branches[1].target.kind == Target::Kind::leaf);
  CHECK(question.branches[1].target.id == "l");
  CHECK(question.branches[2].target.kind == Target::Kind::tree);
  REQUIRE(catalogue.leaves.size() == 1);
  CHECK(catalogue.leaves[0].notWhen == "there is an M");
  CHECK(catalogue.leaves[0].caution.empty());
}

TEST_CASE("data with mistakes is refused with its place", "[catalogue]") {
  const auto failure = [](const char* yaml) -> std::string {
    TreeCatalogue catalogue;
    try {
      readTrees(catalogue, "t.yaml", yaml);
    } catch (const Failure& error) {
      return error.what();
    }
    return "accepted";
  };
  CHECK_THAT(failure("leaves:\n  - id: l\n    primitive: L\n    meaning: m\n    colour: red\n"),
             Contains("t.yaml:5:") && Contains("colour"));
  CHECK_THAT(failure("leaves:\n  - id: l\n"), Contains("t.yaml:2:") && Contains("primitive"));
  CHECK_THAT(failure("version: 2\n"), Contains("version 2"));
  CHECK_THAT(failure("leaves: [\n"), Contains("t.yaml:"));
}

}  // namespace dramaturg::test
