#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "supervision-detached-task";

/// A handler of `desk` that starts `work` as a task of the given owner and kind.
UnitBuilder deskWith(TaskOwner owner, TaskKind kind = TaskKind::thread) {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk");
  unit.actor("desk").handles("(go)").startsTask("work", owner, kind);
  unit.function("work");
  return unit;
}

}  // namespace

TEST_CASE("a task that somebody keeps or joins has an owner") {
  for (const TaskOwner owner :
       {TaskOwner::kept, TaskOwner::local, TaskOwner::returned, TaskOwner::passed, TaskOwner::unknown}) {
    UnitBuilder unit = deskWith(owner);
    unit.function("work").throws("error");
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("dropping a joining thread or an async future waits for it") {
  for (const TaskKind kind : {TaskKind::joiningThread, TaskKind::async}) {
    UnitBuilder unit = deskWith(TaskOwner::dropped, kind);
    unit.function("work").throws("error");
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("a short body that cannot fail and owns what it touches may go") {
  UnitBuilder unit = deskWith(TaskOwner::detached);
  unit.function("work").captures("total", CaptureMode::value).touchesGlobal("sum", true);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a thread that is let go and may fail") {
  UnitBuilder unit = deskWith(TaskOwner::detached);
  unit.function("work").calls("mail_report");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "a task runs without owner");
  CHECK(says(found[0], "the task is detached"));
}

TEST_CASE("a thread that borrows from its actor is an error") {
  UnitBuilder unit = deskWith(TaskOwner::detached);
  unit.function("work").captures("self", CaptureMode::value, true);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
  CHECK(says(found[0], "`self` is captured: it belongs to the actor"));
}

TEST_CASE("a local by reference is borrowed, too") {
  UnitBuilder unit = deskWith(TaskOwner::detached);
  unit.function("work").captures("order", CaptureMode::reference);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
}

TEST_CASE("a thread that is detached later through its variable") {
  UnitBuilder unit = deskWith(TaskOwner::local);
  FunctionBuilder go = unit.actor("desk").handles("(go)");
  std::get<Task>(go.last().what).holder = unit.symbol("worker");
  go.does(TaskControl{unit.symbol("worker"), TaskAction::detach});
  unit.function("work").throws("error");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "`worker` is detached here"));
}

TEST_CASE("a task of a pool whose result is dropped") {
  UnitBuilder unit = deskWith(TaskOwner::dropped, TaskKind::poolPost);
  unit.function("work").throws("error");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a daemon thread of main that touches nothing of its own is a suggestion") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().startsTask("watch", TaskOwner::detached);
  unit.function("watch").inLoop(LoopKind::infinite).calls("check").endLoop();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
}

TEST_CASE("a body that nobody knows leaves a doubt") {
  UnitBuilder unit = deskWith(TaskOwner::detached);
  unit.actor("desk").handles("(more)").startsTask("elsewhere", TaskOwner::detached);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}
