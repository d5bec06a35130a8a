#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-stateless-actor";

/// `main` starts one `calc`; the test writes its handlers.
UnitBuilder oneCalc() {
  UnitBuilder unit("calc.cpp");
  unit.function("main").isEntry().spawns("calc").into(variable("c")).casts(variable("c"), "(get)").stops(variable("c"));
  unit.actor("calc");
  return unit;
}

}  // namespace

TEST_CASE("an actor that remembers is no function") {
  UnitBuilder unit = oneCalc();
  unit.actor("calc")
      .field("calc::sum")
      .handles("(get)")
      .writes("calc::sum", WriteKind::update)
      .reads("calc::sum")
      .replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor with a thread of its own has a reason to be one") {
  UnitBuilder unit("calc.cpp");
  unit.function("main").isEntry().spawnsOn(Placement::ownThread, "calc");
  unit.actor("calc").handles("(get)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("one of several workers may be stateless") {
  UnitBuilder unit("calc.cpp");
  unit.function("main").isEntry().inLoop(LoopKind::constant, {}, 8).spawns("calc").into(variable("pool")).endLoop();
  unit.actor("calc").handles("(get)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that guards a global variable serialises it") {
  UnitBuilder unit = oneCalc();
  unit.actor("calc").handles("(get)").touchesGlobal("device", true).replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that owns an outside resource serialises it") {
  UnitBuilder unit = oneCalc();
  unit.actor("calc").field("calc::socket", FieldRole::resource).handles("(get)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor with children or a timer is more than code") {
  UnitBuilder parent = oneCalc();
  parent.actor("calc").init().spawnsLinked("child");
  parent.actor("calc").handles("(get)").replies();
  parent.actor("child").field("child::n").handles("(put)").writes("child::n", WriteKind::update).reads("child::n");
  CHECK(findings(kRule, parent).empty());

  UnitBuilder clock = oneCalc();
  clock.actor("calc").handles("(get)").replies().schedules(self("calc"), "(get)", after(1000));
  CHECK(findings(kRule, clock).empty());
}

TEST_CASE("a router that picks one of several receivers has no function to replace it") {
  UnitBuilder unit = oneCalc();
  unit.actor("calc").handles("(get)").casts(field("calc::a"), "(a)").casts(field("calc::b"), "(b)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that only acts through functions nobody knows is left alone") {
  UnitBuilder unit = oneCalc();
  unit.actor("calc").handles("(get)", Answers::nothing).calls("printer_write");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that only ends itself on request does no work to take away") {
  UnitBuilder unit = oneCalc();
  unit.actor("calc").handles("(get)", Answers::nothing).stops(self("calc"));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a computation from the message and from constants of the start is a function") {
  UnitBuilder unit = oneCalc();
  ActorBuilder calc = unit.actor("calc").field("calc::gain");
  calc.init().writes("calc::gain");
  calc.handles("(get)").reads("calc::gain").replies();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].message == "`calc` keeps nothing between messages, its handlers compute from their message alone");
  CHECK(says(found[0], "`calc::gain` is not carried from one message to the next"));
  CHECK(says(found[0], "could call the function itself"));
}

TEST_CASE("a call into code that was not analysed leaves a doubt") {
  UnitBuilder unit = oneCalc();
  unit.actor("calc").handles("(get)", Answers::value).calls("mask_words");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}

TEST_CASE("an actor that hands its one message on unchanged is a mailbox in front of a mailbox") {
  UnitBuilder unit("front.cpp");
  unit.function("main").isEntry().spawns("books").into(variable("b")).spawns("front").into(variable("f"));
  unit.flow(field("front::books"), variable("b"));
  unit.actor("front")
      .field("front::books", FieldRole::actorHandle)
      .handles("(book)")
      .casts(field("front::books"), "(book)");
  unit.actor("books").field("books::sum").handles("(book)").writes("books::sum", WriteKind::update).reads("books::sum");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "`front` hands every message on unchanged: a mailbox in front of a mailbox");
}
