#include "tests/support/catch.h"
#include "tests/tool/pool_fixture.h"

#include <chrono>

namespace dramaturg::test {

using Catch::Contains;

namespace {

/// Each unit by itself.
struct Fixture : PoolFixture {
  Fixture() { options.share = false; }

  /// What is said of a bad unit, after a check that its neighbours come to no harm.
  std::string reasonFor(const std::string& bad) {
    const auto outcomes = run({"a.cpp", "b.cpp", bad, "c.cpp", "d.cpp"});
    CHECK(finished);
    REQUIRE(outcomes.size() == 5);
    for (const char* good : {"a.cpp", "b.cpp", "c.cpp", "d.cpp"}) CHECK(outcomes.at(good).facts.has_value());
    CHECK_FALSE(outcomes.at(bad).facts.has_value());
    return outcomes.at(bad).error;
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "no jobs need no worker", "[pool]") {
  options.worker = "/nowhere";
  CHECK(run({}).empty());
  CHECK(finished);
}

TEST_CASE_METHOD(Fixture, "every job gets the answer that belongs to it", "[pool]") {
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) names.push_back("unit" + std::to_string(i) + ".cpp");
  for (const unsigned workers : {1U, 4U}) {
    options.workers = workers;
    const auto outcomes = run(names);
    REQUIRE(outcomes.size() == names.size());
    for (const auto& [name, outcome] : outcomes) {
      REQUIRE(outcome.facts.has_value());
      CHECK(outcome.facts->file == name);
    }
  }
}

TEST_CASE_METHOD(Fixture, "a crash costs one unit and is named", "[pool]") {
  CHECK(reasonFor("segfault.cpp") == "the worker crashed (segmentation fault)");
  CHECK(reasonFor("abort.cpp") == "the worker crashed (aborted): assertion failed: x");
}

TEST_CASE_METHOD(Fixture, "a hang costs one unit, after the time limit", "[pool]") {
  options.unitTimeout = std::chrono::milliseconds(2000);
  const auto start = std::chrono::steady_clock::now();
  CHECK_THAT(reasonFor("hang.cpp"), Contains("timed out after 2 s") && Contains("--timeout"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(9));
}

TEST_CASE_METHOD(Fixture, "a unit that eats all memory costs one unit", "[pool]") {
  CHECK_THAT(reasonFor("memory.cpp"), Contains("ran out of memory") && Contains("--memory-limit"));
}

TEST_CASE_METHOD(Fixture, "a worker that talks nonsense is replaced", "[pool]") {
  CHECK_THAT(reasonFor("garbage.cpp"), Contains("answer is damaged"));
  CHECK_THAT(reasonFor("nonsense.cpp"), Contains("answer is damaged"));
  CHECK(reasonFor("exit.cpp") == "the worker ended with exit code 7");
}

TEST_CASE_METHOD(Fixture, "the worker's own reason is passed on", "[pool]") {
  CHECK(reasonFor("error.cpp") == "the header `nowhere.hpp` does not exist");
}

TEST_CASE_METHOD(Fixture, "no unit suffers from its predecessors", "[pool]") {
  std::vector<std::string> names;
  for (int i = 0; i < 30; ++i) names.push_back((i % 3 == 2 ? "fresh" : "a") + std::to_string(i) + ".cpp");
  for (const auto& [name, outcome] : run(names)) {
    CAPTURE(name, outcome.error);
    CHECK(outcome.facts.has_value());
  }
}

TEST_CASE_METHOD(Fixture, "a worker that complains at length does not stall", "[pool]") {
  CHECK(run({"chatty.cpp"}).at("chatty.cpp").facts.has_value());
}

TEST_CASE_METHOD(Fixture, "a worker that cannot be executed fails its units with the reason", "[pool]") {
  options.worker = folder.write("worker", "no program");
  CHECK_THAT(run({"a.cpp"}).at("a.cpp").error, Contains("exit code 127") && Contains("ermission denied"));
}

TEST_CASE_METHOD(Fixture, "an interrupt ends the run at once and keeps what is done", "[pool]") {
  options.workers = 1;
  interruptAfter = "a.cpp";
  const auto outcomes = run({"a.cpp", "hang.cpp", "b.cpp"});
  CHECK_FALSE(finished);
  CHECK(outcomes.size() == 1);
  CHECK(outcomes.contains("a.cpp"));
}

}  // namespace dramaturg::test
