#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "observability-silent-hub";

/// A single `hub`, to which three classes of many senders cast.
UnitBuilder hubWithSenders() {
  UnitBuilder unit("hub.cpp");
  unit.function("main").isEntry().spawns("hub").into(variable("h"));
  for (const std::string sender : {"gate", "till", "door"}) {
    unit.function("main").inLoop(LoopKind::infinite).spawns(sender).endLoop();
    unit.flow(field(sender + "::hub"), variable("h"));
    unit.actor(sender).field(sender + "::hub", FieldRole::actorHandle);
    unit.actor(sender).handles("(pass)").casts(field(sender + "::hub"), "(event)");
  }
  unit.actor("hub").field("hub::n").handles("(event)").reads("hub::n").writes("hub::n", WriteKind::update);
  return unit;
}

}  // namespace

TEST_CASE("two classes of senders make no hub") {
  UnitBuilder unit("hub.cpp");
  unit.function("main").isEntry().spawns("hub").into(variable("h")).spawns("gate");
  unit.flow(field("gate::hub"), variable("h"));
  unit.actor("gate").field("gate::hub", FieldRole::actorHandle);
  unit.actor("gate").handles("(pass)").casts(field("gate::hub"), "(event)");
  unit.actor("hub").field("hub::n").handles("(event)").reads("hub::n").writes("hub::n", WriteKind::update);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a hub that counts is not silent, wherever it does so") {
  UnitBuilder unit = hubWithSenders();
  unit.actor("hub").handles("(event)").calls("count_event");
  unit.function("count_event").does(Measure{unit.symbol("counter::add"), false});
  CHECK(findings(kRule, unit).empty());

  UnitBuilder member = hubWithSenders();
  member.actor("hub").field("hub::events", FieldRole::observability);
  CHECK(findings(kRule, member).empty());

  UnitBuilder atomic = hubWithSenders();
  atomic.actor("hub").handles("(event)").does(
      dramaturg::GlobalAccess{atomic.symbol("events_seen"), /*write=*/true, /*safe=*/true});
  CHECK(findings(kRule, atomic).empty());
}

TEST_CASE("a library that was told to measure all actors") {
  UnitBuilder unit = hubWithSenders();
  unit.function("main").does(Measure{unit.symbol("stats::turn_on"), true});
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("code that cannot be seen may count") {
  UnitBuilder unit = hubWithSenders();
  unit.actor("hub").handles("(event)").callsUnknown();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a hub that says nothing, in a program that counts elsewhere") {
  UnitBuilder unit = hubWithSenders();
  unit.actor("gate").handles("(pass)").does(Measure{unit.symbol("counter::add"), false});
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "nothing tells the queue length and the time per turn of `hub`");
  CHECK(says(found[0], "`counter::add` is how the program counts other things"));
}

TEST_CASE("where a configuration may switch it on, it is only possible") {
  UnitBuilder unit = hubWithSenders();
  unit.library().measuresWhenConfigured = true;
  unit.library().measureSource = "caf/actor_system.cpp:1";
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(says(found[0], "caf/actor_system.cpp:1"));
}

TEST_CASE("a limit and a restart that nobody counts") {
  UnitBuilder unit("hub.cpp");
  unit.function("main").isEntry().spawns("hub").into(variable("h"));
  unit.actor("hub").handles("(event)").replies();
  unit.actor("hub").fact().bounded.push_back(unit.symbol("(event)"));
  auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);

  UnitBuilder parent("hub.cpp");
  parent.function("main").isEntry().spawns("parent");
  parent.actor("parent").handler(HandlerKind::down).spawns("hub");
  parent.actor("hub").handles("(event)").replies();
  found = findings(kRule, parent);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "nothing tells how often `hub` is started again");

  parent.actor("parent").handler(HandlerKind::down).writes("parent::restarts", WriteKind::update);
  CHECK(findings(kRule, parent).empty());
}
