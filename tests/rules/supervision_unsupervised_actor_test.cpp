#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "supervision-unsupervised-actor";

/// `studio`, started by main, whose start-up the test writes, and a `tape` that remembers and lives on.
UnitBuilder studioAndTape() {
  UnitBuilder unit("studio.cpp");
  unit.function("main").isEntry().spawns("studio");
  unit.actor("studio").field("studio::tape", FieldRole::actorHandle);
  unit.actor("studio").handles("(live)").casts(field("studio::tape"), "(frame)");
  unit.actor("tape").field("tape::n").handles("(frame)").reads("tape::n").writes("tape::n", WriteKind::update);
  return unit;
}

void spawnLoose(UnitBuilder& unit) { unit.actor("studio").init().spawns("tape").into(field("studio::tape")); }

}  // namespace

TEST_CASE("what main starts, main looks after") {
  UnitBuilder unit = studioAndTape();
  unit.function("main").spawns("tape").into(variable("t"));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("linked, monitored and supervised spawns are watched") {
  UnitBuilder linked = studioAndTape();
  linked.actor("studio").init().spawnsLinked("tape").into(field("studio::tape"));
  CHECK(findings(kRule, linked).empty());

  UnitBuilder monitored = studioAndTape();
  spawnLoose(monitored);
  monitored.actor("studio").init().monitors(self("studio"), field("studio::tape"));
  CHECK(findings(kRule, monitored).empty());

  UnitBuilder supervised = studioAndTape();
  spawnLoose(supervised);
  supervised.actor("studio").init().supervises(self("studio"), field("studio::tape"));
  CHECK(findings(kRule, supervised).empty());
}

TEST_CASE("a library that supervises what it spawns needs no help") {
  UnitBuilder unit = studioAndTape();
  unit.library().spawnSupervises = true;
  spawnLoose(unit);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a child that watches its parent is no orphan") {
  UnitBuilder unit = studioAndTape();
  spawnLoose(unit);
  unit.flow(field("tape::parent"), self("studio"));
  unit.actor("tape").init().monitors(self("tape"), field("tape::parent"));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that does one job and ends needs nobody") {
  UnitBuilder unit("studio.cpp");
  unit.function("main").isEntry().spawns("studio");
  unit.actor("studio").handles("(go)").spawns("job");
  unit.actor("job").init().calls("print_page");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("equal workers without state are replaceable") {
  UnitBuilder unit("studio.cpp");
  unit.function("main").isEntry().spawns("studio");
  unit.actor("studio").init().inLoop(LoopKind::constant, {}, 4).spawns("scaler").into(field("studio::pool")).endLoop();
  unit.actor("studio").handles("(go)").casts(field("studio::pool"), "(scale)");
  unit.actor("scaler").handles("(scale)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a long-lived actor that nobody watches") {
  UnitBuilder unit = studioAndTape();
  spawnLoose(unit);
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "nobody would notice the end of `tape`");
  CHECK(says(found[0], "its handle is kept"));
  CHECK(says(found[0], "`studio` depends on it"));
  CHECK(says(found[0], "caf/spawn_options.hpp:1"));
}

TEST_CASE("a link to its own child is nobody who watches it, and neither is the monitor of another instance") {
  UnitBuilder parent = studioAndTape();
  spawnLoose(parent);
  parent.actor("tape").init().spawnsLinked("head");
  parent.actor("head").handles("(turn)").replies();
  CHECK(findings(kRule, parent).size() == 1);

  UnitBuilder other = studioAndTape();
  spawnLoose(other);
  other.actor("studio").handles("(again)").spawns("tape");
  std::get<dramaturg::Spawn>(other.actor("studio").handles("(again)").last().what).monitored = true;
  CHECK(findings(kRule, other).size() == 1);
}

TEST_CASE("a watch on somebody unknown leaves a doubt") {
  UnitBuilder unit = studioAndTape();
  spawnLoose(unit);
  unit.actor("studio").handles("(watch)").monitors(self("studio"), nobodyKnows());
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("a way to die makes it certain, an open world less so") {
  UnitBuilder unit = studioAndTape();
  spawnLoose(unit);
  unit.actor("tape").handles("(frame)").throws("disk_full");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);

  const std::vector<Finding> open = report(unit, false);
  REQUIRE(open.size() == 1);
  CHECK(open[0].confidence == Confidence::likely);
}

TEST_CASE("where failure cannot come or ends the process, it is a suggestion") {
  UnitBuilder sound = studioAndTape();
  spawnLoose(sound);
  sound.actor("tape").handles("(frame)").cannotThrow();
  REQUIRE(findings(kRule, sound).size() == 1);
  CHECK(findings(kRule, sound)[0].severity == Severity::suggestion);

  UnitBuilder aborts = studioAndTape();
  spawnLoose(aborts);
  aborts.library().throwEndsActor = false;
  REQUIRE(findings(kRule, aborts).size() == 1);
  CHECK(findings(kRule, aborts)[0].severity == Severity::suggestion);
}

TEST_CASE("several loose spawns of one class are one finding") {
  UnitBuilder unit = studioAndTape();
  spawnLoose(unit);
  unit.actor("studio").handles("(again)").spawns("tape").into(field("studio::tape"));
  CHECK(findings(kRule, unit).size() == 1);
}
