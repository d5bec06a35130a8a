#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "state-shared-mutable-message";

/// `scanner` holds a handle of `planner`, which handles `(frame)`.
UnitBuilder scannerAndPlanner() {
  UnitBuilder unit("scanner.cpp");
  unit.function("main").isEntry().spawns("planner").into(variable("p")).spawns("scanner");
  unit.flow(field("scanner::planner"), variable("p"));
  unit.actor("planner").handles("(frame)").takes("sweep", "shared_ptr<frame>", Ownership::sharedMutable);
  return unit;
}

FunctionBuilder touch(UnitBuilder& unit, FunctionBuilder function, const HandleName& holder, bool write) {
  return function.does(SharedAccess{unit.handle(holder), write});
}

FunctionBuilder sweep(UnitBuilder& unit) { return unit.actor("scanner").handles("(sweep)"); }
FunctionBuilder plan(UnitBuilder& unit) { return unit.actor("planner").handles("(frame)"); }

/// Sends `holder` as the first element of `(frame)`.
FunctionBuilder sendFrame(UnitBuilder& unit, Ownership ownership, const HandleName& holder, bool moved = false) {
  return sweep(unit).casts(field("scanner::planner"), "(frame)").with(0, ownership, holder, moved);
}

}  // namespace

TEST_CASE("values, constants, handles and only owners are no shared memory") {
  for (const Ownership ownership :
       {Ownership::value, Ownership::unique, Ownership::sharedConst, Ownership::handle, Ownership::unknown}) {
    UnitBuilder unit = scannerAndPlanner();
    touch(unit, sendFrame(unit, ownership, variable("f")), variable("f"), true);
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("memory that is handed over belongs to the receiver") {
  UnitBuilder unit = scannerAndPlanner();
  touch(unit, sweep(unit), variable("f"), true);
  sendFrame(unit, Ownership::sharedMutable, variable("f"), true);
  touch(unit, plan(unit), parameter("planner (frame)", 0), true);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a shared type alone is a quiet suggestion") {
  UnitBuilder unit = scannerAndPlanner();
  sendFrame(unit, Ownership::sharedMutable, variable("f"));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("what happened to a local before the send is over") {
  UnitBuilder unit = scannerAndPlanner();
  touch(unit, sweep(unit), variable("f"), true);
  sendFrame(unit, Ownership::sharedMutable, variable("f"));
  touch(unit, plan(unit), parameter("planner (frame)", 0), false);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("what no way leads to after the send does not come after it") {
  UnitBuilder unit = scannerAndPlanner();
  sendFrame(unit, Ownership::sharedMutable, variable("f"));
  touch(unit, sweep(unit), variable("f"), true);
  auto& events = sweep(unit).fact().events;
  const dramaturg::Place other = events.back().place;
  std::get<dramaturg::Cast>(events[events.size() - 2].what).payload.front().apart.push_back(other);
  touch(unit, plan(unit), parameter("planner (frame)", 0), false);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("a caller that waits shares on borrowed time") {
  UnitBuilder unit = scannerAndPlanner();
  sweep(unit)
      .asks(field("scanner::planner"), "(frame)", CallStyle::blocking, after(1000))
      .with(0, Ownership::reference, variable("f"));
  touch(unit, plan(unit), parameter("planner (frame)", 0), true);
  touch(unit, sweep(unit), variable("f"), false);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
}

TEST_CASE("a sender that writes after the send while the receiver reads") {
  UnitBuilder unit = scannerAndPlanner();
  touch(unit, sendFrame(unit, Ownership::sharedMutable, variable("f")), variable("f"), true);
  touch(unit, plan(unit), parameter("planner (frame)", 0), false);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "sender and `planner` both reach what `f` points to");
  CHECK(says(found[0], "after the send the sender writes there"));
  CHECK(says(found[0], "the receiver reads there"));
}

TEST_CASE("a field of the sender is written again in the next turn") {
  UnitBuilder unit = scannerAndPlanner();
  unit.actor("scanner").field("scanner::frame");
  touch(unit, sweep(unit), field("scanner::frame"), true);
  sendFrame(unit, Ownership::sharedMutable, field("scanner::frame"));
  const std::vector<Finding> likely = findings(kRule, unit);
  REQUIRE(likely.size() == 1);
  CHECK(likely[0].confidence == Confidence::likely);
  touch(unit, plan(unit), parameter("planner (frame)", 0), false);
  CHECK(findings(kRule, unit)[0].confidence == Confidence::certain);
}

TEST_CASE("two receivers of the same memory, one of which writes") {
  UnitBuilder unit = scannerAndPlanner();
  sendFrame(unit, Ownership::sharedMutable, variable("f"));
  sweep(unit).casts(field("scanner::log"), "(note)").with(0, Ownership::sharedMutable, variable("f"));
  touch(unit, plan(unit), parameter("planner (frame)", 0), true);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(says(found[0], "it goes to more than one receiver"));
}
