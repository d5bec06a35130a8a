#include "tool/fact_cache.h"
#include "tests/support/catch.h"
#include "tests/tool/test_host.h"
#include "tool/hash.h"

#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

namespace dramaturg::test {

using Catch::Contains;

namespace {

/// What a run does for a unit: find it, then load it.
std::optional<UnitFacts> lookUp(FactCache& cache, const CacheKey& key) {
  return cache.find({&key, 1}).at(0) ? cache.load(key) : std::nullopt;
}

struct Fixture {
  TempFolder folder;
  TestHost host{folder.path()};
  CacheKey key{"unit", "stamp"};
  std::string source = folder.write("a.cpp", "int a;");
  std::string header = folder.write("a.h", "int b;");

  Input input(const std::string& path) const {
    const FileStatus status = host.status(path).value_or(FileStatus{});
    return {path, contentHash(host.read(path).value_or("")), status.size, status.modified};
  }
  UnitFacts facts() const {
    UnitFacts facts;
    facts.file = "a.cpp";
    facts.files = {"", "a.cpp"};
    facts.symbols = {{}, {"key", "name"}};
    facts.inputs = {input(source), input(header)};
    return facts;
  }
  void store(const UnitFacts& facts) const { FactCache(host, folder / "cache", folder.path()).store(key, facts); }
  std::optional<UnitFacts> kept() const {
    FactCache cache(host, folder / "cache", folder.path());
    return lookUp(cache, key);
  }
  bool fresh() const { return kept().has_value(); }
  /// A new time, not new content.
  void touch(const std::string& path) const {
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::seconds(5));
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "an empty cache knows nothing", "[cache]") { CHECK_FALSE(fresh()); }

TEST_CASE_METHOD(Fixture, "what changed is not given again", "[cache]") {
  store(facts());
  REQUIRE(fresh());
  SECTION("the source") { folder.write("a.cpp", "int A;"); }
  SECTION("a header") { folder.write("a.h", "int B;"); }
  SECTION("a header, to another size") { folder.write("a.h", "int bb;"); }
  SECTION("a header that is gone") { std::filesystem::remove(header); }
  SECTION("the stamp: tool, worker or profiles") { key.stamp = "other"; }
  SECTION("the unit: its command") { key.unit = "other"; }
  CHECK_FALSE(fresh());
}

TEST_CASE_METHOD(Fixture, "facts come back as they were, without their inputs", "[cache]") {
  UnitFacts expected = facts();
  store(expected);
  expected.inputs.clear();
  CHECK(kept() == expected);
}

TEST_CASE_METHOD(Fixture, "a file that was only touched is hashed once, then trusted", "[cache]") {
  store(facts());
  touch(header);
  host.reads = 0;
  CHECK(fresh());
  CHECK(host.reads == 1);
  CHECK(fresh());
  CHECK(host.reads == 1);
}

TEST_CASE_METHOD(Fixture, "the time of a file that changed a moment ago proves nothing", "[cache]") {
  host.ahead = 0;
  store(facts());
  host.reads = 0;
  CHECK(fresh());
  CHECK(host.reads == 2);
  const auto time = std::filesystem::last_write_time(header);
  folder.write("a.h", "int c;");  // the same size, within one tick of the clock
  std::filesystem::last_write_time(header, time);
  CHECK_FALSE(fresh());
}

TEST_CASE_METHOD(Fixture, "an entry is replaced by a newer one of the same unit", "[cache]") {
  store(facts());
  folder.write("a.h", "int B;");
  store(facts());
  CHECK(fresh());
  folder.write("a.h", "int b;");  // as it was for the first entry, which is gone
  CHECK_FALSE(fresh());
}

TEST_CASE_METHOD(Fixture, "units with errors are not kept", "[cache]") {
  UnitFacts broken = facts();
  SECTION("partial") { broken.partial = true; }
  SECTION("problems") { broken.problems.push_back({"a.cpp", 1, "no such header"}); }
  store(broken);
  CHECK_FALSE(fresh());
}

TEST_CASE_METHOD(Fixture, "it tells which inputs it has seen", "[cache]") {
  store(facts());
  FactCache cache(host, folder / "cache", folder.path());
  CHECK_FALSE(cache.hasInputBelow(folder.path()));
  lookUp(cache, key);
  CHECK(cache.hasInputBelow(header));
  CHECK(cache.hasInputBelow(folder.path()));
  CHECK_FALSE(cache.hasInputBelow(folder / "b"));
}

TEST_CASE_METHOD(Fixture, "a place that cannot be written costs a warning, nothing else", "[cache]") {
  folder.write("file", "");
  FactCache cache(host, folder / "file/cache", folder.path());
  CHECK_THAT(cache.warning(), Contains("cannot be used") && Contains("--cache-dir"));
  CHECK_FALSE(lookUp(cache, key));
  cache.store(key, facts());
  CHECK(cache.load(key));  // for this run
  CHECK_FALSE(fresh());    // not for the next
}

TEST_CASE_METHOD(Fixture, "a damaged cache is started anew", "[cache]") {
  store(facts());
  for (const auto& entry : std::filesystem::directory_iterator(folder / "cache"))
    if (entry.path().extension() == ".sqlite") SystemHost().write(entry.path(), std::string(8192, 'x'));
  CHECK_FALSE(fresh());
  store(facts());
  CHECK(fresh());
}

TEST_CASE_METHOD(Fixture, "several runs share the cache, and one that is killed does no harm", "[cache]") {
  std::vector<pid_t> runs;
  for (int run = 0; run < 4; ++run) {
    runs.push_back(::fork());
    if (runs.back() != 0) continue;
    FactCache cache(host, folder / "cache", folder.path());
    for (int i = 0; i < 50; ++i) {
      const CacheKey mine{"unit" + std::to_string(i), "stamp"};
      if (!lookUp(cache, mine)) cache.store(mine, facts());
      if (run == 3 && i == 20) ::kill(::getpid(), SIGKILL);
    }
    ::_exit(cache.warning().empty() ? 0 : 1);
  }
  for (int run = 0; run < 4; ++run) {
    int status = 0;
    ::waitpid(runs[static_cast<std::size_t>(run)], &status, 0);
    if (run < 3) CHECK(status == 0);
  }
  FactCache cache(host, folder / "cache", folder.path());
  for (int i = 0; i < 50; ++i) CHECK(lookUp(cache, {"unit" + std::to_string(i), "stamp"}));
}

TEST_CASE("the cache is where the user or the system wants caches", "[cache]") {
  TestHost host("/here");
  CHECK(cacheDirectory(host, "").empty());
  host.environment["HOME"] = "/home/me";
  CHECK_THAT(cacheDirectory(host, ""), Catch::StartsWith("/home/me/.cache/dramaturg/"));
  host.environment["XDG_CACHE_HOME"] = "/caches";
  CHECK_THAT(cacheDirectory(host, ""), Catch::StartsWith("/caches/dramaturg/"));
  CHECK_THAT(cacheDirectory(host, "mine"), Catch::StartsWith("/here/mine/"));
}

}  // namespace dramaturg::test
