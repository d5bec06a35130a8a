// bottleneck-blocking-handler for the jobs of pools.
#include "tests/rules/programs.h"
#include "tests/support/catch.h"
#include "tests/support/thread_program.h"

namespace dramaturg::test {
namespace {

constexpr char kRule[] = "bottleneck-blocking-handler";

/// `pool`, whose threads run what `pool::post` is given. `main` posts `outer`, which the test writes.
UnitBuilder poolWithJob() {
  UnitBuilder unit("pool.cpp");
  addPool(unit);
  FunctionBuilder main = unit.function("main");
  main.isEntry().calls("pool::pool");
  handsOver(unit, main, "pool::post", "p", "outer");
  unit.function("inner").computes("sort");
  return unit;
}

void postsInner(UnitBuilder& unit, FunctionBuilder& job) { handsOver(unit, job, "pool::post", "p", "inner"); }

}  // namespace

TEST_CASE("who is no job may wait for jobs") {
  UnitBuilder unit = poolWithJob();
  unit.function("main").waits(BlockKind::future, Awaits::thread, forEver(), "get");
  unit.function("outer").computes("sort");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a job that waits before it hands another one on waits for something else") {
  UnitBuilder unit = poolWithJob();
  FunctionBuilder outer = unit.function("outer");
  outer.waits(BlockKind::future, Awaits::thread, forEver(), "get");
  postsInner(unit, outer);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a look at a future does not wait") {
  UnitBuilder unit = poolWithJob();
  FunctionBuilder outer = unit.function("outer");
  postsInner(unit, outer);
  outer.waits(BlockKind::future, Awaits::thread, after(0), "wait_for");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("of two pools of a class, one may well wait for the other") {
  UnitBuilder unit = poolWithJob();
  unit.function("main").calls("pool::pool");
  FunctionBuilder outer = unit.function("outer");
  postsInner(unit, outer);
  outer.waits(BlockKind::future, Awaits::thread, forEver(), "get");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a job that waits for a job of its pool is told, wherever it waits") {
  UnitBuilder unit = poolWithJob(), other("sheet.cpp");
  unit.function("outer").calls("sheet");
  FunctionBuilder sheet = other.function("sheet");
  postsInner(other, sheet);
  sheet.waits(BlockKind::future, Awaits::thread, forEver(), "get");
  const ActorSystem system = link({unit.facts(), other.facts()});
  std::vector<Finding> found;
  findRule(kRule)->check(system, found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
  CHECK(found[0].message == "a job of `pool` waits for another job of `pool`");
}

}  // namespace dramaturg::test
