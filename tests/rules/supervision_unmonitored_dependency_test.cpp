#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "supervision-unmonitored-dependency";

/// A library whose notices somebody has to take, and an actor `desk` that main starts.
UnitBuilder desk() {
  UnitBuilder unit("desk.cpp");
  unit.library().downNeedsHandler = true;
  unit.library().downSource = "caf/scheduled_actor.hpp:1";
  unit.function("main").isEntry().spawns("desk").into(variable("d"));
  unit.actor("desk").field("desk::n").handles("(count)").reads("desk::n").writes("desk::n", WriteKind::update);
  return unit;
}

/// The desk keeps whoever comes with `(join)`.
UnitBuilder deskWithGuests() {
  UnitBuilder unit = desk();
  unit.actor("desk").field("desk::guests", FieldRole::actorHandle);
  unit.actor("desk").handles("(join)").writes("desk::guests", WriteKind::insert);
  return unit;
}

}  // namespace

TEST_CASE("a monitor with a handler is what it should be") {
  UnitBuilder unit = desk();
  unit.actor("desk").handles("(join)").monitors(self("desk"), sender());
  unit.actor("desk").handler(HandlerKind::down).writes("desk::n", WriteKind::update);
  CHECK(findings(kRule, unit).empty());

  UnitBuilder own = desk();
  own.actor("desk").handles("(join)").monitors(self("desk"), sender(), "gone");
  own.function("gone").enclosedBy("desk (join)").writes("desk::n", WriteKind::update);
  CHECK(findings(kRule, own).empty());
}

TEST_CASE("a handler whose code is not seen takes the notice") {
  UnitBuilder unit = desk();
  unit.actor("desk").handles("(join)").monitors(self("desk"), sender());
  unit.actor("desk").handler(HandlerKind::down);
  unit.raw().handlers.back().body = Symbol::none;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("whoever waits for the end with its thread needs no handler") {
  UnitBuilder unit = desk();
  FunctionBuilder join = unit.actor("desk").handles("(join)");
  join.monitors(self("desk"), sender());
  const auto place = join.last().place;
  join.waits(BlockKind::library, Awaits::thread, forEver());
  join.last().place = place;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a library that takes notices by itself needs no handler") {
  UnitBuilder unit = desk();
  unit.library().downNeedsHandler = false;
  unit.actor("desk").handles("(join)").monitors(self("desk"), sender());
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("children end with their parent or are its own business") {
  UnitBuilder unit = deskWithGuests();
  unit.actor("desk").handles("(join)").spawns("guest").into(field("desk::guests"));
  unit.actor("guest").handles("(hello)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("children that come back to a list are its own business") {
  UnitBuilder unit = deskWithGuests();
  unit.actor("desk").init().spawns("clerk").into(field("desk::guests"));
  unit.actor("clerk").handles("(work)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("members of a group end together") {
  UnitBuilder unit = desk();
  unit.function("open").spawns("printer").into(variable("p"));
  std::get<dramaturg::Spawn>(unit.function("open").last().what).inGroup = true;
  unit.flow(field("desk::printer"), variable("p"));
  unit.function("open").spawns("desk");
  std::get<dramaturg::Spawn>(unit.function("open").last().what).inGroup = true;
  unit.actor("desk").field("desk::printer", FieldRole::actorHandle);
  unit.actor("desk").handles("(print)").casts(field("desk::printer"), "(page)");
  unit.actor("printer").handles("(page)").throws("paper_jam");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a handle that came with a message is no dependency") {
  UnitBuilder unit = desk();
  unit.function("main").spawns("printer").into(variable("p"));
  unit.flow(field("order::reply_to"), variable("p"));
  unit.actor("desk").handles("(print)").casts(field("order::reply_to"), "(page)");
  unit.actor("printer").handles("(page)").throws("paper_jam");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an entry that leaves with the error of a request is cared for") {
  UnitBuilder unit = deskWithGuests();
  unit.actor("desk").handles("(call)").asks(field("desk::guests"), "(hello)", CallStyle::continuation, after(100),
                                            "answered", "failed");
  unit.function("answered").enclosedBy("desk (call)").writes("desk::n");
  unit.function("failed").enclosedBy("desk (call)").writes("desk::guests", WriteKind::erase);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("entries that leave with a notice are cared for") {
  UnitBuilder unit = deskWithGuests();
  unit.actor("desk").handles("(join)").monitors(self("desk"), sender());
  unit.actor("desk").handler(HandlerKind::down).writes("desk::guests", WriteKind::erase);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a monitor without a handler") {
  UnitBuilder unit = desk();
  unit.actor("desk").handles("(join)").monitors(self("desk"), sender());
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "`desk` monitors another actor and has no handler for its end");
  CHECK(says(found[0], "caf/scheduled_actor.hpp:1"));
}

TEST_CASE("a handler without a monitor, the whole program being known") {
  UnitBuilder unit = desk();
  unit.actor("desk").handler(HandlerKind::down).writes("desk::n", WriteKind::update);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "`desk` has a down handler, but monitors nobody");
  const Rule* rule = findRule(kRule);
  CHECK(runRules(link({unit.facts()}, {/*allUnitsAnalysed=*/false}), {&rule, 1}).empty());

  UnitBuilder linked = desk();
  linked.actor("desk").handler(HandlerKind::down).writes("desk::n", WriteKind::update);
  linked.actor("desk").init().spawnsLinked("clerk");
  CHECK(findings(kRule, linked).empty());
}

TEST_CASE("an entry that stays when its owner has ended") {
  UnitBuilder unit = deskWithGuests();
  unit.actor("desk").handles("(join)").monitors(self("desk"), sender());
  unit.actor("desk").handler(HandlerKind::down).writes("desk::n", WriteKind::update);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "an end leaves its entry in `desk::guests` of `desk`");
  CHECK(found[0].confidence == Confidence::likely);
}

TEST_CASE("actors that come and are never heard of again") {
  UnitBuilder unit = deskWithGuests();
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "`desk` would never hear that an actor in `desk::guests` has ended");

  UnitBuilder leaves = deskWithGuests();
  leaves.actor("desk").handles("(leave)").writes("desk::guests", WriteKind::erase);
  const auto less = findings(kRule, leaves);
  REQUIRE(less.size() == 1);
  CHECK(less[0].confidence == Confidence::possible);
}

TEST_CASE("a single handle that is cast to although the other may end, told by another unit") {
  UnitBuilder unit = desk();
  unit.function("main").spawns("printer").into(variable("p"));
  unit.actor("desk").field("desk::printer", FieldRole::actorHandle);
  unit.flow(field("desk::printer"), variable("p"));
  unit.actor("desk").handles("(print)").casts(field("desk::printer"), "(page)");
  UnitBuilder other("printer.cpp");
  other.actor("printer").handles("(page)").throws("paper_jam");
  const auto system = link({unit.facts(), other.facts()});
  const Rule* rule = findRule(kRule);
  const auto found = runRules(system, {&rule, 1});
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);

  UnitBuilder sound("printer.cpp");
  sound.actor("printer").handles("(page)").replies();
  const auto quiet = link({unit.facts(), sound.facts()});
  CHECK(runRules(quiet, {&rule, 1}).empty());
}
