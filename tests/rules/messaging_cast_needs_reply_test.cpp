#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-cast-needs-reply";

/// `crane` casts `(lift)` to `motor`, which sets a global when it is done.
UnitBuilder craneAndMotor() {
  UnitBuilder unit("crane.cpp");
  unit.function("main").isEntry().spawns("motor").spawns("crane");
  unit.actor("motor").handles("(lift)").touchesGlobal("lifted", true);
  unit.actor("crane").field("crane::pending").handles("(load)").casts(spawned("motor"), "(lift)");
  return unit;
}

dramaturg::test::FunctionBuilder load(UnitBuilder& unit) { return unit.function("crane (load)"); }

/// Loops with a sleep until `what` says so.
void pollFor(dramaturg::test::FunctionBuilder function, std::string_view what) {
  function.inLoop(LoopKind::condition).when({what}).waits(BlockKind::sleep, Awaits::time, after(10), "sleep_for");
}

/// `crane` keeps `(lift)` in a field until `(lifted)` comes back.
UnitBuilder craneThatRemembers() {
  UnitBuilder unit("crane.cpp");
  unit.function("main").isEntry().spawns("motor").spawns("crane");
  unit.actor("motor").handles("(lift)").writes("motor::height").casts(spawned("crane"), "(lifted)");
  unit.actor("crane").field("crane::pending");
  unit.actor("crane").handles("(load)").writes("crane::pending", WriteKind::insert).casts(spawned("motor"), "(lift)");
  unit.actor("crane").handles("(lifted)").writes("crane::pending", WriteKind::erase);
  return unit;
}

}  // namespace

TEST_CASE("a cast whose sender goes on") { CHECK(findings(kRule, craneAndMotor()).empty()); }

TEST_CASE("a loop that sleeps for something else") {
  UnitBuilder unit = craneAndMotor();
  pollFor(load(unit), "running");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a loop that casts in every pass keeps a rhythm") {
  UnitBuilder unit = craneAndMotor();
  load(unit).fact().events.clear();
  load(unit).inLoop(LoopKind::condition).when({"lifted"}).casts(spawned("motor"), "(lift)");
  load(unit).waits(BlockKind::sleep, Awaits::time, after(10), "sleep_for");
  for (auto& event : load(unit).fact().events) event.loop = 1;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a stream of messages is no answer") {
  UnitBuilder unit = craneThatRemembers();
  unit.function("motor (lift)").last().loop = 1;
  unit.function("motor (lift)").fact().loops.push_back({});
  CHECK(findings(kRule, unit).empty());

  UnitBuilder often = craneThatRemembers();
  often.actor("motor").handles("(tick)").casts(spawned("crane"), "(lifted)");
  CHECK(findings(kRule, often).empty());
}

TEST_CASE("what is under way expires") {
  UnitBuilder unit = craneThatRemembers();
  unit.actor("crane").handles("(tick)").writes("crane::pending", WriteKind::erase);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a loop that sleeps until the receiver has done its part") {
  UnitBuilder unit = craneAndMotor();
  pollFor(load(unit), "lifted");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "`crane` casts `(lift)` to `motor` and polls for its effect");
  CHECK(says(found[0], "this is what it waits for"));
}

TEST_CASE("a loop that asks the receiver again and again") {
  UnitBuilder unit = craneAndMotor();
  unit.actor("motor").handles("(height)", Answers::value).replies();
  pollFor(load(unit), "up");
  load(unit).asks(spawned("motor"), "(height)", CallStyle::blocking, after(100));
  load(unit).last().loop = 1;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "asks the same actor in every pass"));
}

TEST_CASE("a receive that can only get the answer") {
  UnitBuilder unit("crane.cpp");
  unit.function("main").isEntry().spawns("motor").casts(spawned("motor"), "(lift)");
  unit.function("main").waits(BlockKind::receive, Awaits::thread, forEver(), "receive");
  unit.actor("motor").handles("(lift)", Answers::value).replies();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "`main` casts `(lift)` to `motor` and waits for the message that answers it");

  UnitBuilder silent("crane.cpp");
  silent.function("main").isEntry().spawns("motor").casts(spawned("motor"), "(lift)");
  silent.function("main").waits(BlockKind::receive, Awaits::thread, forEver(), "receive");
  silent.actor("motor").handles("(lift)", Answers::nothing).writes("motor::height");
  CHECK(findings(kRule, silent).empty());
}

TEST_CASE("a receive now and then keeps a window") {
  UnitBuilder unit("crane.cpp");
  unit.function("main").isEntry().spawns("motor").inLoop(LoopKind::condition).casts(spawned("motor"), "(lift)");
  unit.function("main").when({"ahead"}, true).waits(BlockKind::receive, Awaits::thread, forEver(), "receive");
  for (auto& event : unit.function("main").fact().events) event.loop = 1;
  unit.actor("motor").handles("(lift)", Answers::value).replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("two branches cast, and one receive takes the answer") {
  UnitBuilder unit("crane.cpp");
  unit.function("main").isEntry().spawns("motor").when({"up"}).casts(spawned("motor"), "(lift)").endWhen();
  unit.function("main").waits(BlockKind::receive, Awaits::thread, forEver(), "receive");
  unit.actor("motor").handles("(lift)", Answers::value).replies();
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a receive with a limit is a call made by hand") {
  UnitBuilder unit("crane.cpp");
  unit.function("main").isEntry().spawns("motor").casts(spawned("motor"), "(lift)");
  unit.function("main").waits(BlockKind::receive, Awaits::thread, after(100), "receive");
  unit.actor("motor").handles("(lift)", Answers::value).replies();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("a map of what is under way that only answers empty") {
  const std::vector<Finding> found = findings(kRule, craneThatRemembers());
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(says(found[0], "`crane::pending` keeps what is under way"));
}

TEST_CASE("that the receiver sets what is polled is seen in another unit") {
  UnitBuilder crane("crane.cpp");
  crane.function("main").isEntry().spawns("motor").spawns("crane");
  crane.actor("crane").handles("(load)").casts(spawned("motor"), "(lift)");
  pollFor(crane.function("crane (load)"), "lifted");
  UnitBuilder motor("motor.cpp");
  motor.actor("motor").handles("(lift)").calls("finish");
  motor.function("finish").touchesGlobal("lifted", true);
  CHECK(findings(kRule, {crane.facts(), motor.facts()}).size() == 1);
}
