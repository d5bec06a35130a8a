#include "tests/support/catch.h"
#include "tests/tool/project_fixture.h"

namespace dramaturg::test {

using Catch::Contains;
using Catch::StartsWith;

namespace {

using Project = ProjectFixture;

}  // namespace

TEST_CASE_METHOD(Project, "help and version go to standard output", "[cli]") {
  CHECK(run({"--version"}) == 0);
  CHECK_THAT(host.out, StartsWith("dramaturg 0."));
  CHECK(run({"--help"}) == 0);
  CHECK_THAT(host.out, Contains("examples:") && Contains("exit codes:") && Contains("explain"));
  CHECK(run({"check", "--help"}) == 0);
  CHECK_THAT(host.out, Contains("--min-confidence") && Contains("--fail-on") && !Contains("--worker"));
  CHECK(host.err.empty());
}

TEST_CASE_METHOD(Project, "wrong usage is 2, before any work", "[cli]") {
  CHECK(run({"--nonsense"}) == 2);
  CHECK_THAT(host.err, Contains("--nonsense") && Contains("--help"));
  CHECK(run({"chekc"}) == 2);
  CHECK_THAT(host.err, Contains("unknown command `chekc`; did you mean `check`?"));
  CHECK(run({"check", "--min-confidence", "sure"}) == 2);
  CHECK_THAT(host.err, Contains("--min-confidence"));
  CHECK(run({"-o", "xml"}) == 2);
  CHECK_THAT(host.err, Contains("`xml` is no format"));
  CHECK(run({"-o", "json="}) == 2);
  CHECK(run({"-o", "json", "-o", "concise"}) == 2);
  CHECK_THAT(host.err, Contains("only one report can go to standard output"));
  CHECK(run({"--timeout", "0"}) == 2);
  CHECK(run({"--library", "nowhere.yaml"}) == 2);
  CHECK(host.out.empty());
}

TEST_CASE_METHOD(Project, "what is no command is a path to check", "[cli]") {
  unit("src/a.cpp", "blocks room");
  unit("b.cpp", "blocks kitchen");
  unit("rule/c.cpp", "blocks cellar");  // a folder that exists is a path, however near to `rules` it is
  CHECK(run({"rule", "-o", "concise"}) == 1);
  CHECK(run({"src", "-o", "concise"}) == 1);
  CHECK_THAT(host.out, Contains("room") && !Contains("kitchen"));
  CHECK(run({"-p", "compile_commands.json"}) == 1);
}

TEST_CASE_METHOD(Project, "rules are listed, for people and programs", "[cli]") {
  CHECK(run({"rules"}) == 0);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler") && Contains("messaging-unbounded-cast"));
  CHECK(run({"rules", "--json"}) == 0);
  const auto document = nlohmann::json::parse(host.out);
  CHECK(document.at("schema") == "dramaturg.rules/1");
  CHECK(document.at("rules").size() >= 12);
}

TEST_CASE_METHOD(Project, "every rule is explained", "[cli]") {
  run({"rules", "--json"});
  const auto document = nlohmann::json::parse(host.out);
  for (const auto& rule : document.at("rules")) {
    CAPTURE(rule);
    CHECK(run({"explain", rule.at("id")}) == 0);
    CHECK_FALSE(host.out.empty());
  }
  CHECK(run({"explain", "bottleneck-blocking-handlr"}) == 2);
  CHECK_THAT(host.err, Contains("unknown rule") && Contains("did you mean `bottleneck-blocking-handler`?"));
}

TEST_CASE_METHOD(Project, "a place is explained with the whole walk, or says where findings are", "[cli]") {
  unit("src/a.cpp", "\nblocks room");
  unit("src/b.cpp", "");
  CHECK(run({"explain", "src/a.cpp:2"}) == 0);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler") && Contains("room"));
  CHECK(run({"src/a.cpp:2:1"}) == 0);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler"));
  CHECK(run({"explain", "src/a.cpp:1"}) == 2);
  CHECK_THAT(host.err, Contains("no finding at `src/a.cpp:1`; that file has some at line 2"));
  CHECK(run({"explain", "src/b.cpp:1"}) == 2);
  CHECK_THAT(host.err, Contains("that file has none"));
}

TEST_CASE_METHOD(Project, "the model is printed, or written", "[cli]") {
  unit("a.cpp", "blocks room");
  CHECK(run({"model"}) == 0);
  CHECK(nlohmann::json::parse(host.out).at("schema") == "dramaturg.model/1");
  CHECK(run({"model", "-o", "model.json"}) == 0);
  CHECK(host.out.empty());
  CHECK_THAT(host.read(folder / "model.json").value_or(""), Contains("room"));
  CHECK(run({"model", "-o", "none/model.json"}) == 2);
  CHECK_THAT(host.err, Contains("cannot write"));
}

TEST_CASE_METHOD(Project, "any actor is walked, by name with or without namespace", "[cli]") {
  unit("a.cpp", "blocks chat::room\nblocks chat::hall\nblocks castle::hall");
  CHECK(run({"advise", "room"}) == 0);
  CHECK_THAT(host.out, Contains("chat::room"));
  CHECK(run({"advise", "chat::hall", "--tree", "task_flavour"}) == 0);
  CHECK(run({"advise", "chat::room", "--json"}) == 0);
  CHECK(nlohmann::json::parse(host.out).at("advice").at("tree") == "abstraction");

  CHECK(run({"advise", "hall"}) == 2);
  CHECK_THAT(host.err, Contains("could be any of `castle::hall` `chat::hall`"));
  CHECK(run({"advise", "rom"}) == 2);
  CHECK_THAT(host.err, Contains("unknown actor `rom`; did you mean `room`?"));
  CHECK(run({"advise", "chat::rom"}) == 2);
  CHECK_THAT(host.err, Contains("unknown actor `chat::rom`; did you mean `chat::room`?"));
  CHECK(run({"advise", "room", "--tree", "abstracton"}) == 2);
  CHECK_THAT(host.err, Contains("did you mean `abstraction`?"));
}

}  // namespace dramaturg::test
