#include "tests/decision-tree/catalogue.h"
#include "tests/support/catch.h"

namespace dramaturg::test {
namespace {

using Problems = std::vector<std::string>;

}  // namespace

TEST_CASE("a sound catalogue has no problems", "[validate]") {
  CHECK(validate(smallCatalogue()) == Problems{});
  CHECK(validate({}) == Problems{});
}

TEST_CASE("two trees may share a leaf, and two answers a question", "[validate]") {
  TreeCatalogue catalogue = smallCatalogue();
  catalogue.trees[1].questions[0].branches.push_back({"sometimes", toLeaf("agent"), ""});
  catalogue.trees[0].questions[0].branches.push_back({"sometimes", toQuestion("m.size"), ""});
  CHECK(validate(catalogue) == Problems{});
}

TEST_CASE("a catalogue that is not sound says what is wrong", "[validate]") {
  TreeCatalogue catalogue = smallCatalogue();
  Question& state = catalogue.trees[0].questions[0];
  Question& size = catalogue.trees[0].questions[1];
  Problems expected;

  SECTION("an answer leads to no question") {
    size.branches[0].target = toQuestion("t.result");
    catalogue.trees[1].questions[0].branches.push_back({"sometimes", toLeaf("agent"), ""});
    expected = {"question `m.size` leads by `small` to the unknown question `t.result`"};
  }
  SECTION("an answer leads to no leaf") {
    catalogue.leaves.erase(catalogue.leaves.begin());
    catalogue.spellings.erase(catalogue.spellings.begin());
    expected = {"question `m.size` leads by `small` to the unknown leaf `agent`"};
  }
  SECTION("an answer leads to no tree") {
    state.branches[1].target = toTree("job");
    expected = {"question `m.state` leads by `no` to the unknown tree `job`"};
  }
  SECTION("a tree starts nowhere") {
    catalogue.trees[1].start = "t.start";
    expected = {"tree `task` starts at the unknown question `t.start`"};
  }
  SECTION("nobody comes to a question") {
    state.branches[0].target = toLeaf("agent");
    expected = {"no answer leads to question `m.size`"};
  }
  SECTION("nobody comes to a leaf") {
    size.branches[0].target = toLeaf("server");
    expected = {"no answer leads to leaf `agent`"};
  }
  SECTION("a walk could come back within a tree") {
    size.branches.push_back({"bigger", toQuestion("m.state"), ""});
    expected = {"a walk comes back to question `m.state`"};
  }
  SECTION("a walk could come back through another tree") {
    catalogue.trees[1].questions[0].branches.push_back({"sometimes", toTree("main"), ""});
    expected = {"a walk comes back to question `m.state`"};
  }
  SECTION("nobody can evaluate") {
    state.evaluator = "persisting_sate";
    expected = {"question `m.state` names the unknown evaluator `persisting_sate`"};
  }
  SECTION("an evaluator has nowhere to go with its answer") {
    size.evaluator = "persisting_state";
    expected = {"question `m.size` lacks the answer `yes`, which its evaluator can give",
                "question `m.size` lacks the answer `no`, which its evaluator can give"};
  }
  SECTION("an assumption is no answer") {
    size.whenUnknown = "huge";
    expected = {"question `m.size` assumes `huge`, which is not among its answers"};
  }
  SECTION("an extension does not say how to leave it out") {
    size.seedAnswer.clear();
    expected = {"question `m.size` is an extension without a seed answer"};
  }
  SECTION("one of OTP's questions has a seed answer") {
    state.seedAnswer = "yes";
    expected = {"question `m.state` has a seed answer but is no extension"};
  }
  SECTION("a question has no answers") {
    size.branches.clear();
    size.whenUnknown = size.seedAnswer = "";
    size.extension = false;
    catalogue.trees[1].questions[0].branches.push_back({"a", toLeaf("agent"), ""});
    catalogue.trees[1].questions[0].branches.push_back({"b", toLeaf("server"), ""});
    expected = {"question `m.size` has no answers"};
  }
  SECTION("two trees have a question of one name") {
    catalogue.trees[1].questions[0].id = "m.size";
    catalogue.trees[1].start = "m.size";
    expected = {"question `m.size` is defined twice"};
  }
  SECTION("a side question leads on") {
    catalogue = withSide();
    catalogue.trees[0].side[0].branches[0].target = toQuestion("m.size");
    expected = {"side question `m.limit` leads by `any` to something else than a leaf"};
  }
  SECTION("a side question leads nowhere") {
    catalogue = withSide();
    catalogue.trees[0].side[0].branches[0].target = toLeaf("strat");
    expected = {"question `m.limit` leads by `any` to the unknown leaf `strat`"};
  }
  SECTION("a tree comes after nothing") {
    catalogue.trees[1].after = {"srever"};
    expected = {"tree `task` comes after the unknown leaf `srever`"};
  }
  SECTION("a phrase leads nowhere") {
    catalogue.phrases = {{"run this", {}, {"taks"}}};
    expected = {"phrase `run this` leads to the unknown tree `taks`"};
  }
  SECTION("two leaves have one name") {
    catalogue.leaves.push_back(catalogue.leaves[0]);
    expected = {"leaf `agent` is defined twice"};
  }
  SECTION("a leaf cannot be spelled without a library") {
    catalogue.spellings.erase(catalogue.spellings.begin());
    expected = {"leaf `agent` has no spelling in plain C++ (`std`)"};
  }
  SECTION("a spelling is for nothing") {
    catalogue.spellings.push_back({"agnet", "caf", "", ""});
    expected = {"the spelling of `agnet` in `caf` is for an unknown leaf"};
  }
  SECTION("a leaf is spelled twice in one library") {
    catalogue.spellings.push_back(catalogue.spellings.back());
    expected = {"the spelling of `server` in `caf` is given twice"};
  }
  SECTION("a spelling is shown by nothing") {
    catalogue.spellings.back().skeleton = "sever";
    expected = {"the spelling of `server` in `caf` names the unknown skeleton `sever`"};
  }
  CHECK(validate(catalogue) == expected);
}

}  // namespace dramaturg::test
