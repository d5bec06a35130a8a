#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-unbounded-cast";

/// `pump` holds a handle of a single `sink`, whose handler for `(item)` is quick.
UnitBuilder pumpAndSink() {
  UnitBuilder unit("pump.cpp");
  unit.function("main").isEntry().spawns("sink").into(variable("s")).spawns("pump");
  unit.flow(field("pump::sink"), variable("s"));
  unit.actor("pump").field("pump::sink", FieldRole::actorHandle);
  unit.actor("sink").field("sink::n").handles("(item)").writes("sink::n", WriteKind::update).reads("sink::n");
  return unit;
}

bool isShown(const std::vector<Finding>& found) {
  return !found.empty() && found[0].confidence != Confidence::possible;
}

}  // namespace

TEST_CASE("a scheduler's loop gives actors their turns, it does not send for them") {
  UnitBuilder unit("scheduler.cpp");
  unit.function("main").isEntry().spawns("server").into(variable("s")).spawns("client");
  unit.flow(field("client::server"), variable("s"));
  unit.function("main").inLoop(LoopKind::condition).calls("client (go)", dramaturg::CallForm::virtualCall).endLoop();
  unit.actor("client").handles("(go)").casts(field("client::server"), "(get)");
  unit.actor("server").handles("(get)").reads("server::x");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("one cast per message is ordinary") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").handles("(go)").casts(field("pump::sink"), "(item)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("who learns that there is no room can stop") {
  UnitBuilder offering = pumpAndSink();
  offering.actor("pump").handles("(go)").inLoop(LoopKind::infinite).offers(field("pump::sink"), "(item)").endLoop();
  CHECK(findings(kRule, offering).empty());
  UnitBuilder casting = pumpAndSink();
  casting.actor("pump").handles("(go)").inLoop(LoopKind::infinite).casts(field("pump::sink"), "(item)").endLoop();
  CHECK(findings(kRule, casting).size() == 1);
}

TEST_CASE("a constant number of casts is bounded") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").handles("(go)").inLoop(LoopKind::constant, {}, 8).casts(field("pump::sink"), "(item)").endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("one message to each of several actors is a broadcast") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump")
      .handles("(go)")
      .inLoop(LoopKind::container, "pump::sink")
      .casts(field("pump::sink"), "(item)")
      .endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("what the start hands out is no flood") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").init().inLoop(LoopKind::container, "names").casts(field("pump::sink"), "(item)").endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a loop that waits in each pass is paced") {
  for (const BlockKind kind : {BlockKind::sleep, BlockKind::receive, BlockKind::semaphore, BlockKind::future}) {
    UnitBuilder unit = pumpAndSink();
    unit.actor("pump")
        .ownLoop()
        .handler(HandlerKind::body)
        .inLoop(LoopKind::infinite)
        .casts(field("pump::sink"), "(item)")
        .waits(kind, Awaits::thread, forEver(), "wait")
        .endLoop();
    CHECK(findings(kRule, unit).empty());
  }
}

TEST_CASE("a loop that asks before it goes on is paced") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").ownLoop().handler(HandlerKind::body).inLoop(LoopKind::infinite).calls("step").endLoop();
  unit.function("step")
      .casts(field("pump::sink"), "(item)")
      .asks(field("pump::sink"), "(flush)", CallStyle::blocking, after(1000));
  unit.actor("sink").handles("(flush)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a window of unacknowledged messages bounds the mailbox") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").field("pump::under_way");
  unit.actor("pump")
      .handles("(go)")
      .inLoop(LoopKind::condition)
      .when({"pump::under_way", "source_next"}, true)
      .casts(field("pump::sink"), "(item)")
      .endWhen()
      .endLoop();
  unit.actor("pump").handles("(taken)").writes("pump::under_way", WriteKind::update);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a receiver that asks for more gets more") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").handles("(more)").inLoop(LoopKind::condition).casts(field("pump::sink"), "(item)").endLoop();
  unit.actor("sink").handles("(item)").casts(variable("p"), "(more)");
  unit.flow(variable("p"), spawned("pump"));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("casts to the actor itself are a matter of their own") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").handles("(go)").inLoop(LoopKind::condition).casts(self("pump"), "(go)").endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a bounded mailbox is bounded") {
  UnitBuilder unit = pumpAndSink();
  unit.library().mailboxBounded = true;
  unit.actor("pump").handles("(go)").inLoop(LoopKind::infinite).casts(field("pump::sink"), "(item)").endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor may bound a message, or every other one") {
  for (const char* bounded : {"(item)", ""}) {
    UnitBuilder unit = pumpAndSink();
    unit.actor("sink").fact().bounded.push_back(*bounded ? unit.symbol(bounded) : Symbol::none);
    unit.actor("pump").handles("(go)").inLoop(LoopKind::infinite).casts(field("pump::sink"), "(item)").endLoop();
    CHECK(findings(kRule, unit).empty());
  }
  UnitBuilder other = pumpAndSink();
  other.actor("sink").fact().bounded.push_back(other.symbol("(more)"));
  other.actor("pump").handles("(go)").inLoop(LoopKind::infinite).casts(field("pump::sink"), "(item)").endLoop();
  CHECK(findings(kRule, other).size() == 1);
}

TEST_CASE("loops over data and counted loops stay a hint") {
  UnitBuilder over = pumpAndSink();
  over.actor("pump").handles("(go)").inLoop(LoopKind::container, "rows").casts(field("pump::sink"), "(item)").endLoop();
  CHECK(findings(kRule, over).size() == 1);
  CHECK_FALSE(isShown(findings(kRule, over)));

  UnitBuilder counted = pumpAndSink();
  FunctionBuilder go = counted.actor("pump").handles("(go)").inLoop(LoopKind::condition).when({"i", "n"}, true);
  go.fact().conditions.back().place = go.fact().loops.back().place;
  go.casts(field("pump::sink"), "(item)").endWhen().endLoop();
  CHECK_FALSE(isShown(findings(kRule, counted)));
}

TEST_CASE("a person at the console sets the pace") {
  UnitBuilder unit = pumpAndSink();
  unit.function("main")
      .inLoop(LoopKind::condition)
      .waits(BlockKind::console, Awaits::outside, forEver(), "getline")
      .casts(variable("s"), "(item)")
      .endLoop();
  CHECK_FALSE(isShown(findings(kRule, unit)));
}

TEST_CASE("an endless loop of casts to a quick receiver is likely") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump")
      .ownLoop()
      .handler(HandlerKind::body)
      .inLoop(LoopKind::condition)
      .calls("archive_next")
      .casts(field("pump::sink"), "(item)")
      .endLoop();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "nothing slows the casts of `(item)` to `sink` down");
  CHECK(says(found[0], "caf/scheduled_actor.hpp:1"));
}

TEST_CASE("with a receiver that waits it is certain, also through a helper") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("sink").handles("(item)").waits(BlockKind::file, Awaits::thread, forEver(), "fsync");
  unit.actor("pump").ownLoop().handler(HandlerKind::body).inLoop(LoopKind::infinite).calls("step").endLoop();
  unit.function("step").casts(field("pump::sink"), "(item)");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(says(found[0], "calls `step`"));
  CHECK(says(found[0], "`fsync`"));
}

TEST_CASE("a wait outside of the loop paces nothing inside of it") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump")
      .ownLoop()
      .handler(HandlerKind::body)
      .inLoop(LoopKind::infinite)
      .waits(BlockKind::sleep, Awaits::time, after(1000), "sleep_for")
      .inLoop(LoopKind::condition)
      .casts(field("pump::sink"), "(item)")
      .endLoop()
      .endLoop();
  CHECK(isShown(findings(kRule, unit)));
}

TEST_CASE("a timer that is faster than its receiver fills the mailbox") {
  UnitBuilder unit = pumpAndSink();
  unit.actor("pump").init().casts(self("pump"), "(tick)");
  unit.actor("pump")
      .handles("(tick)")
      .casts(field("pump::sink"), "(item)")
      .schedules(self("pump"), "(tick)", after(10));
  CHECK(findings(kRule, unit).empty());
  unit.actor("sink").handles("(item)").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(says(found[0], "the timer comes every 10 ms"));
}
