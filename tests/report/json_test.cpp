#include "tests/report/sample.h"
#include "tests/support/catch.h"

#include <nlohmann/json.hpp>

namespace dramaturg::test {
namespace {

using nlohmann::json;

json rendered(const Sample& sample) { return json::parse(renderJson(sample.report())); }

}  // namespace

TEST_CASE("a clean run has empty lists", "[json]") {
  Sample sample;
  sample.report().findings.clear();
  sample.report().run.failed.clear();
  const json document = rendered(sample);
  CHECK(document["schema"] == "dramaturg.findings/1");
  CHECK(document["findings"] == json::array());
  CHECK(document["suppressed"] == json::array());
  CHECK(document["run"]["units"]["failed"] == json::array());
}

TEST_CASE("a suppressed finding keeps its reason and is none of the findings", "[json]") {
  const json document = rendered(Sample());
  CHECK(document["findings"].size() == 2);
  REQUIRE(document["suppressed"].size() == 1);
  CHECK(document["suppressed"][0]["rule"] == "supervision-unsupervised-actor");
  CHECK(document["suppressed"][0]["reason"] == "the process manager restarts us");
}

TEST_CASE("a finding is told completely", "[json]") {
  const json finding = rendered(Sample())["findings"][0];
  CHECK(finding["rule"] == "bottleneck-blocking-handler");
  CHECK(finding["severity"] == "error");
  CHECK(finding["confidence"] == "certain");
  CHECK(finding["file"] == "src/room.cpp");
  CHECK(finding["line"] == 11);
  CHECK(finding["column"] == 43);
  CHECK(finding["endLine"] == 11);
  CHECK(finding["endColumn"] == 80);  // bytes: one character more than cells
  CHECK(finding["actor"]["name"] == "chat::room");
  CHECK(finding["actor"]["library"] == "caf");
  CHECK(finding["actor"]["file"] == "src/room.cpp");
  CHECK(finding["evidence"][1]["file"] == "src/history.cpp");
  CHECK(finding["evidence"][1]["message"] == "waits in `std::getline`");
  CHECK(finding["fingerprint"] == "00c0ffee00c0ffee");
  CHECK(finding["folded"] == json::array({"bottleneck-heavy-handler"}));
}

TEST_CASE("a library's default is evidence without a place", "[json]") {
  const json step = rendered(Sample())["findings"][0]["evidence"][2];
  CHECK(step["file"] == "");
  CHECK(step["line"] == 0);
}

TEST_CASE("advice carries the walk", "[json]") {
  const json advice = rendered(Sample())["findings"][0]["advice"];
  CHECK(advice["tree"] == "abstraction");
  CHECK(advice["leaf"] == "gen_server");
  CHECK(advice["primitive"] == "GenServer");
  REQUIRE(advice["walk"].size() == 3);
  CHECK(advice["walk"][0]["question"] == "abs.state");
  CHECK(advice["walk"][0]["answer"] == "yes");
  CHECK(advice["walk"][0]["source"] == "code");
  CHECK(advice["walk"][0]["evidence"].size() == 3);
  CHECK(advice["walk"][2]["source"] == "assumed");
}

TEST_CASE("the walk of an actor can be had alone", "[json]") {
  const Sample sample;
  const Advice& advice = *sample.report().findings.front().advice;
  const json document = json::parse(renderAdviceJson(sample.system(), advice, sample.room()));
  CHECK(document["schema"] == "dramaturg.advice/1");
  CHECK(document["actor"]["name"] == "chat::room");
  for (const auto& [key, value] : rendered(sample)["findings"][0]["advice"].items())
    CHECK(document["advice"][key] == value);
}

TEST_CASE("what is not there is null", "[json]") {
  Sample sample;
  ReportedFinding& first = sample.report().findings.front();
  SECTION("no actor, no advice") {
    first.finding.actor = ActorId::none;
    first.advice.reset();
    const json finding = rendered(sample)["findings"][0];
    CHECK(finding["actor"].is_null());
    CHECK(finding["advice"].is_null());
  }
  SECTION("a walk that stopped") {
    first.advice->leaf = first.advice->primitive = first.advice->spelling = "";
    first.advice->walk.steps.back().choice = "";
    first.advice->walk.steps.back().source = AnswerSource::open;
    const json advice = rendered(sample)["findings"][0]["advice"];
    CHECK(advice["leaf"].is_null());
    CHECK(advice["walk"][2]["answer"].is_null());
    CHECK(advice["walk"][2]["source"] == "open");
  }
}

TEST_CASE("a run says what it did and what it could not do", "[json]") {
  const json run = rendered(Sample())["run"];
  CHECK(run["units"]["total"] == 3);
  CHECK(run["units"]["analysed"] == 2);
  CHECK(run["units"]["cached"] == 1);
  CHECK(run["units"]["failed"][0]["file"] == "src/client.cpp");
  CHECK(run["units"]["failed"][0]["reason"] == "the worker crashed (segmentation fault)");
  CHECK(run["timings"]["extract"] == 1250.5);
}

TEST_CASE("only timings differ between two equal runs, and no absolute path is told", "[json]") {
  Sample one;
  Sample two;
  two.report().run.times = {{"extract", 1.0}};
  CHECK(renderJson(one.report()) != renderJson(two.report()));
  two.report().run.times = one.report().run.times;
  CHECK(renderJson(one.report()) == renderJson(two.report()));
  CHECK(renderJson(one.report()).find("/home/somebody") == std::string::npos);
}

TEST_CASE("names that are not UTF-8 do not break the document", "[json]") {
  Sample sample;
  sample.report().findings.front().finding.message = "file \xff";
  CHECK(rendered(sample)["findings"][0]["message"] == "file \xef\xbf\xbd");
}

}  // namespace dramaturg::test
