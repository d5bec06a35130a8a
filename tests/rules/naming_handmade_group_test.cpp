#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "naming-handmade-group";

/// `topic`, whose members come with `(join)`.
UnitBuilder topic() {
  UnitBuilder unit("topic.cpp");
  unit.function("main").isEntry().spawns("topic").into(variable("t"));
  unit.actor("topic").field("topic::members", FieldRole::actorHandle);
  unit.actor("topic").handles("(join)").writes("topic::members", WriteKind::insert);
  return unit;
}

void repeatsToAll(UnitBuilder& unit) {
  unit.actor("topic")
      .handles("(say)")
      .reads("topic::members")
      .inLoop(LoopKind::container, "self->state.members")
      .casts(variable("member"), "(said)")
      .endLoop();
}

void forgetsTheDead(UnitBuilder& unit) {
  unit.actor("topic").handles("(join)").monitors(self("topic"), sender());
  unit.actor("topic").handler(HandlerKind::down).writes("topic::members", WriteKind::erase);
}

}  // namespace

TEST_CASE("handles that are kept for one message each are no group") {
  UnitBuilder unit = topic();
  unit.actor("topic").handles("(say)").casts(field("topic::members"), "(said)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("workers that an actor spawns itself are its own") {
  UnitBuilder unit = topic();
  unit.actor("topic").handles("(join)").spawns("member").into(field("topic::members"));
  unit.actor("member").handles("(said)").replies();
  repeatsToAll(unit);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a list that start-up fills is a fixed one") {
  UnitBuilder unit("topic.cpp");
  unit.function("main").isEntry().spawns("topic").into(variable("t"));
  unit.actor("topic").field("topic::members", FieldRole::actorHandle);
  unit.actor("topic").init().writes("topic::members", WriteKind::insert);
  repeatsToAll(unit);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a loop over data is no broadcast") {
  UnitBuilder unit = topic();
  unit.actor("topic")
      .handles("(say)")
      .reads("topic::members")
      .inLoop(LoopKind::container, "self->state.lines")
      .casts(field("topic::members"), "(said)")
      .endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the only group of a program, which forgets members that have ended, is sound") {
  UnitBuilder unit = topic();
  repeatsToAll(unit);
  forgetsTheDead(unit);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a group that keeps the dead") {
  UnitBuilder unit = topic();
  repeatsToAll(unit);
  unit.actor("topic").handles("(leave)").writes("topic::members", WriteKind::erase);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "`topic` keeps a group of actors in `topic::members` and repeats messages to all");
  CHECK(says(found[0], "takes one out"));
  CHECK(says(found[0], "nothing does so when a member has ended"));
}

TEST_CASE("the loop may be in a function of another unit") {
  UnitBuilder unit = topic();
  unit.actor("topic").handles("(say)").calls("tell_all");
  UnitBuilder other("tell.cpp");
  other.function("tell_all")
      .reads("topic::members")
      .inLoop(LoopKind::container, "self->state.members")
      .casts(variable("member"), "(said)")
      .endLoop();
  const auto system = link({unit.facts(), other.facts()});
  const Rule* rule = findRule(kRule);
  const auto found = runRules(system, {&rule, 1});
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "nothing takes one out again"));
}

TEST_CASE("the same group twice, although both are sound, could be one") {
  UnitBuilder unit = topic();
  repeatsToAll(unit);
  forgetsTheDead(unit);
  unit.function("main").spawns("board").into(variable("b"));
  unit.actor("board").field("board::readers", FieldRole::actorHandle);
  unit.actor("board").handles("(read)").writes("board::readers", WriteKind::insert);
  unit.actor("board")
      .handles("(post)")
      .reads("board::readers")
      .inLoop(LoopKind::container, "readers")
      .casts(variable("reader"), "(posted)")
      .endLoop();
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 2);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(says(found[0], "1 other actor like that"));
  CHECK(found[1].confidence == Confidence::likely);
}

TEST_CASE("a name that many instances look up and then take") {
  UnitBuilder unit("names.cpp");
  unit.function("main").isEntry().inLoop(LoopKind::infinite).spawns("guest").endLoop();
  unit.actor("guest").handles("(enter)").gets("desk", variable("d")).when({"d"}).puts("desk", self("guest"));
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);

  UnitBuilder single("names.cpp");
  single.function("main").isEntry().spawns("guest");
  single.actor("guest").handles("(enter)").gets("desk", variable("d")).when({"d"}).puts("desk", self("guest"));
  CHECK(findings(kRule, single).empty());
}
