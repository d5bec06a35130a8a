#include "tests/support/catch.h"
#include "tests/tool/pool_fixture.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

namespace dramaturg::test {

using Catch::Contains;

namespace {

using Names = std::vector<std::string>;

struct Fixture : PoolFixture {
  /// `names` and enough good units of the same group for them to be shared.
  static Names among(Names names, std::size_t good = 5) {
    for (std::size_t i = 0; i < good; ++i) names.push_back("unit" + std::to_string(i) + ".cpp");
    return names;
  }

  std::size_t shared() const {
    return static_cast<std::size_t>(
        std::count_if(runs.begin(), runs.end(), [](const auto& run) { return run.second.group.has_value(); }));
  }

  /// Why the group was of no use, after a check that all its units are done nevertheless.
  std::string unsharedBecauseOf(const std::string& name) {
    const Names names = among({name});
    const Outcomes outcomes = run(names);
    CHECK(finished);
    CHECK(outcomes.size() == names.size());
    for (const auto& [unit, outcome] : outcomes) {
      CAPTURE(unit, outcome.error);
      CHECK(outcome.facts.has_value());
    }
    CHECK(shared() == 0);
    REQUIRE(log.groups.size() == 1);
    return log.groups[0].reason;
  }

  /// What the fake worker wrote of who began and ended what.
  struct Event {
    std::string kind, what;
    pid_t pid = 0;
  };
  std::vector<Event> recorded() const {
    std::vector<Event> events;
    std::ifstream in(folder / "record");
    for (Event event; in >> event.kind >> event.what >> event.pid;) events.push_back(event);
    return events;
  }
};

/// Gone, or dead and about to be collected.
bool dead(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
  std::string number, name, state;
  return !(in >> number >> name >> state) || state == "Z" || state == "X";
}

bool soonDead(pid_t pid) {
  for (int i = 0; i < 1000 && !dead(pid); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return dead(pid);
}

}  // namespace

TEST_CASE_METHOD(Fixture, "nothing is shared by two units, nor when it is not wanted", "[share]") {
  CHECK(run({"nogroup1.cpp", "nogroup2.cpp"}).size() == 2);
  CHECK(log.groups.empty());
  options.share = false;
  CHECK(run({"a.cpp", "b.cpp", "c.cpp", "d.cpp"}).size() == 4);
  CHECK(log.groups.empty());
  CHECK(shared() == 0);
}

TEST_CASE_METHOD(Fixture, "every unit of a group gets its answer from a worker of the group", "[share]") {
  const Names names = among({}, 40);
  for (const unsigned workers : {1U, 2U, 5U}) {
    options.workers = workers;
    const Outcomes outcomes = run(names);
    REQUIRE(outcomes.size() == names.size());
    for (const auto& [name, outcome] : outcomes) {
      REQUIRE(outcome.facts.has_value());
      CHECK(outcome.facts->file == name);
    }
    CHECK(shared() == names.size());
    REQUIRE(log.groups.size() == 1);
    CHECK(log.groups[0].jobs.size() == names.size());
    CHECK(log.groups[0].headers == 5);
    CHECK(log.groups[0].reason.empty());
  }
}

TEST_CASE_METHOD(Fixture, "outcomes depend neither on sharing nor on the number of workers", "[share]") {
  Names names = among({"segfault.cpp", "abort.cpp", "error.cpp", "exit.cpp", "garbage.cpp", "nonsense.cpp",
                       "memory.cpp", "alone.cpp", "fragile.cpp", "greedy.cpp", "chatty.cpp", "partial.cpp", "single.c",
                       "segfault.c", "other1.cc"});
  // The group has proved itself before the bad ones come.
  for (int i = 0; i < 20; ++i) names.push_back("a_good" + std::to_string(i) + ".cpp");
  options.share = false;
  const Outcomes expected = run(names);
  REQUIRE(expected.size() == names.size());
  options.share = true;
  for (const unsigned workers : {1U, 2U, 7U}) {
    options.workers = workers;
    CAPTURE(workers);
    const Outcomes outcomes = run(names);
    CHECK(shared() > 20);
    for (const auto& [name, outcome] : expected) {
      CAPTURE(name, outcome.error, outcomes.at(name).error);
      CHECK(outcomes.at(name) == outcome);
    }
  }
}

TEST_CASE_METHOD(Fixture, "a fork server that fails costs no unit, and it is known why", "[share]") {
  CHECK(unsharedBecauseOf("nogroup.cpp") == "the sources have no headers in common");
  CHECK(unsharedBecauseOf("groupcrash.cpp") == "the fork server crashed (aborted): assertion failed: headers");
  CHECK_THAT(unsharedBecauseOf("groupnonsense.cpp"), Contains("fork server's answer is damaged"));
  CHECK_THAT(unsharedBecauseOf("groupgarbage.cpp"), Contains("fork server's answer is damaged"));
  CHECK(unsharedBecauseOf("forkless.cpp") == "the fork server gave no worker");
  CHECK_THAT(unsharedBecauseOf("forkcrash.cpp"), Contains("the fork server"));
  CHECK_THAT(unsharedBecauseOf("stranger.cpp"), Contains("no process of ours"));
  CHECK_THAT(unsharedBecauseOf("nobody.cpp"), Contains("no process of ours"));
}

TEST_CASE_METHOD(Fixture, "a fork server that hangs costs no unit", "[share]") {
  options.unitTimeout = std::chrono::milliseconds(2000);
  CHECK_THAT(unsharedBecauseOf("grouphang.cpp"), Contains("timed out after 2 s"));
  CHECK(unsharedBecauseOf("forkhang.cpp") == "the fork server gave no worker in time");
}

TEST_CASE_METHOD(Fixture, "a worker that cannot be executed fails the units of a group with the reason", "[share]") {
  options.worker = folder.write("worker", "no program");
  const Outcomes outcomes = run({"a.cpp", "b.cpp", "c.cpp"});
  for (const char* name : {"a.cpp", "b.cpp", "c.cpp"})
    CHECK_THAT(outcomes.at(name).error, Contains("exit code 127") && Contains("ermission denied"));
}

TEST_CASE_METHOD(Fixture, "what may be the fault of the common headers is tried once more without them", "[share]") {
  const Outcomes outcomes = run(among({"fragile.cpp", "greedy.cpp", "segfault.cpp", "memory.cpp"}));
  CHECK(outcomes.at("fragile.cpp").facts.has_value());
  CHECK(runs.at("fragile.cpp").retries == 1);
  CHECK(runs.at("fragile.cpp").retryReason == "the worker crashed (aborted): assertion failed: shared");
  CHECK(outcomes.at("greedy.cpp").facts.has_value());
  CHECK_THAT(runs.at("greedy.cpp").retryReason, Contains("ran out of memory"));
  CHECK(outcomes.at("segfault.cpp").error == "the worker crashed (segmentation fault)");
  CHECK(runs.at("segfault.cpp").retries == 1);
  CHECK_THAT(outcomes.at("memory.cpp").error, Contains("ran out of memory") && Contains("--memory-limit"));
  CHECK(runs.at("memory.cpp").retries == 1);
  CHECK(shared() == 5);
}

TEST_CASE_METHOD(Fixture, "a unit that takes too long is not tried again", "[share]") {
  options.unitTimeout = std::chrono::milliseconds(2000);
  const Outcomes outcomes = run(among({"hang.cpp"}));
  CHECK_THAT(outcomes.at("hang.cpp").error, Contains("timed out after 2 s") && Contains("--timeout"));
  CHECK(runs.at("hang.cpp").retries == 0);
  CHECK(shared() == 6);
}

TEST_CASE_METHOD(Fixture, "a unit that the common headers do not suit is done alone, the others are not", "[share]") {
  const Outcomes outcomes = run(among({"alone1.cpp", "alone2.cpp", "alone3.cpp", "alone4.cpp"}));
  for (const auto& [name, outcome] : outcomes) CHECK(outcome.facts.has_value());
  CHECK(runs.at("alone1.cpp").retries == 1);
  CHECK_THAT(runs.at("alone1.cpp").retryReason, Contains("`LEVEL`"));
  CHECK_FALSE(runs.at("alone1.cpp").group.has_value());
  CHECK(shared() == 5);
  CHECK(log.groups[0].reason.empty());
}

TEST_CASE_METHOD(Fixture, "a group that most of the first units cannot use is dissolved", "[share]") {
  options.workers = 1;  // in the order of paths: the lonely ones come first
  Names names;
  for (int i = 0; i < 6; ++i) names.push_back("alone" + std::to_string(i) + ".cpp");
  const Outcomes outcomes = run(among(names));
  CHECK(outcomes.size() == 11);
  for (const auto& [name, outcome] : outcomes) CHECK(outcome.facts.has_value());
  CHECK(runs.at("alone4.cpp").retries == 1);
  CHECK(runs.at("alone5.cpp").retries == 0);
  CHECK(shared() == 0);
  CHECK_THAT(log.groups[0].reason, Contains("most units") && Contains("`LEVEL`"));
}

TEST_CASE_METHOD(Fixture, "one lonely unit after another is borne once a group has proved itself", "[share]") {
  options.workers = 1;
  Names names;
  for (int i = 0; i < 8; ++i) names.push_back("a_good" + std::to_string(i) + ".cpp");
  for (int i = 0; i < 9; ++i) names.push_back("alone" + std::to_string(i) + ".cpp");
  run(among(names));
  CHECK(shared() == 13);
}

TEST_CASE_METHOD(Fixture, "never are more processes at work than there are slots", "[share]") {
  Names names = among({}, 8);
  for (int i = 0; i < 6; ++i) names.push_back("c" + std::to_string(i) + ".c");
  for (int i = 0; i < 3; ++i) names.push_back("alone" + std::to_string(i) + ".cpp");
  names.emplace_back("module.cppm");
  for (const int workers : {1, 2, 3}) {
    folder.write("record", "");
    options.workers = static_cast<unsigned>(workers);
    run(names);
    int working = 0, most = 0;
    for (const Event& event : recorded()) most = std::max(most, working += event.kind == "begin" ? 1 : -1);
    CHECK(working == 0);
    CHECK(most <= workers);
    CHECK(log.groups.size() == 2);
  }
}

TEST_CASE_METHOD(Fixture, "the log has no two things at once in a slot", "[share]") {
  Names names = among({"alone.cpp", "single.cppm"}, 12);
  for (int i = 0; i < 6; ++i) names.push_back("c" + std::to_string(i) + ".c");
  run(names);
  std::map<std::size_t, std::vector<std::pair<double, double>>> slots;
  for (const JobRun& job : log.jobs) slots[job.slot].emplace_back(job.start, job.end);
  for (const GroupRun& group : log.groups) slots[group.slot].emplace_back(group.start, group.end);
  CHECK(slots.size() == 2);
  for (auto& [slot, times] : slots) {
    std::sort(times.begin(), times.end());
    for (std::size_t i = 0; i < times.size(); ++i) {
      CHECK(times[i].first < times[i].second);
      if (i > 0) CHECK(times[i - 1].second <= times[i].first);
    }
  }
}

TEST_CASE_METHOD(Fixture, "the largest group comes first, what is single last", "[share]") {
  options.workers = 1;
  Names order;
  onDone = [&](const std::string& name) { order.push_back(name); };
  run({"x.cppm", "a.c", "b.c", "c.c", "a.cpp", "b.cpp", "c.cpp", "d.cpp"});
  CHECK(order == Names{"a.cpp", "b.cpp", "c.cpp", "d.cpp", "a.c", "b.c", "c.c", "x.cppm"});
}

TEST_CASE_METHOD(Fixture, "while the headers of a group are parsed, other units are done", "[share]") {
  interruptAfter = "z.cppm";
  CHECK(run(among({"grouphang.cpp", "z.cppm"})).size() == 1);
  CHECK_FALSE(finished);  // and the fork server is gone: see PoolFixture::run
}

TEST_CASE_METHOD(Fixture, "a fork server goes when its last worker has come", "[share]") {
  folder.write("record", "");
  options.workers = 1;
  std::vector<bool> gone;
  onDone = [&](const std::string& name) {
    if (name != "z.cppm") return;
    for (const Event& event : recorded())
      if (event.what == "headers" && event.kind == "end") gone.push_back(soonDead(event.pid));
  };
  Names names = among({"z.cppm", "a.c", "b.c", "c.c"});
  run(names);
  CHECK(gone == std::vector<bool>{true, true});
}

TEST_CASE_METHOD(Fixture, "an interrupt ends fork servers and their workers", "[share]") {
  interruptAfter = "a.cpp";
  const Outcomes outcomes = run({"a.cpp", "hang1.cpp", "hang2.cpp", "hang3.cpp"});
  CHECK_FALSE(finished);
  CHECK(outcomes.size() == 1);
}

}  // namespace dramaturg::test
