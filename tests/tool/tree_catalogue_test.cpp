#include "tool/tree_catalogue.h"
#include "tests/support/catch.h"
#include "tests/tool/test_host.h"
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
  const TreeCatalogue catalogue = readTrees("t.yaml", R"(
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
        why: >-
          It decides
          much.
        answers:
          - choice: other
            to: tree:u
          - choice: "yes"
            to: t.b
            says: it is so
          - choice: "no"
            to: leaf:l
    side:
      - id: t.s
        ask: How many?
        answers:
          - choice: any
            to: leaf:l
    after: [l]
phrases:
  - say: do this
    words: [that]
    trees: [t]
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
  CHECK(question.why == "It decides much.");
  REQUIRE(question.branches.size() == 3);
  CHECK(question.branches[0].choice == "other");  // in the order of the file
  CHECK(question.branches[0].target.kind == Target::Kind::tree);
  CHECK(question.branches[0].target.id == "u");
  CHECK(question.branches[1].target.kind == Target::Kind::question);
  CHECK(question.branches[1].says == "it is so");
  CHECK(question.branches[2].target.kind == Target::Kind::leaf);
  REQUIRE(catalogue.trees[0].side.size() == 1);
  CHECK(catalogue.trees[0].side[0].takesAnything());
  CHECK(catalogue.trees[0].after == std::vector<std::string>{"l"});
  REQUIRE(catalogue.phrases.size() == 1);
  CHECK(catalogue.phrases[0].trees == std::vector<std::string>{"t"});
  REQUIRE(catalogue.leaves.size() == 1);
  CHECK(catalogue.leaves[0].notWhen == "there is an M");
  CHECK(catalogue.leaves[0].caution.empty());
}

TEST_CASE("data with mistakes is refused with its place", "[catalogue]") {
  const auto failure = [](const char* yaml) -> std::string {
    try {
      readTrees("t.yaml", yaml);
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

TEST_CASE("files of users add to what is there, and replace what has the same name", "[catalogue]") {
  const TempFolder folder;
  const TestHost host(folder.path());
  folder.write("ours.yaml", R"(
leaves:
  - id: gen_server
    primitive: GenServer
    meaning: what we call a service
spellings:
  - leaf: gen_server
    library: ours
    text: "`our::service`"
trees:
  - id: ours
    title: Is it ours?
    start: ours.a
    questions:
      - id: ours.a
        ask: Is it?
        answers:
          - choice: "yes"
            to: leaf:gen_server
)");
  const TreeCatalogue catalogue = treeCatalogueWith(host, {"ours.yaml"});
  CHECK(catalogue.leaf("gen_server")->meaning == "what we call a service");
  CHECK(catalogue.leaves.size() == treeCatalogue().leaves.size());
  CHECK(catalogue.spelling("gen_server", "ours")->text == "`our::service`");
  CHECK(catalogue.tree("ours") != nullptr);
  CHECK(catalogue.trees.size() == treeCatalogue().trees.size() + 1);
}

TEST_CASE("files of users that are not sound are refused", "[catalogue]") {
  const TempFolder folder;
  const TestHost host(folder.path());
  folder.write(
      "ours.yaml",
      "leaves:\n  - id: lonely\n    primitive: L\n    meaning: m\nphrases:\n  - say: x\n    trees: [stroage]\n");
  try {
    treeCatalogueWith(host, {"ours.yaml"});
    FAIL("accepted");
  } catch (const Failure& failure) {
    CHECK(failure.code == ExitCode::usage);
    CHECK_THAT(failure.what(), Contains("`ours.yaml`") && Contains("no answer leads to leaf `lonely`") &&
                                   Contains("unknown tree `stroage`"));
  }
  CHECK_THROWS_AS(treeCatalogueWith(host, {"nowhere.yaml"}), Failure);
}

}  // namespace dramaturg::test
