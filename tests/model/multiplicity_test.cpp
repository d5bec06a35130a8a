// How many instances, and where they run.
#include "model/link.h"
#include "model/run_count.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

namespace dramaturg::test {
namespace {

Multiplicity countOf(const UnitBuilder& unit, std::string_view actor) {
  const ActorSystem system = link({unit.facts()});
  return system.actor(actorNamed(system, actor)).multiplicity;
}

UnitBuilder unitWithActor() {
  UnitBuilder unit("a.cpp");
  unit.actor("a").init();
  return unit;
}

}  // namespace

TEST_CASE("an entry that another entry passes on starts things once") {
  UnitBuilder unit("a.cpp");
  unit.function("caf_main").isEntry().spawns("a");
  unit.function("main").isEntry().calls("caf_main", CallForm::passed);
  unit.actor("a").handles("(go)");
  const ActorSystem system = link({unit.facts()});
  CHECK(system.actor(actorNamed(system, "a")).multiplicity == Multiplicity::one);
}

TEST_CASE("one spawn in start-up code makes one") {
  UnitBuilder unit = unitWithActor();
  SECTION("in the entry") { unit.function("main").isEntry().spawns("a"); }
  SECTION("in a helper of the entry") {
    unit.function("main").isEntry().calls("start");
    unit.function("start").spawns("a");
  }
  SECTION("behind a test") { unit.function("main").isEntry().when({"option"}).spawns("a"); }
  SECTION("in a loop of one") { unit.function("main").isEntry().inLoop(LoopKind::constant, "", 1).spawns("a"); }
  SECTION("in the init of a single actor") {
    unit.function("main").isEntry().spawns("parent");
    unit.actor("parent").init().spawns("a");
  }
  SECTION("in the continuation of a start-up request") {
    unit.function("main").isEntry().spawns("parent");
    unit.actor("parent").init().asks(variable("x"), "(q)", CallStyle::continuation, after(1), "answer");
    unit.function("answer").spawns("a");
  }
  CHECK(countOf(unit, "a") == Multiplicity::one);
}

TEST_CASE("a restart puts one in the place of another") {
  UnitBuilder unit = unitWithActor();
  unit.function("main").isEntry().spawns("parent");
  unit.actor("parent").init().spawns("a");
  unit.actor("parent").handler(HandlerKind::down).spawns("a");
  CHECK(countOf(unit, "a") == Multiplicity::one);
}

TEST_CASE("a known number makes few") {
  UnitBuilder unit = unitWithActor();
  SECTION("a constant loop") { unit.function("main").isEntry().inLoop(LoopKind::constant, "", 4).spawns("a"); }
  SECTION("two spawns") { unit.function("main").isEntry().spawns("a").spawns("a"); }
  SECTION("a helper that is called twice") {
    unit.function("main").isEntry().calls("start").calls("start");
    unit.function("start").spawns("a");
  }
  SECTION("the init of a few") {
    unit.function("main").isEntry().spawns("parent").spawns("parent");
    unit.actor("parent").init().spawns("a");
  }
  CHECK(countOf(unit, "a") == Multiplicity::few);
}

TEST_CASE("no bound in the code makes many") {
  UnitBuilder unit = unitWithActor();
  SECTION("a loop over a container") {
    unit.function("main").isEntry().inLoop(LoopKind::container, "names").spawns("a");
  }
  SECTION("a loop around the call") {
    unit.function("main").isEntry().inLoop(LoopKind::condition).calls("start");
    unit.function("start").spawns("a");
  }
  SECTION("a message handler") {
    unit.function("main").isEntry().spawns("parent");
    unit.actor("parent").handles("(new)").spawns("a");
  }
  SECTION("a recursion") {
    unit.function("main").isEntry().calls("start");
    unit.function("start").spawns("a").when({"more"}).calls("start");
  }
  SECTION("itself") {
    unit.function("main").isEntry().spawns("a");
    unit.actor("a").init().spawns("a");
  }
  SECTION("the init of many") {
    unit.function("main").isEntry().inLoop(LoopKind::container, "names").spawns("parent");
    unit.actor("parent").init().spawns("a");
  }
  CHECK(countOf(unit, "a") == Multiplicity::many);
}

TEST_CASE("what cannot be counted is unknown") {
  UnitBuilder unit = unitWithActor();
  SECTION("never spawned") {}
  SECTION("spawned where nobody is seen to call") { unit.function("api").spawns("a"); }
  SECTION("a guarded spawn in a message handler may happen once") {
    unit.function("main").isEntry().spawns("parent");
    unit.actor("parent").handles("(new)").when({"parent::child_"}).spawns("a");
  }
  SECTION("a function object that somebody calls") {
    unit.function("main").isEntry().calls("lambda", CallForm::passed);
    unit.function("lambda").spawns("a");
  }
  CHECK(countOf(unit, "a") == Multiplicity::unknown);
}

TEST_CASE("the deciding spawn comes first, then what decides") {
  UnitBuilder unit = unitWithActor();
  unit.function("main").isEntry().inLoop(LoopKind::container, "names").calls("start");
  unit.function("start").spawns("a");
  const ActorSystem system = link({unit.facts()});
  const Evidence& why = system.actor(actorNamed(system, "a")).multiplicityWhy;
  REQUIRE(why.size() == 3);
  CHECK(why[0].text == "`start` spawns `a`");
  CHECK(why[1].text == "`main` calls `start`");
  CHECK(why[2].text == "in a loop over `names`");
}

TEST_CASE("placement is the library's default, and says so") {
  UnitBuilder unit = unitWithActor();
  unit.function("main").isEntry().spawns("a");
  const ActorSystem system = link({unit.facts()});
  const LinkedActor& a = system.actor(actorNamed(system, "a"));
  CHECK(a.placement == Placement::sharedPool);
  CHECK(a.placementConfidence == Confidence::likely);
  REQUIRE(a.placementWhy.size() == 1);
  CHECK_FALSE(a.placementWhy[0].place.known());
  CHECK(a.placementWhy[0].text == "caf/actor_system.hpp:1");
}

TEST_CASE("spawns and forms decide over the default") {
  UnitBuilder unit = unitWithActor();
  Placement expected = Placement::ownThread;
  Confidence confidence = Confidence::certain;
  SECTION("every spawn says so") { unit.function("main").isEntry().spawnsOn(Placement::ownThread, "a"); }
  SECTION("the form says so") { unit.actor("a").placement(Placement::ownThread); }
  SECTION("the spawn chooses a place that the code does not tell") {
    unit.function("main").isEntry().spawnsOn(Placement::elsewhere, "a");
    expected = Placement::elsewhere;
    confidence = Confidence::possible;
  }
  SECTION("some spawn says so") {
    unit.function("main").isEntry().spawnsOn(Placement::ownThread, "a").spawns("a");
    expected = Placement::sharedPool;
    confidence = Confidence::likely;
  }
  SECTION("spawns disagree") {
    unit.function("main").isEntry().spawnsOn(Placement::ownThread, "a").spawnsOn(Placement::ioThread, "a");
    expected = Placement::unknown;
    confidence = Confidence::likely;
  }
  const ActorSystem system = link({unit.facts()});
  CHECK(system.actor(actorNamed(system, "a")).placement == expected);
  CHECK(system.actor(actorNamed(system, "a")).placementConfidence == confidence);
}

TEST_CASE("counts add up and saturate") {
  CHECK(plus(RunCount::once, RunCount::once) == RunCount::few);
  CHECK(plus(RunCount::unknown, RunCount::once) == RunCount::unknown);
  CHECK(plus(RunCount::unknown, RunCount::many) == RunCount::many);
  CHECK(plus(RunCount::never, RunCount::once) == RunCount::once);
}

}  // namespace dramaturg::test
