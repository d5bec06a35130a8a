// What code says of data, of the way that work takes, and of more of it than there should be.
#include "tests/decision-tree/evaluation.h"

namespace dramaturg::test {

// --- ingest_or_job

TEST_CASE("where does the work come from?", "[evaluate]") {
  UnitBuilder unit = pair();
  ActorBuilder a = unit.actor("a");
  SECTION("from a queue that it polls") {
    UnitBuilder alone("a.cpp");
    alone.actor("a")
        .handles("(poll)")
        .inLoop(LoopKind::condition)
        .waits(BlockKind::network, Awaits::outside, forEver(), "consume");
    CHECK(said(alone, "external_source") == "external");
    CHECK(said(alone, "batchable") == "yes");
  }
  SECTION("from an actor") {
    a.handles("(go)");
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
    CHECK(said(unit, "external_source") == "own-code");
    CHECK(said(unit, "batchable") == "no");
  }
  SECTION("from both") {
    a.handles("(go)").inLoop(LoopKind::condition).waits(BlockKind::queue, Awaits::outside, forEver(), "consume");
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
    CHECK(said(unit, "external_source") == "-");
  }
  SECTION("from nobody") { CHECK(said(unit, "external_source") == "-"); }
  SECTION("one write per message: whether several are cheaper is not in the code") {
    a.handles("(go)").waits(BlockKind::database, Awaits::outside, forEver(), "insert");
    CHECK(said(unit, "batchable") == "-");
    CHECK(said(unit, "survival") == "program-end");
  }
}

namespace {

/// `a` hands on to `stage`.
UnitBuilder pipeline() {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("stage").into(variable("s")).spawns("a").into(variable("x"));
  unit.flow(field("a::next"), variable("s"));
  unit.actor("a").field("a::next", FieldRole::actorHandle).handles("(item)").casts(field("a::next"), "(part)");
  return unit;
}

}  // namespace

TEST_CASE("do stages differ in more than types?", "[evaluate]") {
  UnitBuilder unit = pipeline();
  SECTION("they do not") {
    unit.actor("stage").handles("(part)");
    CHECK(said(unit, "stage_difference") == "type-only");
  }
  SECTION("one owns something") {
    unit.actor("stage").field("stage::file", FieldRole::resource).handles("(part)");
    CHECK(said(unit, "stage_difference") == "resource");
  }
  SECTION("one waits") {
    unit.actor("stage").handles("(part)").waits(BlockKind::network, Awaits::outside, forEver(), "send");
    CHECK(said(unit, "stage_difference") == "resource");
  }
  SECTION("one runs elsewhere") {
    unit.actor("stage").placement(Placement::ownThread).handles("(part)");
    CHECK(said(unit, "stage_difference") == "resource");
  }
  SECTION("there is only one") {
    unit.actor("stage").handles("(part)");
    CHECK(said(unit, "stage_difference", "stage") == "-");
  }
}

TEST_CASE("whoever says done before it is done gives a hint", "[evaluate]") {
  UnitBuilder unit = pipeline();
  unit.actor("stage").handles("(part)");
  CHECK(hint(unit, "durable_work", "stage") == "-");
  unit.actor("a").handles("(other)").casts(field("a::next"), "(part)").replies();
  CHECK(hint(unit, "durable_work", "stage") == "`a` says that it is done while it is under way");
}

TEST_CASE("is the answer given before the work or after it?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").field("a::n").handles("(go)");
  SECTION("before") {
    go.replies().writes("a::n");
    CHECK(said(unit, "ack_position") == "before");
  }
  SECTION("after") {
    go.writes("a::n").replies();
    CHECK(said(unit, "ack_position") == "after");
  }
  SECTION("never") {
    go.writes("a::n");
    CHECK(said(unit, "ack_position") == "-");
  }
  SECTION("there is no work") {
    go.replies();
    CHECK(said(unit, "ack_position") == "-");
  }
}

TEST_CASE("who deals with a lost connection?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  go.waits(BlockKind::network, Awaits::outside, forEver(), "consume");
  SECTION("whoever supervises") {
    go.throws("std::runtime_error");
    CHECK(said(unit, "producer_reconnect") == "supervisor");
  }
  SECTION("the source itself") {
    go.schedules(self("a"), "(go)", after(1000));
    CHECK(said(unit, "producer_reconnect") == "source");
  }
  SECTION("the code does not tell") { CHECK(said(unit, "producer_reconnect") == "-"); }
}

// --- storage

TEST_CASE("a file is only a hint that data survives", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(save)").waits(BlockKind::file, Awaits::pageCache, forEver(), "write");
  CHECK_THAT(hint(unit, "survival"), Catch::Contains("uses a file"));
}

TEST_CASE("how often does it change?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a").field("a::n");
  SECTION("never after the start") {
    a.init().writes("a::n");
    a.handles("(get)").reads("a::n").replies();
    CHECK(said(unit, "change_rate") == "never");
  }
  SECTION("with a slow timer only") {
    a.handles("(tick)").writes("a::n").schedules(self("a"), "(tick)", after(60'000));
    CHECK(said(unit, "change_rate") == "rarely");
  }
  SECTION("with a fast timer") {
    a.handles("(tick)").writes("a::n").schedules(self("a"), "(tick)", after(100));
    CHECK(said(unit, "change_rate") == "often");
  }
  SECTION("with each message") {
    a.handles("(set)").writes("a::n");
    CHECK(said(unit, "change_rate") == "often");
  }
  SECTION("nobody knows what a call does that cannot be followed") {
    a.handles("(get)").reads("a::n").callsUnknown();
    CHECK(said(unit, "change_rate") == "-");
  }
}

TEST_CASE("is what is sent only read from then on?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)");
  FunctionBuilder turn = unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
  SECTION("shared and constant") {
    turn.with(0, Ownership::sharedConst, variable("p"));
    CHECK(said(unit, "shared_payload") == "read-only");
  }
  SECTION("given away") {
    turn.with(0, Ownership::unique, variable("p"), true);
    CHECK(said(unit, "shared_payload") == "handed-over");
  }
  SECTION("shared and changeable") {
    turn.with(0, Ownership::sharedMutable, variable("p"));
    CHECK(said(unit, "shared_payload") == "handed-over");
  }
  SECTION("both") {
    turn.with(0, Ownership::sharedConst, variable("p")).with(1, Ownership::sharedMutable, variable("q"));
    CHECK(said(unit, "shared_payload") == "-");
  }
  SECTION("plain values say nothing") {
    turn.with(0, Ownership::value, variable("p"));
    CHECK(said(unit, "shared_payload") == "-");
  }
}

TEST_CASE("who takes entries out?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a").field("a::all");
  SECTION("a handler") {
    a.handles("(add)").writes("a::all", WriteKind::insert);
    a.handles("(drop)").writes("a::all", WriteKind::erase);
    CHECK(said(unit, "eviction") == "handler `(drop)` of `a`");
  }
  SECTION("nobody, and it grows") {
    a.handles("(add)").writes("a::all", WriteKind::insert);
    CHECK_THAT(hint(unit, "eviction"), Catch::Contains("entries are added"));
  }
  SECTION("nothing grows") {
    a.handles("(set)").writes("a::all");
    CHECK(said(unit, "eviction") == "nothing in it grows");
  }
  SECTION("what may do anything may also add") {
    a.handles("(set)").writes("a::all", WriteKind::mutate);
    CHECK(said(unit, "eviction") == "-");
  }
}

// --- overload

TEST_CASE("can the source be slowed down?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)").replies();
  const auto loop = [&]() { return unit.actor("b").ownLoop().handler(HandlerKind::body).inLoop(LoopKind::condition); };
  SECTION("one that waits for each answer") {
    unit.actor("b").handles("(tick)").asks(field("b::peer"), "(go)", CallStyle::blocking, after(1000));
    CHECK(said(unit, "source_controllable") == "yes");
  }
  SECTION("one that makes its items itself") {
    loop().casts(field("b::peer"), "(go)");
    CHECK(said(unit, "source_controllable") == "yes");
  }
  SECTION("one that reads a file") {
    loop().waits(BlockKind::file, Awaits::pageCache, forEver(), "read").casts(field("b::peer"), "(go)");
    CHECK(said(unit, "source_controllable") == "yes");
  }
  SECTION("a network may or may not") {
    loop().waits(BlockKind::network, Awaits::outside, forEver(), "recv").casts(field("b::peer"), "(go)");
    CHECK(said(unit, "source_controllable") == "-");
  }
  SECTION("one that passes on what it is told") {
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
    CHECK(said(unit, "source_controllable") == "-");
  }
}

TEST_CASE("are the senders few?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.actor("a").handles("(go)");
  SECTION("one") {
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)");
    CHECK(said(unit, "sender_count") == "yes");
  }
  SECTION("many of one kind") {
    unit.actor("b").handles("(tick)").spawns("c");
    unit.flow(field("c::peer"), variable("x"));
    unit.actor("c").field("c::peer", FieldRole::actorHandle).handles("(tock)").casts(field("c::peer"), "(go)");
    CHECK(said(unit, "sender_count") == "no");
  }
  SECTION("none is seen") { CHECK(said(unit, "sender_count") == "-"); }
}

TEST_CASE("do commands come through the same mailbox?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  a.handles("(go)");
  CHECK(said(unit, "control_lane") == "-");
  SECTION("notices of ends") { a.handler(HandlerKind::down); }
  SECTION("its own timer") { a.handles("(tick)").schedules(self("a"), "(tick)", after(1000)); }
  CHECK(said(unit, "control_lane") == "yes");
}

TEST_CASE("does it feed itself?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  SECTION("it does") {
    go.casts(self("a"), "(go)");
    CHECK(said(unit, "self_feeding") == "yes");
  }
  SECTION("a timer is no food") {
    go.schedules(self("a"), "(go)", after(1000));
    CHECK(said(unit, "self_feeding") == "no");
  }
  SECTION("a first message at the start is none either") {
    unit.actor("a").init().casts(self("a"), "(go)");
    CHECK(said(unit, "self_feeding") == "no");
  }
}

// --- what an actor is now, and whether two should be one

TEST_CASE("what an actor is now", "[present]") {
  UnitBuilder unit = pair();
  const auto now = [&](const char* actor) {
    const ActorSystem system = link({unit.facts()});
    return presentForm(system, actorNamed(system, actor)).leaf;
  };
  SECTION("it stays") {
    unit.actor("a").handles("(tick)").schedules(self("a"), "(tick)", after(1000));
    CHECK(now("a") == "gen_server");
  }
  SECTION("it has states") {
    unit.actor("a").handles("(go)").becomes("ready");
    CHECK(now("a") == "gen_statem");
  }
  SECTION("a child that ends with its starter") {
    unit.actor("b").handles("(tick)").spawnsLinked("job");
    unit.actor("job").handles("(go)").stops(self("job"));
    CHECK(now("job") == "spawn_link");
  }
  SECTION("a job that nobody watches") {
    unit.actor("b").handles("(tick)").spawns("job");
    unit.actor("job").handles("(go)").stops(self("job"));
    CHECK(now("job") == "task_start_child");
  }
}

namespace {

Comparison comparison(const UnitBuilder& unit) {
  const ActorSystem system = link({unit.facts()});
  return compare(system, actorNamed(system, "a"), actorNamed(system, "b"));
}

}  // namespace

TEST_CASE("two that serve different people stay two", "[compare]") {
  UnitBuilder unit = pair();
  unit.function("main").casts(variable("x"), "(go)").casts(variable("y"), "(tick)");
  unit.actor("a").field("a::n").handles("(go)").reads("a::n").writes("a::n");
  unit.actor("b").field("b::n").handles("(tick)").reads("b::n").writes("b::n").casts(field("b::peer"), "(go)");
  const Comparison result = comparison(unit);
  CHECK(result.verdict == Comparison::Verdict::apart);
  CHECK(result.apart.size() == 2);
}

TEST_CASE("one that exists for the other alone could be part of it", "[compare]") {
  UnitBuilder unit = pair();
  unit.function("main").casts(variable("y"), "(tick)");
  unit.actor("a").handles("(go)", Answers::value).replies();
  unit.actor("b").field("b::n").handles("(tick)").reads("b::n").writes("b::n").asks(field("b::peer"), "(go)",
                                                                                    CallStyle::suspend, after(1000));
  const Comparison result = comparison(unit);
  CHECK(result.verdict == Comparison::Verdict::one);
  CHECK(result.apart.empty());
}

TEST_CASE("what speaks for both is to be weighed", "[compare]") {
  UnitBuilder unit = pair();
  unit.function("main").casts(variable("y"), "(tick)");
  unit.actor("a").handles("(go)").waits(BlockKind::network, Awaits::outside, forEver(), "send");
  unit.actor("b").field("b::n").handles("(tick)").reads("b::n").writes("b::n").casts(field("b::peer"), "(go)");
  const Comparison result = comparison(unit);
  CHECK(result.verdict == Comparison::Verdict::weigh);
  CHECK_FALSE(result.together.empty());
  CHECK_FALSE(result.apart.empty());
}

TEST_CASE("one whose parts never meet is several", "[compare]") {
  UnitBuilder unit = pair();
  ActorBuilder a = unit.actor("a").field("a::n").field("a::m");
  a.handles("(one)").reads("a::n").writes("a::n", WriteKind::update);
  a.handles("(two)").reads("a::m").writes("a::m", WriteKind::update);
  CHECK(comparison(unit).parts.size() == 2);
}

}  // namespace dramaturg::test
