// `dramaturg advise` in scripts: answers beforehand and from lines, transcripts, drawings, tables.
#include "tests/support/catch.h"
#include "tests/tool/project_fixture.h"

namespace dramaturg::test {

using Catch::Contains;
using Json = nlohmann::json;

namespace {

struct Project : ProjectFixture {
  Json advice(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "advise");
    arguments.emplace_back("--json");
    REQUIRE(run(arguments) == 0);
    return Json::parse(host.out).at("advice");
  }
  std::string leaf(std::vector<std::string> arguments) {
    const Json leaf = advice(std::move(arguments)).at("leaf");
    return leaf.is_null() ? "-" : leaf.get<std::string>();
  }
};

}  // namespace

TEST_CASE_METHOD(Project, "without a project, answers come beforehand", "[advise]") {
  CHECK(leaf({"--tree", "call_or_cast", "--answer", "cc.reply=no", "--answer", "cc.loss=no"}) == "call_ack");
  CHECK(leaf({"--tree", "observe", "--answer", "ob.what=always"}) == "telemetry");
  CHECK(leaf({"--tree", "observe"}) == "-");
  CHECK(advice({"--tree", "observe"}).at("possible").size() == 3);
  CHECK(Json::parse(host.out).at("actor").is_null());
}

TEST_CASE_METHOD(Project, "answers come as lines, by name, letter or number", "[advise]") {
  host.input = {"no", "n"};
  CHECK(leaf({"--tree", "call_or_cast"}) == "call_ack");
  host.input = {"2", "yes", "", "about 3 s"};
  const Json whole = advice({"--tree", "call_or_cast"});
  CHECK(whole.at("leaf") == "cast_bounded");  // an empty line leaves it to the tree
  CHECK(whole.at("walk").at(2).at("source") == "assumed");
  CHECK(whole.at("side").at(0).at("answer") == "about 3 s");
  CHECK(whole.at("side").at(0).at("leaf") == "deadline");
  CHECK(host.input.empty());
}

TEST_CASE_METHOD(Project, "no line is read when nobody is to be asked", "[advise]") {
  host.input = {"no"};
  CHECK(leaf({"--tree", "call_or_cast", "--no-input"}) == "-");
  CHECK(run({"advise", "--tree", "call_or_cast", "--format", "dot"}) == 0);
  CHECK(host.input.size() == 1);
}

TEST_CASE_METHOD(Project, "what is wrong with an answer is said, with what there is", "[advise]") {
  CHECK(run({"advise", "--tree", "storage", "--answer", "st.chnge=never"}) == 2);
  CHECK_THAT(host.err, Contains("unknown question `st.chnge`; did you mean `st.change`"));
  CHECK(run({"advise", "--tree", "storage", "--answer", "st.change=nver"}) == 2);
  CHECK_THAT(host.err,
             Contains("`nver` is no answer to `st.change`; did you mean `never`") && Contains("never, rarely, often"));
  CHECK(run({"advise", "--tree", "storage", "--answer", "st.change"}) == 2);
  CHECK_THAT(host.err, Contains("QUESTION=CHOICE"));
  CHECK(run({"advise", "--tree", "storage", "--answer", "st.bound="}) == 2);
  host.input = {"nohting"};
  CHECK(run({"advise", "--tree", "storage"}) == 2);
  CHECK_THAT(host.err, Contains("`nohting` is no answer to st.survive"));
  CHECK(run({"advise", "--tree", "storage", "--in", "cfa"}) == 2);
  CHECK_THAT(host.err, Contains("no leaf is spelled in `cfa`") && Contains("asio, caf,"));
  CHECK(run({"advise", "--tree", "storage", "--trees", "nowhere.yaml"}) == 2);
  CHECK(host.out.empty());
}

TEST_CASE_METHOD(Project, "words lead to trees", "[advise]") {
  CHECK(advice({"cache this data", "--no-input"}).at("tree") == "storage");
  CHECK(run({"advise", "add background processing", "--no-input"}) == 0);
  CHECK_THAT(host.out, Contains("(task_flavour)") && Contains("(ingest_or_job)"));
  CHECK(run({"advise", "paint it black", "--no-input"}) == 2);
  CHECK_THAT(host.err, Contains("no tree answers `paint it black`"));
  CHECK(run({"advise"}) == 2);
  CHECK_THAT(host.err, Contains("nothing to advise on") && Contains("storage"));
  host.input = {"storage", "nothing", "never"};
  CHECK(leaf({}) == "persistent_term");
  host.input = {"watch it while it runs: metrics", "always"};
  CHECK(leaf({}) == "telemetry");
}

TEST_CASE_METHOD(Project, "advice is spelled in the library that was asked for", "[advise]") {
  const std::vector<std::string> always{"--tree", "observe", "--answer", "ob.what=always"};
  CHECK(advice(always).at("library") == "plain C++");
  std::vector<std::string> inCaf = always;
  inCaf.insert(inCaf.end(), {"--in", "caf"});
  CHECK(advice(inCaf).at("library") == "caf");
  CHECK_FALSE(advice(inCaf).at("spelling") == advice(always).at("spelling"));
  CHECK_FALSE(advice(inCaf).at("skeleton").is_null());
}

TEST_CASE_METHOD(Project, "what an answer rules out is told with the answer", "[advise]") {
  const Json whole = advice({"--tree", "storage", "--answer", "st.survive=nothing", "--answer", "st.change=often"});
  REQUIRE(whole.at("ruledOut").size() == 2);
  CHECK(whole.at("ruledOut").at(0).at("leaves").size() == 3);
  CHECK(whole.at("ruledOut").at(1).at("because") == "it changes all the time");
}

TEST_CASE_METHOD(Project, "after a server comes the question whether it must be one", "[advise]") {
  const Json whole = advice({"--tree", "abstraction", "--answer", "abs.reason=yes", "--answer", "abs.state=yes",
                             "--answer", "abs.reqresp=yes"});
  CHECK(whole.at("leaf") == "gen_server");
  CHECK(whole.at("next") == Json::array({"iron_law"}));
}

// --- with a project

TEST_CASE_METHOD(Project, "a person overrules code and is told what it says", "[advise]") {
  unit("a.cpp", "blocks room");
  const Json before = advice({"room", "--no-input"});
  const Json& first = before.at("walk").at(0);
  REQUIRE(first.at("source") == "code");
  const std::string other = first.at("answer") == "yes" ? "no" : "yes";
  const Json after = advice({"room", "--no-input", "--answer", "abs.reason=" + other}).at("walk").at(0);
  CHECK(after.at("answer") == other);
  CHECK(after.at("source") == "person");
  CHECK(after.at("codeSays") == first.at("answer"));
  CHECK(after.at("evidence") == first.at("evidence"));
  CHECK(run({"advise", "room", "--no-input", "--answer", "abs.reason=" + other}) == 0);
  CHECK_THAT(host.out, Contains("as you answered; the code says"));
}

TEST_CASE_METHOD(Project, "advice is asked for by place as well", "[advise]") {
  unit("a.cpp", "blocks room\nblocks hall");
  const auto name = [&](const std::string& place) {
    REQUIRE(run({"advise", place, "--json", "--no-input"}) == 0);
    return Json::parse(host.out).at("actor").at("name");
  };
  CHECK(name("a.cpp:1") == name("room"));
  CHECK(run({"advise", "a.cpp:99", "--no-input"}) == 2);
  CHECK_THAT(host.err, Contains("nothing to advise on at `a.cpp:99`") && Contains("actors are declared there at line"));
  CHECK(run({"advise", "b.cpp:1", "--no-input"}) == 2);
  CHECK_THAT(host.err, Contains("no actor is declared in that file"));
}

TEST_CASE_METHOD(Project, "all actors make a table", "[advise]") {
  unit("a.cpp", "blocks room\nblocks hall");
  CHECK(run({"advise", "--all"}) == 0);
  CHECK_THAT(host.out, Contains("room") && Contains("hall") && Contains("of 2 actors"));
  CHECK(run({"advise", "--all", "--json"}) == 0);
  const Json table = Json::parse(host.out);
  CHECK(table.at("schema") == "dramaturg.advice-table/1");
  REQUIRE(table.at("actors").size() == 2);
  for (const Json& row : table.at("actors")) CHECK(row.at("agrees") == (row.at("now") == row.at("leaf")));
}

TEST_CASE_METHOD(Project, "two actors are compared", "[advise]") {
  unit("a.cpp", "blocks room\nblocks hall");
  CHECK(run({"advise", "room", "hall"}) == 0);
  CHECK_THAT(host.out, Contains("room") && Contains("hall") && Contains("weigh it"));
  CHECK(run({"advise", "room", "hall", "--json"}) == 0);
  CHECK(Json::parse(host.out).at("schema") == "dramaturg.comparison/1");
  CHECK(run({"advise", "room", "room"}) == 2);
  CHECK_THAT(host.err, Contains("are one actor"));
  CHECK(run({"advise", "cache", "this", "data"}) == 2);
  CHECK_THAT(host.err, Contains("words go in quotes"));
  CHECK(run({"advise", "room", "hull"}) == 2);
  CHECK_THAT(host.err, Contains("did you mean `hall`"));
}

// --- drawings

TEST_CASE_METHOD(Project, "a tree is drawn with the way that was walked", "[advise]") {
  const std::vector<std::string> walk{"advise", "--tree", "call_or_cast", "--answer", "cc.reply=no", "--format"};
  const auto drawn = [&](const char* format) {
    std::vector<std::string> arguments = walk;
    arguments.emplace_back(format);
    REQUIRE(run(arguments) == 0);
    return host.out;
  };
  const std::string mermaid = drawn("mermaid");
  CHECK_THAT(mermaid, Contains("flowchart TD") && Contains("cc_reply -- \"no\" --> cc_loss") &&
                          Contains("class cc_loss walked") && !Contains("class cc_cycle walked") &&
                          Contains("linkStyle 1 stroke"));
  const std::string dot = drawn("dot");
  CHECK_THAT(dot, Contains("digraph tree_call_or_cast {") && Contains("cc_reply -> cc_cycle [label=\"yes\"]") &&
                      Contains("cc_reply -> cc_loss [label=\"no\", penwidth=3") &&
                      Contains("cc_deadline -> leaf_deadline [label=\"any\", style=dashed]"));
}

// --- transcripts

TEST_CASE_METHOD(Project, "what was said is written down, and replayed", "[advise]") {
  host.input = {"no", "yes", "no", "1 s"};
  CHECK(run({"advise", "--tree", "call_or_cast", "--in", "caf", "--transcript", "t.json"}) == 0);
  const std::string first = host.out;
  const Json written = Json::parse(host.read(folder / "t.json").value());
  CHECK(written.at("schema") == "dramaturg.transcript/1");
  CHECK(written.at("walks").at(0).at("leaf") == "cast");
  CHECK(written.at("walks").at(0).at("steps").size() == 4);
  CHECK(run({"advise", "--replay", "t.json"}) == 0);
  CHECK(host.out == first);
  CHECK(run({"advise", "--replay", "t.json", "--transcript", "again.json"}) == 0);
  CHECK(host.read(folder / "again.json") == host.read(folder / "t.json"));
}

TEST_CASE_METHOD(Project, "a transcript of an actor names it", "[advise]") {
  unit("a.cpp", "blocks room");
  CHECK(run({"advise", "room", "--no-input", "--transcript", "t.json"}) == 0);
  const std::string first = host.out;
  CHECK(run({"advise", "--replay", "t.json"}) == 0);
  CHECK(host.out == first);
}

TEST_CASE_METHOD(Project, "a transcript that fits no more is refused with the first difference", "[advise]") {
  unit("a.cpp", "blocks room");
  CHECK(run({"advise", "room", "--no-input", "--transcript", "t.json"}) == 0);
  const std::string good = host.read(folder / "t.json").value();
  const auto changed = [&](auto change) {
    Json transcript = Json::parse(good);
    change(transcript.at("walks").at(0));
    folder.write("t.json", transcript.dump());
    CHECK(run({"advise", "--replay", "t.json"}) == 2);
    CHECK(host.out.empty());
    return host.err;
  };
  CHECK_THAT(changed([](Json& walk) {
               Json& answer = walk.at("steps").at(0).at("answer");
               answer = answer == "yes" ? "no" : "yes";
             }),
             Contains("does not fit any more") && Contains("question abs.reason was answered"));
  CHECK_THAT(changed([](Json& walk) { walk.at("steps").at(0).at("question") = "abs.motive"; }),
             Contains("question abs.motive is not asked there any more; abs.reason is"));
  CHECK_THAT(changed([](Json& walk) { walk.at("steps").erase(walk.at("steps").size() - 1); }), Contains("is new"));
  CHECK_THAT(changed([](Json& walk) { walk.at("leaf") = "agent"; }), Contains("it led to `agent`, and now to"));
  CHECK_THAT(changed([](Json& walk) { walk.at("tree") = "absraction"; }), Contains("did you mean `abstraction`"));
}

TEST_CASE_METHOD(Project, "what is no transcript is refused", "[advise]") {
  CHECK(run({"advise", "--replay", "nowhere.json"}) == 2);
  CHECK_THAT(host.err, Contains("cannot read `nowhere.json`"));
  folder.write("t.json", "{\"schema\": \"dramaturg.transcript/1\"}");
  CHECK(run({"advise", "--replay", "t.json"}) == 2);
  CHECK_THAT(host.err, Contains("t.json: no transcript"));
  folder.write("t.json", "not at all");
  CHECK(run({"advise", "--replay", "t.json"}) == 2);
  folder.write("t.json", "{\"schema\": \"dramaturg.transcript/9\"}");
  CHECK(run({"advise", "--replay", "t.json"}) == 2);
  CHECK_THAT(host.err, Contains("no transcript that this version knows"));
}

}  // namespace dramaturg::test
