#include "tool/sharing.h"
#include "tests/support/catch.h"

#include <algorithm>
#include <functional>
#include <string>

namespace dramaturg::test {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;

Job jobFor(const std::string& file, std::vector<std::string> arguments) {
  return {"/p/build", file, std::move(arguments), "/p", {}};
}

/// Three jobs that differ in nothing but source and object, the second of them changed.
Groups groupsWith(const std::function<void(Job&)>& change) {
  std::vector<Job> jobs;
  for (const std::string name : {"a", "b", "c", "d"})
    jobs.push_back(jobFor("/p/" + name + ".cpp", {"c++", "-DX", "-o", name + ".o", "-c", "/p/" + name + ".cpp"}));
  change(jobs[1]);
  return groupUnits(jobs).groups;
}

const Groups kAll{{0, 1, 2, 3}};
const Groups kWithoutSecond{{0, 2, 3}};

/// Whether words that differ from unit to unit keep units apart.
bool apart(const std::function<std::vector<std::string>(const std::string& name)>& words,
           const std::string& compiler = "g++") {
  std::vector<Job> jobs;
  for (const std::string name : {"a", "b", "c"}) {
    jobs.push_back(jobFor("/p/" + name + ".cpp", {compiler, "/p/" + name + ".cpp"}));
    for (const std::string& word : words(name)) jobs.back().arguments.push_back(word);
  }
  return groupUnits(jobs).groups.empty();
}

std::vector<Job> numbered(std::size_t count) {
  std::vector<Job> jobs;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string file = "/p/" + std::to_string(100'000 + count - i) + ".cpp";  // against the order of paths
    jobs.push_back(jobFor(file, {"c++", "-c", file}));
  }
  return jobs;
}

}  // namespace

TEST_CASE("units that differ in what they read do not share", "[sharing]") {
  CHECK(groupsWith([](Job& job) { job.arguments.emplace_back("-DY"); }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.arguments[0] = "clang++"; }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { std::swap(job.arguments[0], job.arguments[1]); }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.directory = "/p"; }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.root = "/"; }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.profiles = {"/mine.yaml"}; }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.timed = true; }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.plain = true; }) == kWithoutSecond);
}

TEST_CASE("units for parsing plainly never share, however alike", "[sharing]") {
  auto jobs = numbered(5);
  for (Job& job : jobs) job.plain = true;
  const SharingPlan plan = groupUnits(jobs);
  CHECK(plan.groups.empty());
  CHECK(plan.singles == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("C and C++ never share, whatever their commands", "[sharing]") {
  CHECK(groupsWith([](Job& job) { job.file = job.arguments.back() = "/p/b.c"; }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.file = job.arguments.back() = "/p/b.cppm"; }) == kWithoutSecond);
  CHECK(groupsWith([](Job& job) { job.file = job.arguments.back() = "/p/b.cc"; }) == kAll);
}

TEST_CASE("a unit whose command does not name its source shares with nobody", "[sharing]") {
  CHECK(groupsWith([](Job& job) { job.arguments.pop_back(); }) == kWithoutSecond);
  std::vector<Job> jobs;
  for (const std::string name : {"a", "b", "c"}) jobs.push_back(jobFor("/p/" + name + ".cpp", {"c++", "@sources"}));
  CHECK(groupUnits(jobs).groups.empty());
}

TEST_CASE("a source that is included besides is no source there", "[sharing]") {
  CHECK(apart([](const std::string& name) { return std::vector<std::string>{"-include", "/p/" + name + ".cpp"}; }));
}

TEST_CASE("the source is the same however it is spelt", "[sharing]") {
  CHECK(groupsWith([](Job& job) { job.arguments.back() = "../b.cpp"; }) == kAll);
  CHECK(groupsWith([](Job& job) { job.file = "../x/../b.cpp"; }) == kAll);
}

TEST_CASE("what is written keeps no units apart", "[sharing]") {
  using Words = std::vector<std::string>;
  CHECK_FALSE(apart([](const auto& name) { return Words{"-o", name}; }));
  CHECK_FALSE(apart([](const auto& name) { return Words{"-o" + name}; }));
  CHECK_FALSE(apart([](const auto& name) { return name == "b" ? Words{"-c"} : Words{}; }));
  for (const std::string option : {"-M", "-MM", "-MD", "-MMD", "-MG", "-MP"})
    CHECK_FALSE(apart([&](const auto& name) { return name == "b" ? Words{option} : Words{}; }));
  for (const std::string option : {"-MF", "-MT", "-MQ", "-MJ"}) {
    CHECK_FALSE(apart([&](const auto& name) { return Words{option, name}; }));
    CHECK_FALSE(apart([&](const auto& name) { return Words{option + name}; }));
  }
  CHECK_FALSE(apart([](const auto& name) { return Words{"-frandom-seed=" + name}; }));
  CHECK(apart([](const auto& name) { return Words{"-D" + name}; }));
  CHECK(apart([](const auto& name) { return Words{"-include", name}; }));
  CHECK(apart([](const auto& name) { return Words{"/Fo" + name}; }));
}

TEST_CASE("cl has its own words", "[sharing]") {
  using Words = std::vector<std::string>;
  for (const std::string compiler : {"clang-cl", "C:\\bin\\cl.exe", "/usr/bin/clang-cl-22"}) {
    for (const std::string option : {"/Fo", "-Fo", "/Fd"})
      CHECK_FALSE(apart([&](const auto& name) { return Words{option + name}; }, compiler));
    // A choice of library, and OpenMP: they define macros.
    CHECK(apart([](const auto& name) { return name == "b" ? Words{"-MD"} : Words{"-MT"}; }, compiler));
    CHECK(apart([](const auto& name) { return name == "b" ? Words{"-openmp"} : Words{}; }, compiler));
  }
}

TEST_CASE("fewer than three gain nothing", "[sharing]") {
  CHECK(groupUnits(numbered(2)).groups.empty());
  CHECK(groupUnits(numbered(2)).singles == std::vector<std::size_t>{0, 1});
  CHECK(groupUnits(numbered(3)).groups == Groups{{2, 1, 0}});
}

TEST_CASE("a large group is cut into even pieces of neighbours", "[sharing]") {
  CHECK(groupUnits(numbered(256)).groups.size() == 1);
  const SharingPlan plan = groupUnits(numbered(520));
  CHECK(plan.singles.empty());
  REQUIRE(plan.groups.size() == 3);
  std::vector<std::size_t> sizes;
  for (const auto& group : plan.groups) {
    sizes.push_back(group.size());
    for (std::size_t i = 1; i < group.size(); ++i) CHECK(group[i] == group[i - 1] - 1);
  }
  CHECK(sizes == std::vector<std::size_t>{174, 173, 173});
}

TEST_CASE("every job has one place, the same however often it is asked", "[sharing]") {
  auto jobs = numbered(30);
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].arguments.push_back("-DKIND=" + std::to_string(i * i % 7));
  const SharingPlan plan = groupUnits(jobs);
  std::vector<std::size_t> placed = plan.singles;
  for (const auto& group : plan.groups) placed.insert(placed.end(), group.begin(), group.end());
  std::sort(placed.begin(), placed.end());
  REQUIRE(placed.size() == jobs.size());
  for (std::size_t i = 0; i < placed.size(); ++i) CHECK(placed[i] == i);
  CHECK(plan.groups.size() > 1);
  CHECK(std::is_sorted(plan.groups.begin(), plan.groups.end(),
                       [](const auto& a, const auto& b) { return a.size() > b.size(); }));
  CHECK(groupUnits(jobs).groups == plan.groups);
}

}  // namespace dramaturg::test
