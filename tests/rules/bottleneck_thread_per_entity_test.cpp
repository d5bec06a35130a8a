#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-thread-per-entity";

/// `desk` starts a thread for each `(open)`, which `door` casts again and again.
UnitBuilder deskStarting(TaskOwner owner, TaskKind kind = TaskKind::thread, bool among = true) {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk").spawns("door");
  unit.actor("door").handles("(knock)").casts(spawned("desk"), "(open)");
  unit.actor("desk").field("desk::threads").field("desk::alive").handles("(open)").startsTask("serve", owner, kind);
  auto& task = std::get<Task>(unit.function("desk (open)").last().what);
  task.holder = unit.symbol("desk::threads");
  task.among = among;
  unit.function("serve");
  return unit;
}

}  // namespace

TEST_CASE("threads that are joined where they were started") {
  CHECK(findings(kRule, deskStarting(TaskOwner::local)).empty());
  CHECK(findings(kRule, deskStarting(TaskOwner::local, TaskKind::async)).empty());
  CHECK(findings(kRule, deskStarting(TaskOwner::dropped, TaskKind::async)).empty());
}

TEST_CASE("a member that holds one thread at a time") {
  CHECK(findings(kRule, deskStarting(TaskOwner::kept, TaskKind::thread, false)).empty());
}

TEST_CASE("pools and coroutines are no threads") {
  CHECK(findings(kRule, deskStarting(TaskOwner::detached, TaskKind::poolPost)).empty());
  CHECK(findings(kRule, deskStarting(TaskOwner::detached, TaskKind::coroutine)).empty());
}

TEST_CASE("an actor that shares the pool costs no thread") {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk");
  unit.actor("desk").handles("(open)").spawns("session");
  unit.actor("session").handles("(line)").writes("session::lines");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a thread that was there before costs no other") {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk");
  unit.actor("desk").handles("(open)").spawnsOn(Placement::ownThread, "session");
  std::get<dramaturg::Spawn>(unit.function("desk (open)").last().what).givenThread = true;
  unit.actor("session").handles("(line)").writes("session::lines");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("workers that the start-up makes, as many as somebody wanted") {
  for (const LoopKind loop : {LoopKind::container, LoopKind::constant, LoopKind::condition}) {
    UnitBuilder unit("desk.cpp");
    unit.function("main").isEntry().inLoop(loop, "cores", 8).startsTask("serve", TaskOwner::kept);
    std::get<Task>(unit.function("main").last().what).among = true;
    unit.function("serve");
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("a message that comes once starts one thread") {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk").casts(spawned("desk"), "(open)");
  unit.actor("desk").handles("(open)").startsTask("serve", TaskOwner::detached);
  unit.function("serve");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a count that is compared, a flag that is set and a semaphore limit the number") {
  UnitBuilder counted = deskStarting(TaskOwner::detached);
  counted.actor("desk").handles("(close)").writes("desk::alive");
  const auto guarded = [](UnitBuilder& unit, bool compares) {
    const auto task = unit.function("desk (open)").last().what;
    unit.function("desk (open)").fact().events.clear();
    unit.function("desk (open)").when({"desk::alive"}, compares).does(task);
  };
  guarded(counted, true);
  CHECK(findings(kRule, counted).empty());

  UnitBuilder flagged = deskStarting(TaskOwner::detached);
  guarded(flagged, false);
  flagged.function("desk (open)").writes("desk::alive");
  CHECK(findings(kRule, flagged).empty());

  UnitBuilder slots = deskStarting(TaskOwner::detached);
  slots.function("desk (open)").waits(BlockKind::semaphore, Awaits::thread, forEver(), "acquire");
  CHECK(findings(kRule, slots).empty());
}

TEST_CASE("in the next phase the message starts nothing") {
  UnitBuilder unit = deskStarting(TaskOwner::detached);
  unit.function("desk (open)").becomes("busy");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a timer of its own keeps a pace") {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk");
  unit.actor("desk")
      .handles("(tick)")
      .startsTask("serve", TaskOwner::detached)
      .schedules(self("desk"), "(tick)", after(2000));
  unit.function("serve");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("a thread for each message") {
  for (const TaskOwner owner : {TaskOwner::detached, TaskOwner::kept}) {
    const std::vector<Finding> found = findings(kRule, deskStarting(owner));
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::warning);
    CHECK(found[0].confidence == Confidence::likely);
    CHECK(found[0].message == "a thread is started by handler `(open)` of `desk` for each message");
    CHECK(says(found[0], "no limit on the number that is alive"));
  }
}

TEST_CASE("a local thread that is detached afterwards is not joined") {
  UnitBuilder unit = deskStarting(TaskOwner::local);
  unit.function("desk (open)").does(TaskControl{unit.symbol("desk::threads"), TaskAction::detach});
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("an actor with a thread of its own for each message") {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk");
  unit.actor("desk").handles("(open)").spawnsOn(Placement::ownThread, "session");
  unit.actor("session").handles("(line)").writes("session::lines");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message ==
        "`session` with a thread of its own is started by handler `(open)` of `desk` for each message");
}

TEST_CASE("a thread for each connection, in a loop outside of every actor") {
  UnitBuilder unit("door.cpp");
  unit.function("main")
      .isEntry()
      .inLoop(LoopKind::infinite)
      .waits(BlockKind::network, Awaits::outside, forEver(), "accept")
      .startsTask("serve", TaskOwner::detached);
  unit.function("serve");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "for as long as there is input"));
}

TEST_CASE("a loop with more passes than there are cores") {
  UnitBuilder unit("swarm.cpp");
  unit.function("main").isEntry().inLoop(LoopKind::constant, "", 1000).startsTask("fly", TaskOwner::kept);
  std::get<Task>(unit.function("main").last().what).among = true;
  unit.function("fly");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
}

TEST_CASE("that the actor has a thread of its own is said in another unit") {
  UnitBuilder desk("desk.cpp");
  desk.function("main").isEntry().spawns("desk");
  desk.actor("desk").handles("(open)").spawns("session");
  UnitBuilder session("session.cpp");
  session.actor("session").placement(Placement::ownThread).handles("(line)").writes("session::lines");
  CHECK(findings(kRule, {desk.facts(), session.facts()}).size() == 1);
}
