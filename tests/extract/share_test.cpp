// Units that share the parse of their common headers say what they say alone, or are sent away to be parsed alone.
#include "tests/support/catch.h"

#include "extract/common_headers.h"
#include "extract/extract.h"
#include "facts/facts_json.h"
#include "tests/extract/group_front.h"
#include "tests/extract/scratch.h"

#include <algorithm>
#include <map>

namespace dramaturg::test {
namespace {

UnitFacts factsAlone(Job job, bool plain) {
  job.plain = plain;
  const Outcome outcome = extractUnit(job, DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(outcome.facts);
  return *outcome.facts;
}

/// Small programs, one group.
class Program {
 public:
  void header(std::string_view name, std::string_view text) { scratch_.write(name, text); }
  void unit(const std::string& name, std::string_view text) {
    scratch_.write(name, text);
    jobs_.push_back(scratch_.job({"-std=c++20", "-Iinclude"}, "clang++", name));
  }
  const Scratch& scratch() const { return scratch_; }
  const std::vector<Job>& jobs() const { return jobs_; }

  /// Why each unit is sent away, by name; empty for those that are not, whose facts must be those of a plain parse.
  std::map<std::string, std::string> shared() const {
    GroupFront front(jobs_);
    INFO(front.ready().reason);
    REQUIRE(front.ready().shared);
    std::map<std::string, std::string> reasons;
    for (const Job& job : jobs_) {
      const Outcome outcome = front.ask(job);
      INFO(job.file);
      CHECK(outcome.alone == !outcome.facts.has_value());
      reasons[job.file] = outcome.error;
      if (outcome.facts) CHECK(toJson(*outcome.facts) == toJson(factsAlone(job, /*plain=*/true)));
    }
    return reasons;
  }

 private:
  Scratch scratch_;
  std::vector<Job> jobs_;
};

using Catch::Matchers::Contains;
const std::string kShared;

}  // namespace

// --- must be parsed alone -------------------------------------------------------------------------------------

TEST_CASE("a header that uses a macro of a header that the unit does not include") {
  Program program;
  program.header("fast.h", "#pragma once\n#define FAST 1\n");
  program.header(
      "work.h",
      "#pragma once\n#ifdef FAST\ninline int level() { return 2; }\n#endif\ninline int work() { return 1; }\n");
  program.unit("a.cpp", "#include \"fast.h\"\n#include \"work.h\"\nint a() { return work(); }\n");
  program.unit("b.cpp", "#include \"fast.h\"\n#include \"work.h\"\nint b() { return level(); }\n");
  program.unit("c.cpp", "#include \"work.h\"\nint c() { return work(); }\n");
  auto reasons = program.shared();
  CHECK_THAT(reasons["c.cpp"], Contains("work.h") && Contains("macro"));
  CHECK(reasons["a.cpp"] == kShared);
  CHECK(reasons["b.cpp"] == kShared);
}

TEST_CASE("a unit in whose own order a macro is there before somebody looks for it") {
  Program program;
  program.header("fast.h", "#pragma once\n#define FAST 1\n");
  program.header("work.h", "#pragma once\n#ifdef FAST\ninline int level() { return 2; }\n#endif\n");
  program.unit("a.cpp", "#include \"work.h\"\n#include \"fast.h\"\nint a() { return FAST; }\n");
  program.unit("b.cpp", "#include \"work.h\"\n#include \"fast.h\"\nint b() { return FAST; }\n");
  program.unit("c.cpp", "#include \"fast.h\"\n#include \"work.h\"\nint c() { return level(); }\n");
  program.unit("d.cpp", "#define FAST 3\n#include \"work.h\"\nint d() { return level(); }\n");
  auto reasons = program.shared();
  CHECK(reasons["c.cpp"] != kShared);
  CHECK(reasons["d.cpp"] != kShared);
  CHECK(reasons["a.cpp"] == kShared);
}

TEST_CASE("a unit for which an overload of somebody else's header would win") {
  Program program;
  program.header("wide.h", "#pragma once\ninline int size(long) { return 8; }\n");
  program.header("exact.h", "#pragma once\ninline int size(int) { return 4; }\n");
  program.unit("a.cpp", "#include \"wide.h\"\n#include \"exact.h\"\nint a() { return size(1); }\n");
  program.unit("b.cpp", "#include \"wide.h\"\n#include \"exact.h\"\nint b() { return size(1); }\n");
  program.unit("c.cpp", "#include \"wide.h\"\nint c() { return size(1); }\n");
  auto reasons = program.shared();
  CHECK_THAT(reasons["c.cpp"], Contains("size"));
  CHECK(reasons["a.cpp"] == kShared);
}

TEST_CASE("a unit that is not well-formed without somebody else's header") {
  Program program;
  program.header("types.h", "#pragma once\nstruct order { int id; };\n");
  program.header("other.h", "#pragma once\ninline int other() { return 1; }\n");
  program.unit("a.cpp", "#include \"types.h\"\n#include \"other.h\"\nint a(order o) { return o.id; }\n");
  program.unit("b.cpp", "#include \"types.h\"\n#include \"other.h\"\nint b() { return other(); }\n");
  program.unit("c.cpp", "#include \"other.h\"\nint c(order o) { return o.id; }\n");
  CHECK(program.shared()["c.cpp"] != kShared);
}

TEST_CASE("a unit whose header may not be included twice") {
  Program program;
  program.header("unguarded.h", "struct once { int id; };\n");
  program.unit("a.cpp", "#include \"unguarded.h\"\nint a(once o) { return o.id; }\n");
  program.unit("b.cpp", "#include \"unguarded.h\"\nint b(once o) { return o.id; }\n");
  CHECK(program.shared()["a.cpp"] != kShared);
}

TEST_CASE("a unit that goes on with a counter") {
  Program program;
  program.header("count.h", "#pragma once\ninline int first = __COUNTER__;\n");
  program.unit("a.cpp", "#include \"count.h\"\nint a() { return __COUNTER__; }\n");
  program.unit("b.cpp", "#include \"count.h\"\nint b() { return first; }\n");
  auto reasons = program.shared();
  CHECK_THAT(reasons["a.cpp"], Contains("__COUNTER__"));
  CHECK(reasons["b.cpp"] == kShared);
}

TEST_CASE("a unit that knows a header by another name") {
  Program program;
  program.header("real/a.h", "#pragma once\ninline int f() { return 1; }\n");
  std::filesystem::create_directory(program.scratch().path() / "include");
  std::filesystem::create_symlink(program.scratch().path() / "real/a.h", program.scratch().path() / "include/b.h");
  program.unit("a.cpp", "#include \"real/a.h\"\nint a() { return f(); }\n");
  program.unit("b.cpp", "#include \"real/a.h\"\nint b() { return f(); }\n");
  program.unit("c.cpp", "#include <b.h>\nint c() { return f(); }\n");
  CHECK_THAT(program.shared()["c.cpp"], Contains("names"));
}

// --- shared, without a trace of the others --------------------------------------------------------------------

TEST_CASE("what only others include leaves no facts, no inputs and no comments") {
  Program program;
  program.header("mine.h", "#pragma once\nstruct job;\nvoid run(job&);\n");
  program.header("theirs.h",
                 "#pragma once\n#include \"mine.h\"\nstruct job { int left = 1; void step() { --left; } };\n"
                 "inline void run(job& j) { j.step(); }  // dramaturg: allow(naming-dynamic-name) none\n");
  program.unit("a.cpp", "#include \"theirs.h\"\nvoid a(job& j) { run(j); }\n");
  program.unit("b.cpp", "#include \"theirs.h\"\nvoid b(job& j) { j.step(); }\n");
  program.unit("c.cpp", "#include \"mine.h\"\nvoid c(job& j) { run(j); }\n");
  program.unit("d.cpp", "#include \"mine.h\"\nvoid d(job& j) { run(j); }\n");
  for (const auto& [unit, reason] : program.shared()) CHECK(reason == kShared);
}

TEST_CASE("what others make of a template that the unit has as well") {
  Program program;
  program.header("box.h",
                 "#pragma once\ntemplate <class T> struct box { T value{}; virtual void put(T v) { value = v; }\n"
                 "  T take() { T v = value; value = T(); return v; } virtual ~box() { value = T(); } };\n"
                 "template <class T> T twice(T t) { return t + t; }\n");
  program.header(
      "user.h",
      "#pragma once\n#include \"box.h\"\ninline int use() { box<int> b; b.put(twice(2)); return b.take(); }\n");
  program.unit("a.cpp", "#include \"user.h\"\nint a() { return use(); }\n");
  program.unit("b.cpp", "#include \"user.h\"\nint b() { return use(); }\n");
  program.unit("c.cpp", "#include \"box.h\"\nint c() { box<int> b; b.put(1); return b.value; }\n");
  program.unit("d.cpp", "#include \"box.h\"\nint d(box<int>* b) { return b ? 1 : 0; }\n");
  for (const auto& [unit, reason] : program.shared()) CHECK(reason == kShared);
}

TEST_CASE("fragments that are included again and again") {
  Program program;
  program.header("colours.inc", "COLOUR(red)\nCOLOUR(green)\n#undef COLOUR\n");
  program.header("names.h",
                 "#pragma once\n#define COLOUR(x) inline int x() { return 1; }\n#include \"colours.inc\"\n"
                 "#include <cassert>\ninline void check(int i) { assert(i); }\n");
  program.unit("a.cpp",
               "#include <cstddef>\n#include \"names.h\"\n#include <cstdlib>\nint a() { check(1); return red(); }\n");
  program.unit("b.cpp", "#include <cstdlib>\n#include \"names.h\"\nint b() { return green(); }\n");
  program.unit("c.cpp", "#include \"names.h\"\n#include <cstddef>\nint c() { return red() + green(); }\n");
  for (const auto& [unit, reason] : program.shared()) CHECK(reason == kShared);
}

TEST_CASE("a header that needs another one before it is left out, the rest is shared") {
  Program program;
  program.header("needy.h", "#pragma once\ninline count_t needy() { return 1; }\n");
  program.header("good.h", "#pragma once\ninline int good() { return 1; }\n");
  const std::string source = "#include \"good.h\"\nusing count_t = int;\n#include \"needy.h\"\nint ";
  program.unit("a.cpp", source + "a() { return needy(); }\n");
  program.unit("b.cpp", source + "b() { return good(); }\n");
  program.unit("c.cpp", "#include \"needy.h\"\n");  // broken by itself
  program.unit("d.cpp", "#include \"needy.h\"\n");
  auto reasons = program.shared();
  CHECK(reasons["a.cpp"] == kShared);
  CHECK(reasons["b.cpp"] == kShared);
  CHECK(reasons["c.cpp"] != kShared);
}

TEST_CASE("units without a common header are told so") {
  Program program;
  program.unit("a.cpp", "int a() { return 1; }\n");
  program.unit("b.cpp", "#include <cstddef>\nint b() { return 1; }\n");
  const GroupFront front(program.jobs());
  CHECK_FALSE(front.ready().shared);
  CHECK_THAT(front.ready().reason, Contains("common header"));
}

TEST_CASE("the demo says the same plain, with shortcuts and shared") {
  std::vector<Job> jobs;
  for (const auto& entry : std::filesystem::directory_iterator(DRAMATURG_DEMO_SOURCES)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string file = entry.path().string();
    jobs.push_back({DRAMATURG_DEMO_SOURCES, file, {"clang++", "-std=c++17", "-c", file}, DRAMATURG_DEMO_SOURCES, {}});
  }
  REQUIRE(jobs.size() > 3);
  GroupFront front(jobs);
  REQUIRE(front.ready().shared);
  CHECK(front.ready().headers > 500);
  for (const Job& job : jobs) {
    INFO(job.file);
    const std::string plain = toJson(factsAlone(job, /*plain=*/true));
    CHECK(toJson(factsAlone(job, /*plain=*/false)) == plain);
    const Outcome outcome = front.ask(job);
    INFO(outcome.error);
    REQUIRE(outcome.facts);
    CHECK(toJson(*outcome.facts) == plain);
  }
}

// --- what is common -------------------------------------------------------------------------------------------

TEST_CASE("the includes of a source end where something else begins") {
  CHECK(leadingIncludes("").empty());
  CHECK(leadingIncludes("#define X\n#include <a>\n").empty());
  CHECK(leadingIncludes("#include MACRO\n").empty());
  CHECK(leadingIncludes("/* not closed\n#include <a>\n").empty());
  CHECK(leadingIncludes("// goes on \\\n#include <a>\n").empty());
  CHECK(leadingIncludes("#include <a> int x;\n#include <b>\n").empty());
  CHECK(leadingIncludes("#include_next <a>\n").empty());
  CHECK(leadingIncludes(
            "\xef\xbb\xbf// licence\n\n  # include <a>  // why\r\n#include\t\"b.h\" /* two\nlines */\nint x;\n"
            "#include <c>\n") == std::vector<std::string>{"<a>", "\"b.h\""});
  CHECK(leadingIncludes("#include <a>") == std::vector<std::string>{"<a>"});
}

TEST_CASE("headers that two units begin with are common, in the order of most") {
  CHECK(commonOrder({}).empty());
  CHECK(commonOrder({{"a", "a"}, {"b"}}).empty());
  CHECK(commonOrder({{"a", "x", "b"}, {"b", "c"}, {"a", "c"}}) == std::vector<std::string>{"a", "b", "c"});
  CHECK(commonOrder({{"a", "b"}, {"a", "b"}, {"b", "a"}}) == std::vector<std::string>{"a", "b"});
  CHECK(commonOrder({{"b", "a"}, {"c", "b"}, {"c", "a"}}) == std::vector<std::string>{"c", "b", "a"});
}

}  // namespace dramaturg::test
