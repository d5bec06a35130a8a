// The conversation itself, with a person made up: what is asked, in which order, and what thinking again does.
#include "tool/interview/interview.h"

#include "tests/decision-tree/catalogue.h"
#include "tests/support/catch.h"

#include <deque>

namespace dramaturg::test {
namespace {

/// Says what the test wrote down, and remembers what it heard.
class Puppet : public Dialogue {
 public:
  explicit Puppet(std::deque<std::string> lines) : lines_(std::move(lines)) {}

  Response ask(const Menu& menu) override {
    heard.push_back("? " + menu.ask);
    last = menu;
    if (lines_.empty()) return {Response::Kind::end};
    const std::string line = lines_.front();
    lines_.pop_front();
    if (line == "^C") return {Response::Kind::interrupted};
    return understand(menu, line);
  }
  void tell(std::string_view text) override { heard.emplace_back(text); }
  void remark(std::string_view text) override { heard.push_back("# " + std::string(text)); }
  void complain(std::string_view text) override { heard.push_back("! " + std::string(text)); }

  std::vector<std::string> heard;
  Menu last;

 private:
  std::deque<std::string> lines_;
};

struct Result {
  Interview::End end;
  Said said;
  std::vector<std::string> heard;
};

Result talk(std::deque<std::string> lines, const Code& code = {}, const TreeCatalogue& catalogue = withSide()) {
  Puppet puppet(std::move(lines));
  const auto show = [](const WalkStep& step) { return step.question + "=" + step.choice; };
  Interview interview(&puppet, catalogue, code, {}, show);
  const Interview::End end = interview.run(catalogue.trees[0]);
  return {end, interview.said(), puppet.heard};
}

/// Knows that it remembers, and nothing else.
Verdict knowing(const Question& question) {
  if (question.id == "m.state") return {"yes", Confidence::certain, {{{}, "it writes"}}};
  return {"", Confidence::possible, {{{}, "a hint"}}};
}

using Heard = std::vector<std::string>;

}  // namespace

TEST_CASE("questions come one after the other, each answer is shown once", "[interview]") {
  const Result result = talk({"yes", "big", "ten"});
  CHECK(result.end == Interview::End::answered);
  CHECK(result.said == Said{{"m.state", "yes"}, {"m.size", "big"}, {"m.limit", "ten"}});
  CHECK(result.heard == Heard{"? Does it remember?", "m.state=yes", "? How big is it?", "m.size=big",
                              "? How many at most?", "m.limit=ten"});
}

TEST_CASE("an interview follows into other trees", "[interview]") {
  const Result result = talk({"no", "yes", "ten"});
  CHECK(result.said.at("t.result") == "yes");
  CHECK(result.heard[2] == "? Is the result used?");
}

TEST_CASE("what code answers is not asked", "[interview]") {
  const Result result = talk({"big", ""}, knowing);
  CHECK(result.heard == Heard{"m.state=yes", "? How big is it?", "m.size=big", "? How many at most?", "m.limit="});
}

TEST_CASE("who says nothing leaves it to the tree, and is not asked again", "[interview]") {
  const Result result = talk({"yes", "", ""});
  CHECK(result.end == Interview::End::answered);
  CHECK(result.said == Said{{"m.state", "yes"}});
  CHECK(result.heard[3] == "m.size=small");
}

TEST_CASE("without an answer that decides the walk stops, and side questions are still asked", "[interview]") {
  const Result result = talk({"", "ten"});
  CHECK(result.end == Interview::End::answered);
  CHECK(result.heard == Heard{"? Does it remember?", "m.state=", "? How many at most?", "m.limit=ten"});
}

TEST_CASE("one can go back, as far as one has come", "[interview]") {
  const Result result = talk({"b", "yes", "big", "b", "b", "no", "yes", "ten"});
  // At the first question there is nothing to go back to: `b` is no answer to it.
  CHECK(result.heard[1] == "! `b` is no answer to m.state (yes, no)");
  CHECK(result.said == Said{{"m.state", "no"}, {"t.result", "yes"}, {"m.limit", "ten"}});
}

TEST_CASE("going back takes a passed question up again", "[interview]") {
  const Result result = talk({"yes", "", "b", "big", "ten"});
  CHECK(result.said.at("m.size") == "big");
}

TEST_CASE("whoever asks why is told what depends on it, and what code knows", "[interview]") {
  TreeCatalogue catalogue = withSide();
  catalogue.trees[0].questions[1].why = "Much depends on it.";
  const Result result = talk({"?", "big", "ten"}, knowing, catalogue);
  CHECK(result.heard[2] == "# Much depends on it.");
  CHECK(result.heard[3] == "m.size=");  // the hint, shown as a step
  CHECK(result.said.at("m.size") == "big");
}

TEST_CASE("an answer of the code can be overruled, and taken back", "[interview]") {
  SECTION("overruled") {
    const Result result = talk({"o", "1", "no", "yes", "ten"}, knowing);
    CHECK(result.said == Said{{"m.state", "no"}, {"t.result", "yes"}, {"m.limit", "ten"}});
    CHECK(result.heard[2] == "? Which answer of the code is not right?");
    CHECK(result.heard[3] == "m.state=yes");  // what the code says stands above the question
  }
  SECTION("left as it is") {
    const Result result = talk({"o", "", "big", "ten"}, knowing);
    CHECK_FALSE(result.said.contains("m.state"));
    CHECK(result.said.at("m.size") == "big");
  }
  SECTION("taken back") {
    const Result result = talk({"o", "m.state", "no", "b", "big", "ten"}, knowing);
    CHECK_FALSE(result.said.contains("m.state"));
    CHECK(result.said.at("m.size") == "big");
  }
  SECTION("without code there is nothing to overrule") {
    CHECK(talk({"o", "yes", "big", ""}).heard[1] == "! `o` is no answer to m.state (yes, no)");
  }
}

TEST_CASE("an interview ends when somebody wants it to", "[interview]") {
  CHECK(talk({"yes", "q"}).end == Interview::End::quit);
  CHECK(talk({"yes", "^C"}).end == Interview::End::interrupted);
  CHECK(talk({"yes"}).end == Interview::End::silent);
  CHECK(talk({"o", "^C"}, knowing).end == Interview::End::interrupted);
  CHECK(talk({"o", "1"}, knowing).end == Interview::End::silent);
  CHECK(talk({"yes", "q"}).said == Said{{"m.state", "yes"}});
}

TEST_CASE("nobody there is nobody asked", "[interview]") {
  const TreeCatalogue catalogue = withSide();
  Interview interview(nullptr, catalogue, {}, {{"m.state", "no"}}, {});
  CHECK(interview.run(catalogue.trees[0]) == Interview::End::silent);
  CHECK(interview.said().size() == 1);
}

TEST_CASE("items go by their first letters where these are free", "[interview]") {
  const auto letters = [](std::vector<MenuItem> items) {
    const std::vector<char> all = lettersOf(items);
    return std::string(all.begin(), all.end());
  };
  CHECK(letters({{"yes", ""}, {"no", ""}}) == "yn");
  CHECK(letters({{"never", ""}, {"rarely", ""}, {"often", ""}}) == "nr3");  // o is taken
  CHECK(letters({{"before", ""}, {"after", ""}}) == "1a");                  // b as well
  CHECK(letters({{"one", ""}, {"two", ""}, {"three", ""}}) == "1t3");
}

TEST_CASE("a line means an item by its name, letter or number, or a command that there is", "[interview]") {
  Menu menu;
  menu.items = {{"before", ""}, {"after", ""}};
  CHECK(understand(menu, " after ").index == 1);
  CHECK(understand(menu, "a").index == 1);
  CHECK(understand(menu, "2").index == 1);
  CHECK(understand(menu, "b").kind == Response::Kind::text);
  CHECK(understand(menu, "?").kind == Response::Kind::text);
  CHECK(understand(menu, "").kind == Response::Kind::pass);
  CHECK(understand(menu, "q").kind == Response::Kind::quit);
  menu.back = menu.why = menu.overrule = true;
  CHECK(understand(menu, "b").kind == Response::Kind::back);
  CHECK(understand(menu, "why").kind == Response::Kind::why);
  CHECK(understand(menu, "overrule").kind == Response::Kind::overrule);
}

}  // namespace dramaturg::test
