#include "tests/support/catch.h"
#include "tests/tool/project_fixture.h"
#include "tool/profile_report.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

namespace dramaturg::test {

using Catch::Contains;

namespace {

using Json = nlohmann::json;

/// A run of made-up extractions.
struct Made {
  RunProfile profile;
  RunInfo run;
  RunLog log;
  std::vector<std::string> names;
  std::vector<std::pair<Effort, bool>> ends;  ///< the effort, and whether it failed

  Made() {
    run.root = "/project";
    profile.start = 1000;
    profile.end = 1100;
  }

  JobRun& unit(const std::string& name, std::uint64_t parse, std::vector<HeaderCost> headers = {},
               bool failed = false) {
    names.push_back(name);
    ends.emplace_back(Effort{parse, 500, 1024, std::move(headers)}, failed);
    ++run.unitsTotal;
    if (failed) run.failed.push_back({name, "why"});
    JobRun& job = log.jobs.emplace_back();
    job.start = 2.0 * static_cast<double>(names.size());
    job.end = job.start + 1;
    return job;
  }

  /// Makes one extraction of the units so far, which began at that time.
  void extract(double start) {
    ExtractionProfile extraction(profile, start);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Job job{"/project", "src/" + names[i], {}, "/project", {}};
      extraction.add(i, job, names[i], ends[i].first, ends[i].second);
    }
    extraction.finish(std::exchange(log, {}), names);
    names.clear();
    ends.clear();
  }

  std::string text() const { return renderProfile(profile, run); }
  /// The line that ends so, without spaces at its begin; nothing if there is none.
  std::string line(const std::string& end) const {
    std::istringstream lines(text());
    for (std::string one; std::getline(lines, one);)
      if (one.ends_with("  " + end)) return one.substr(one.find_first_not_of(' '));
    return "";
  }
  bool inOrder(const std::vector<std::string>& parts) const {
    const std::string all = text();
    std::size_t at = 0;
    for (const std::string& part : parts) {
      at = all.find(part, at);
      if (at == std::string::npos) return false;
    }
    return true;
  }
};

std::vector<Json> completeEvents(const std::string& trace) {
  std::vector<Json> events;
  const Json document = Json::parse(trace);
  for (const Json& event : document.at("traceEvents"))
    if (event.at("ph") == "X") events.push_back(event);
  return events;
}

/// Whether the events of each slot follow one another, and those of the front lie within the whole run.
void checkThreads(const std::string& trace) {
  std::map<int, std::vector<std::pair<long long, long long>>> threads;
  for (const Json& event : completeEvents(trace)) {
    const long long start = event.at("ts"), length = event.at("dur");
    CHECK(start >= 0);
    CHECK(length >= 0);
    CHECK(event.at("pid") == 1);
    threads[event.at("tid")].emplace_back(start, start + length);
  }
  REQUIRE(threads.contains(0));
  const auto whole = threads.at(0).front();
  for (auto& [thread, spans] : threads) {
    std::sort(spans.begin(), spans.end());
    for (std::size_t i = 0; i < spans.size(); ++i) {
      CAPTURE(thread, i);
      CHECK(spans[i].second <= whole.second);
      if (thread > 0 && i > 0) CHECK(spans[i - 1].second <= spans[i].first);
    }
  }
}

using Project = ProjectFixture;

}  // namespace

TEST_CASE("a run that extracted nothing has a profile of phases and zeros", "[profile]") {
  Made made;
  made.extract(1010);
  const std::string text = made.text();
  CHECK_THAT(text, !Contains("nan") && !Contains("inf") && !Contains("-") && !Contains("dearest") &&
                       !Contains("work of") && !Contains("groups"));
  CHECK(made.line("in all") == "100.0  in all");
  CHECK(made.line("from the cache") == "0  from the cache");
  CHECK(completeEvents(renderTrace(made.profile, made.run)).size() == 1);
}

TEST_CASE("a clock that stands still or goes back makes nothing negative", "[profile]") {
  Made made;
  made.profile.end = 990;
  made.run.times = {{"find", 5, 1000}};
  JobRun& job = made.unit("a.cpp", 0);
  job.start = 7;
  job.end = 3;
  made.log.groups.push_back({.jobs = {0}, .start = 5, .end = 0, .slot = 0, .headers = 0, .reason = "", .effort = {}});
  made.extract(900);
  CHECK_THAT(made.text(), !Contains("-"));
  for (const Json& event : completeEvents(renderTrace(made.profile, made.run))) {
    CHECK(event.at("ts") >= 0);
    CHECK(event.at("dur") >= 0);
  }
}

TEST_CASE("phases and what is between them add up to the whole run", "[profile]") {
  Made made;
  made.run.times = {{"find", 12.5, 1000}, {"rules", 30, 1020}};
  CHECK(made.line("find") == "12.5  find");
  CHECK(made.line("rules") == "30.0  rules");
  CHECK(made.line("other") == "57.5  other");
  CHECK(made.inOrder({"find", "rules", "other", "100.0  in all"}));
}

TEST_CASE("each unit is counted by how it got its facts", "[profile]") {
  Made made;
  made.run.unitsTotal = made.run.unitsCached = 5;
  made.unit("a.cpp", 100).group = 0;
  made.unit("b.cpp", 100).group = 0;
  made.unit("away.cpp", 100).retries = 1;
  made.unit("single.c", 100).retries = 1;  // in no group: its worker had died of another unit
  made.unit("broken.cpp", 100, {}, true).group = 0;
  made.log.groups.push_back({.jobs = {0, 1, 2, 4}, .start = 0, .end = 1, .slot = 0, .headers = 8, .reason = ""});
  made.extract(1010);
  CHECK(made.line("in all") == "100.0  in all");
  CHECK_THAT(made.text(), Contains("        10  in all"));
  CHECK_THAT(made.text(), Contains("         5  from the cache (50 %)"));
  CHECK(made.line("parsed in a group") == "2  parsed in a group");
  CHECK(made.line("parsed alone") == "2  parsed alone");
  CHECK(made.line("sent away from a group, to be parsed alone") == "1  sent away from a group, to be parsed alone");
  CHECK(made.line("failed") == "1  failed");
}

TEST_CASE("the dearest units come first, and no more than ten", "[profile]") {
  Made made;
  for (int i = 10; i < 30; ++i) made.unit("u" + std::to_string(i) + ".cpp", static_cast<std::uint64_t>(i) * 1000);
  made.extract(1010);
  CHECK(made.inOrder({"dearest units", "u29.cpp", "u28.cpp", "u21.cpp", "u20.cpp"}));
  CHECK_THAT(made.text(), !Contains("u19.cpp"));
  CHECK_THAT(made.line("u29.cpp"), Contains("29.5 ") && Contains("29.0 ") && Contains("0.5 ") && Contains("alone"));
  CHECK(made.line("parsing units") == "390.0  parsing units");
  CHECK(made.line("collecting facts") == "10.0  collecting facts");
}

TEST_CASE("a unit whose worker died cost as long as it lived", "[profile]") {
  Made made;
  made.unit("quick.cpp", 3000);
  JobRun& job = made.unit("hang.cpp", 0, {}, true);
  made.ends.back().first = {};
  job.end = job.start + 2000;
  made.extract(1010);
  CHECK(made.inOrder({"dearest units", "hang.cpp", "quick.cpp"}));
  CHECK_THAT(made.line("hang.cpp"), Contains("2000.0 ") && Contains("failed"));
}

TEST_CASE("headers are summed over units and groups, sources apart", "[profile]") {
  Made made;
  made.unit("a.cpp", 100, {{"/project/src/a.cpp", 7000}, {"/project/lib/../x.h", 1000}, {"/usr/include/y.h", 9000}});
  made.unit("b.cpp", 100,
            {{"/project/x.h", 2000}, {"/project/src/b.cpp", 500}, {"/project/dramaturg-common-headers/main.cpp", 300}});
  made.log.groups.push_back(
      {.jobs = {0, 1}, .headers = 3, .reason = "", .effort = {.headers = {{"/project/x.h", 4000}}}});
  made.extract(1010);
  CHECK(made.line("x.h") == "7.0         3  x.h");
  CHECK(made.line("/usr/include/y.h") == "9.0         1  /usr/include/y.h");
  CHECK(made.inOrder({"/usr/include/y.h", "  x.h"}));
  CHECK(made.line("in the sources themselves and at their end") ==
        "7.8         2  in the sources themselves and at their end");
  CHECK_THAT(made.text(), !Contains("dramaturg-common-headers") && !Contains("other headers"));
  CHECK(made.profile.units[0].effort.headers.empty());
}

TEST_CASE("headers beyond the fifteen dearest are one line", "[profile]") {
  Made made;
  std::vector<HeaderCost> headers;
  for (std::uint64_t i = 10; i < 30; ++i) headers.push_back({"/h" + std::to_string(i), i * 1000});
  made.unit("a.cpp", 100, headers);
  made.extract(1010);
  CHECK(made.inOrder({"/h29", "/h28", "/h15", "in 5 other headers"}));
  CHECK_THAT(made.text(), !Contains("/h14"));
  CHECK(made.line("in 5 other headers") == "60.0         5  in 5 other headers");
}

TEST_CASE("groups tell whom they served, or why not", "[profile]") {
  Made made;
  made.unit("a.cpp", 100).group = 1;
  made.unit("b.cpp", 100).group = 1;
  made.unit("c.c", 100);
  made.log.groups.push_back({.jobs = {2}, .end = 3, .reason = "no common header"});
  made.log.groups.push_back({.jobs = {0, 1},
                             .headers = 40,
                             .reason = "",
                             .effort = {.parseMicroseconds = 80000, .peakKiB = 307200, .headers = {}}});
  made.extract(1010);
  CHECK(made.line("a.cpp, ...") == "80.0         2         2        40  a.cpp, ...");
  CHECK(made.line("c.c, ...: no common header") == "3.0         1         0         0  c.c, ...: no common header");
  CHECK(made.inOrder({"a.cpp, ...", "c.c, ..."}));
  CHECK(made.line("parsing common headers") == "80.0  parsing common headers");
  CHECK_THAT(made.text(), Contains("   300 MiB  most memory of a worker\n"));
}

TEST_CASE("a second extraction of a run keeps apart from the first", "[profile]") {
  Made made;
  for (const double start : {1010.0, 1050.0}) {
    made.unit("a.cpp", 100).group = 0;
    made.log.groups.push_back({.jobs = {0}, .start = 0, .end = 1, .headers = 2, .reason = ""});
    made.extract(start);
  }
  REQUIRE(made.profile.groups.size() == 2);
  CHECK(made.profile.groups[0].served == 1);
  CHECK(made.profile.groups[1].served == 1);
  CHECK(made.profile.units[1].run.group == 1U);
  checkThreads(renderTrace(made.profile, made.run));
}

TEST_CASE("a trace has the front, its phases, and a thread for each slot", "[profile]") {
  Made made;
  made.run.times = {{"find", 12.5, 1000}, {"extract", 60, 1012.5}};
  made.unit("a\xff.cpp", 100).group = 0;  // a name of bytes that are no text
  JobRun& other = made.unit("b.cpp", 100);
  other.slot = 1;
  other.retries = 1;
  other.lost = 0.5;
  other.retryReason = "another `LEVEL`";
  made.log.groups.push_back({.jobs = {0, 1}, .start = 0, .end = 2, .headers = 2, .reason = ""});
  made.extract(1015);
  const std::string trace = renderTrace(made.profile, made.run);
  checkThreads(trace);
  const auto events = completeEvents(trace);
  REQUIRE(events.size() == 6);
  CHECK(events[1].at("name") == "find");
  CHECK(events[1].at("dur") == 12500);
  CHECK(events[2].at("ts") == 12500);
  CHECK(events[3].at("cat") == "group");
  CHECK(events[3].at("args").at("served") == 1);
  CHECK(events[4].at("args").at("shared") == true);
  CHECK(events[5].at("tid") == 2);
  CHECK(events[5].at("ts") == 19000);
  const Json& arguments = events[5].at("args");
  CHECK(arguments.at("shared") == false);
  CHECK(arguments.at("retries") == 1);
  CHECK(arguments.at("lostMicroseconds") == 500);
  CHECK(arguments.at("retryReason") == "another `LEVEL`");
  CHECK(arguments.at("parseMicroseconds") == 100);
  CHECK(arguments.at("collectMicroseconds") == 500);
  CHECK(arguments.at("peakKiB") == 1024);
  std::vector<std::string> threads;
  const Json document = Json::parse(trace);
  for (const Json& event : document.at("traceEvents"))
    if (event.at("name") == "thread_name") threads.push_back(event.at("args").at("name"));
  CHECK(threads == std::vector<std::string>{"front", "slot 1", "slot 2"});
}

// --- of a whole run

TEST_CASE_METHOD(Project, "nothing is measured or said unless a profile is asked for", "[profile]") {
  unit("untimed.cpp");
  unit("a.cpp");
  CHECK(run({"check", "--no-cache"}) == 0);
  CHECK(host.err.empty());
  CHECK(run({"check", "--no-cache", "--profile"}) == 3);
  CHECK_THAT(host.out, Contains("untimed.cpp: it is timed"));
}

TEST_CASE_METHOD(Project, "a profile file must be JSON, and a path to check is none", "[profile]") {
  unit("a.cpp");
  CHECK(run({"check", "--profile=trace.txt"}) == 2);
  CHECK_THAT(host.err, Contains("`trace.txt` does not end in .json"));
  CHECK(run({"check", "--profile", "nowhere.cpp"}) == 2);
  CHECK_THAT(host.err, Contains("nowhere.cpp"));
  CHECK(run({"check", "--profile=no/folder/trace.json"}) == 2);
  CHECK_THAT(host.err, Contains("trace.json"));
}

TEST_CASE_METHOD(Project, "a run tells where its time went", "[profile]") {
  folder.write("shared.h", "");
  for (const char* name : {"a.cpp", "b.cpp", "c.cpp", "alone.cpp"}) unit(name, "#include \"shared.h\"\n");
  unit("single.c", "#include \"shared.h\"\n");
  CHECK(run({"check", "--profile=trace.json", "--profile"}) == 0);
  for (const char* phase : {"find", "cache", "extract", "gather", "link", "rules", "passes", "advise"})
    CHECK_THAT(host.err, Contains(std::string("  ") + phase + "\n"));
  CHECK_THAT(host.err, Contains("         3  parsed in a group\n") && Contains("         2  parsed alone\n") &&
                           Contains("         1  sent away from a group") &&
                           Contains("       5.0         5  shared.h\n") &&
                           Contains("       9.0         1  common.h\n") && Contains("  a.cpp, ...\n"));
  const std::string trace = host.read(folder / "trace.json").value_or("");
  checkThreads(trace);
  std::map<std::string, int> kinds;
  for (const Json& event : completeEvents(trace)) ++kinds[event.at("cat")];
  CHECK(kinds == std::map<std::string, int>{{"run", 1}, {"phase", 8}, {"group", 1}, {"unit", 5}});
}

TEST_CASE_METHOD(Project, "every command that analyses can tell, and says the same as ever", "[profile]") {
  unit("a.cpp", "blocks room");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"check"}, {"explain", "a.cpp:1"}, {"model"}, {"advise", "room"}}) {
    CAPTURE(command.front());
    std::vector<std::string> arguments = command;
    arguments.emplace_back("--no-cache");
    const int code = run(arguments);
    const std::string expected = host.out;
    arguments.emplace_back("--profile");
    CHECK(run(arguments) == code);
    CHECK(host.out == expected);
    CHECK_THAT(host.err, Contains("dearest units") && Contains("  a.cpp\n"));
  }
}

TEST_CASE_METHOD(Project, "facts that were found with and without a profile are the same to the cache", "[profile]") {
  unit("a.cpp");
  CHECK(run({"check", "--profile"}) == 0);
  CHECK_THAT(host.err, Contains("         0  from the cache"));
  CHECK(json().at("run").at("units").at("cached") == 1);
  unit("b.cpp");
  CHECK(json().at("run").at("units").at("cached") == 1);
  CHECK(run({"check", "--profile"}) == 0);
  CHECK_THAT(host.err, Contains("         2  from the cache (100 %)\n") && !Contains("dearest"));
}

}  // namespace dramaturg::test
