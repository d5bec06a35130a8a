#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "supervision-restart-loop";

/// `lobby` monitors a `journal`; the test writes its down handler.
UnitBuilder lobbyAndJournal() {
  UnitBuilder unit("lobby.cpp");
  unit.function("main").isEntry().spawns("lobby");
  unit.actor("lobby").field("lobby::log", FieldRole::actorHandle).field("lobby::restarts");
  unit.actor("lobby").init().spawns("journal").into(field("lobby::log")).monitors(self("lobby"), field("lobby::log"));
  unit.actor("journal")
      .field("journal::n")
      .handles("(say)")
      .reads("journal::n")
      .writes("journal::n", WriteKind::update);
  return unit;
}

FunctionBuilder down(UnitBuilder& unit) { return unit.actor("lobby").handler(HandlerKind::down); }

}  // namespace

TEST_CASE("a notice that starts nothing again") {
  UnitBuilder unit = lobbyAndJournal();
  down(unit).writes("lobby::restarts");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a count that is compared with a limit stops the restart") {
  UnitBuilder before = lobbyAndJournal();
  down(before).when({"lobby::restarts"}, true).spawns("journal").endWhen();
  CHECK(findings(kRule, before).empty());

  UnitBuilder inHelper = lobbyAndJournal();
  down(inHelper).calls("start");
  inHelper.function("start").when({"lobby::restarts"}, true, true).spawns("journal").endWhen();
  CHECK(findings(kRule, inHelper).empty());

  UnitBuilder equality = lobbyAndJournal();
  down(equality)
      .writes("lobby::restarts", WriteKind::update)
      .when({"lobby::restarts"}, false, true)
      .spawns("journal")
      .endWhen();
  CHECK(findings(kRule, equality).empty());
}

TEST_CASE("a pause before the restart is a policy") {
  UnitBuilder unit = lobbyAndJournal();
  down(unit).schedules(self("lobby"), "(again)", after(5000));
  unit.actor("lobby").handles("(again)").spawns("journal");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a list of work that gets shorter ends") {
  UnitBuilder unit = lobbyAndJournal();
  down(unit).when({"lobby::waiting"}).writes("lobby::waiting", WriteKind::erase).spawns("journal").endWhen();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("starting somebody who is not watched is no restart") {
  UnitBuilder unit = lobbyAndJournal();
  down(unit).spawns("mourner");
  unit.actor("mourner").handles("(cry)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a loop that takes messages and survives failures is no restart") {
  UnitBuilder unit("worker.cpp");
  unit.function("main").isEntry().inLoop(LoopKind::infinite).calls("take").does(dramaturg::Catch{}).endLoop();
  unit.function("take").waits(BlockKind::queue, Awaits::thread, forEver(), "pop");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a loop that restarts a service after a pause or a limited number of times") {
  UnitBuilder pause("main.cpp");
  pause.function("main")
      .isEntry()
      .inLoop(LoopKind::infinite)
      .calls("serve")
      .does(dramaturg::Catch{})
      .waits(BlockKind::sleep, Awaits::time, after(1000), "sleep_for")
      .endLoop();
  pause.function("serve").inLoop(LoopKind::condition).calls("step").endLoop();
  CHECK(findings(kRule, pause).empty());
}

TEST_CASE("a restart at once and without limit") {
  UnitBuilder unit = lobbyAndJournal();
  down(unit).calls("start");
  unit.function("start").spawns("journal");
  unit.actor("journal").init().throws("no_file");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "whenever `journal` ends, `lobby` starts it again at once and without limit");
  CHECK(says(found[0], "calls `start`"));
  CHECK(says(found[0], "its start may throw again"));
}

TEST_CASE("asking why it ended is no limit") {
  UnitBuilder unit = lobbyAndJournal();
  down(unit).takes("reason", "error").when({"reason"}).spawns("journal").endWhen();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
}

TEST_CASE("the callback of a monitor is a notice as well") {
  UnitBuilder unit = lobbyAndJournal();
  unit.actor("lobby").init().monitors(self("lobby"), field("lobby::log"), "gone");
  unit.function("gone").spawns("journal");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("an endless loop around a service that swallows every failure") {
  UnitBuilder unit("main.cpp");
  unit.function("main")
      .isEntry()
      .inLoop(LoopKind::infinite)
      .calls("serve")
      .does(dramaturg::Catch{Symbol::none, CatchBody::logs})
      .endLoop();
  unit.function("serve").inLoop(LoopKind::condition).calls("step").endLoop();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "`main` starts its work again after every failure, at once and without limit");
}
