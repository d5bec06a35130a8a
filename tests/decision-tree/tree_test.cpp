#include "tests/decision-tree/catalogue.h"
#include "tests/support/catch.h"

namespace dramaturg::test {

TEST_CASE("what a catalogue does not have is null", "[tree]") {
  const TreeCatalogue catalogue = smallCatalogue();
  CHECK(catalogue.tree("nothing") == nullptr);
  CHECK(catalogue.leaf("nothing") == nullptr);
  CHECK(catalogue.spelling("nothing", "caf") == nullptr);
  CHECK(catalogue.trees[0].question("t.result") == nullptr);  // of another tree
  CHECK(catalogue.trees[0].questions[0].branch("perhaps") == nullptr);
}

TEST_CASE("trees, questions, branches and leaves are found by their ids", "[tree]") {
  const TreeCatalogue catalogue = smallCatalogue();
  REQUIRE(catalogue.tree("task") != nullptr);
  REQUIRE(catalogue.tree("task")->question("t.result") != nullptr);
  CHECK(catalogue.tree("task")->question("t.result")->branch("no")->target.id == "start");
  CHECK(catalogue.leaf("agent")->id == "agent");
}

TEST_CASE("a library without a spelling of its own gets plain C++", "[tree]") {
  const TreeCatalogue catalogue = smallCatalogue();
  CHECK(catalogue.spelling("server", "caf")->library == "caf");
  CHECK(catalogue.spelling("server", "rotor")->library == "std");
  CHECK(catalogue.spelling("agent", "caf")->text == "plain agent");
}

TEST_CASE("a skeleton goes with its spelling", "[tree]") {
  TreeCatalogue catalogue = smallCatalogue();
  CHECK(catalogue.skeleton("nothing", "caf") == nullptr);
  CHECK(catalogue.skeleton("server", "caf")->code == "// caf/server");
  CHECK(catalogue.skeleton("server", "rotor")->name == "std/server");  // spelled as in plain C++
  CHECK(catalogue.skeleton("start", "std")->name == "std/async");      // shared by two leaves
  catalogue.spellings.back().skeleton = "std/agent";                   // of another library
  CHECK(catalogue.skeleton("server", "caf")->name == "std/agent");
  catalogue.spellings.back().skeleton = "missing";
  CHECK(catalogue.skeleton("server", "caf") == nullptr);
}

}  // namespace dramaturg::test
