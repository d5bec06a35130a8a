// What code says of actors: their order, their load, their life and their data.
#include "tests/decision-tree/evaluation.h"

namespace dramaturg::test {

// --- abstraction

TEST_CASE("whoever looks after others has a reason and something to remember", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  unit.actor("child").handles("(job)");
  SECTION("a linked child counts") {
    unit.actor("a").handles("(go)").spawnsLinked("child");
    CHECK(said(unit, "runtime_reason") == "yes");
    CHECK(said(unit, "persisting_state") == "yes");
  }
  SECTION("one that is let go of does not") {
    unit.actor("a").handles("(go)").spawns("child");
    CHECK(said(unit, "persisting_state") == "no");
  }
}

TEST_CASE("only what does nothing but answer is surely a function", "[evaluate]") {
  UnitBuilder unit = pair();
  SECTION("it computes from its message") {
    unit.actor("a").handles("(add)", Answers::value).replies();
    CHECK(said(unit, "runtime_reason") == "no");
    CHECK(said(unit, "wants_concurrency") == "no");
  }
  SECTION("it talks to others") {
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(go)").casts(nobodyKnows(), "(else)");
    CHECK(said(unit, "runtime_reason", "b") == "-");
    CHECK(said(unit, "wants_concurrency", "b") == "-");
  }
  SECTION("it takes no messages") {
    unit.actor("a").init().calls("run");
    CHECK(said(unit, "runtime_reason") == "-");
  }
}

TEST_CASE("an instance that others find by a name of its own is there as itself", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  a.init().puts("me", self("a"), NameKind::computed);
  a.handles("(add)", Answers::value).replies();
  CHECK(said(unit, "runtime_reason") == "yes");
}

TEST_CASE("what wakes itself up goes on from where it was", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  SECTION("again and again") {
    a.handles("(tick)").schedules(self("a"), "(tick)", after(1000));
    CHECK(said(unit, "persisting_state") == "yes");
  }
  SECTION("once after its start is no memory") {
    a.init().schedules(self("a"), "(begin)", after(1000));
    a.handles("(begin)").replies();
    CHECK(said(unit, "persisting_state") == "no");
  }
}

// --- iron_law

TEST_CASE("must its messages be handled one by one?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a").field("a::n").field("a::m");
  SECTION("two turns meet in a field") {
    a.handles("(put)").writes("a::n");
    a.handles("(get)").reads("a::n").replies();
    CHECK(said(unit, "needs_serialisation") == "yes");
  }
  SECTION("two turns meet in a field of handles") {
    a.field("a::peers", FieldRole::actorHandle);
    a.handles("(add)").writes("a::peers", WriteKind::insert);
    a.handles("(tell)").reads("a::peers").writes("a::n", WriteKind::update).reads("a::n");
    CHECK(said(unit, "needs_serialisation") == "yes");
  }
  SECTION("it owns a device") {
    a.field("a::line", FieldRole::resource).handles("(put)");
    CHECK(said(unit, "needs_serialisation") == "yes");
  }
  SECTION("each turn goes on from the one before") {
    a.handles("(add)").reads("a::n").writes("a::n", WriteKind::update);
    CHECK(said(unit, "needs_serialisation") == "yes");
  }
  SECTION("turns never meet") {
    a.handles("(one)").reads("a::n").writes("a::n", WriteKind::update);
    a.handles("(two)").reads("a::m").writes("a::m", WriteKind::update);
    CHECK(said(unit, "needs_serialisation") == "no");
  }
  SECTION("a call that nobody can follow may meet anything") {
    a.handles("(one)").reads("a::n").writes("a::n", WriteKind::update).callsUnknown();
    a.handles("(two)").reads("a::m").writes("a::m", WriteKind::update);
    CHECK(said(unit, "needs_serialisation") == "-");
  }
}

namespace {

/// `a` is asked by so many kinds of actors, each in a loop.
UnitBuilder askedBy(int kinds) {
  UnitBuilder unit("main.cpp");
  FunctionBuilder main = unit.function("main").isEntry().spawns("a").into(variable("x"));
  for (int i = 0; i < kinds; ++i) {
    const std::string name = "client" + std::to_string(i);
    unit.function("main").spawns(name).into(variable(name));
    unit.flow(field(name + "::peer"), variable("x"));
    unit.actor(name)
        .field(name + "::peer", FieldRole::actorHandle)
        .handles("(tick)")
        .inLoop(LoopKind::condition)
        .casts(field(name + "::peer"), "(go)");
  }
  unit.actor("a").field("a::n").handles("(go)").reads("a::n").writes("a::n", WriteKind::update);
  return unit;
}

}  // namespace

TEST_CASE("does everybody's traffic go through it?", "[evaluate]") {
  CHECK(said(askedBy(1), "hub_weight") == "no");
  CHECK(said(askedBy(4), "hub_weight") == "yes");
  CHECK(said(askedBy(0), "hub_weight") == "-");
}

TEST_CASE("do most of them only read?", "[evaluate]") {
  UnitBuilder unit = pair();
  unit.function("main").spawns("c").into(variable("z"));
  unit.flow(field("c::peer"), variable("x"));
  ActorBuilder a = unit.actor("a").field("a::n");
  a.handles("(get)", Answers::value).reads("a::n").replies();
  a.handles("(set)").writes("a::n");
  const auto asks = [&](const char* actor) {
    const std::string peer = std::string(actor) + "::peer";
    unit.function(std::string(actor) + "-then").isForm(FunctionForm::lambda);
    unit.actor(actor)
        .field(peer, FieldRole::actorHandle)
        .handles("(tick)")
        .asks(field(peer), "(get)", CallStyle::continuation, after(1000), std::string(actor) + "-then");
  };
  SECTION("two kinds do") {
    asks("b");
    asks("c");
    CHECK(said(unit, "read_through") == "yes");
    CHECK(said(unit, "outside_readers") == "yes");
    CHECK(said(unit, "values_together") == "no");
  }
  SECTION("one kind is not worth it") {
    asks("b");
    CHECK(said(unit, "read_through") == "no");
    CHECK(said(unit, "outside_readers") == "no");
  }
  SECTION("they change it") {
    unit.actor("b").handles("(tick)").casts(field("b::peer"), "(set)");
    CHECK(said(unit, "read_through") == "no");
  }
  SECTION("nobody asks") { CHECK(said(unit, "read_through") == "-"); }
  SECTION("readers want two values that different turns write") {
    a.field("a::m");
    a.handles("(other)").writes("a::m");
    a.handles("(both)", Answers::value).reads("a::n").reads("a::m").replies();
    CHECK(said(unit, "values_together") == "yes");
  }
}

// --- supervision_strategy

namespace {

/// `parent` starts `first`, then `second`, linked.
UnitBuilder family() {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("parent").into(variable("p"));
  unit.actor("parent").init().spawnsLinked("first").into(variable("one")).spawnsLinked("second").into(variable("two"));
  unit.actor("first").handles("(go)");
  unit.actor("second").handles("(go)");
  return unit;
}

void uses(UnitBuilder& unit, const std::string& user, const char* used) {
  unit.flow(field(user + "::peer"), variable(used));
  unit.actor(user)
      .field(user + "::peer", FieldRole::actorHandle)
      .handles("(tick)")
      .casts(field(user + "::peer"), "(go)");
}

}  // namespace

TEST_CASE("does anybody look after them?", "[evaluate]") {
  CHECK(said(family(), "has_supervisor", "parent") == "yes");
  UnitBuilder unit = pair();
  CHECK(hint(unit, "has_supervisor") == "nobody watches `a`");  // a process manager may: a person knows
}

TEST_CASE("how children depend on each other", "[evaluate]") {
  UnitBuilder unit = family();
  SECTION("not at all") {
    CHECK(said(unit, "sibling_dependencies", "parent") == "no");
    CHECK(said(unit, "dependency_chain", "parent") == "-");
    CHECK(said(unit, "relookup", "parent") == "-");
  }
  SECTION("the later one on the earlier one") {
    uses(unit, "second", "one");
    CHECK(said(unit, "sibling_dependencies", "first") == "yes");  // the same for each of the children
    CHECK(said(unit, "dependency_chain", "parent") == "yes");
    CHECK(said(unit, "relookup", "parent") == "no");
  }
  SECTION("the earlier one on the later one") {
    uses(unit, "first", "two");
    CHECK(said(unit, "dependency_chain", "parent") == "no");
  }
  SECTION("each on the other") {
    uses(unit, "second", "one");
    uses(unit, "first", "two");
    CHECK(said(unit, "dependency_chain", "parent") == "no");
  }
  SECTION("one that starts nobody and is started by nobody has no family") {
    UnitBuilder alone("a.cpp");
    alone.actor("a");
    CHECK(said(alone, "sibling_dependencies") == "-");
  }
}

TEST_CASE("who looks a name up each time finds the new one", "[evaluate]") {
  UnitBuilder unit = family();
  unit.actor("parent").init().puts("first", variable("one"));
  unit.actor("second").handles("(tick)").casts(named("first"), "(go)");
  CHECK(said(unit, "relookup", "parent") == "yes");
}

TEST_CASE("what the end of an actor brings down is counted", "[evaluate]") {
  UnitBuilder unit = family();
  uses(unit, "second", "one");
  CHECK(said(unit, "blast_radius", "first") == "1 linked to it, 1 left with a dead handle");
  UnitBuilder alone("a.cpp");
  alone.actor("a");
  CHECK(said(alone, "blast_radius") == "-");
}

TEST_CASE("who is above is a hint for who may stop", "[evaluate]") {
  CHECK_THAT(hint(family(), "escalation_path", "first"), Catch::Contains("would not hear of the end of `parent`"));
}

// --- restart_policy

TEST_CASE("is its failure one to expect?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  SECTION("it gives up on a lost connection") {
    go.waits(BlockKind::network, Awaits::outside, forEver(), "connect").throws("std::runtime_error");
    CHECK(said(unit, "expected_failure") == "yes");
  }
  SECTION("it throws for no outside reason") {
    go.throws("std::logic_error");
    CHECK(said(unit, "expected_failure") == "no");
  }
  SECTION("it does not end") { CHECK(said(unit, "expected_failure") == "-"); }
}

TEST_CASE("can its start fail for an outside reason?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  SECTION("it connects") {
    a.init().waits(BlockKind::network, Awaits::outside, forEver(), "connect");
    CHECK(said(unit, "fallible_init") == "yes");
  }
  SECTION("it reads a local file") {
    a.init().waits(BlockKind::file, Awaits::pageCache, forEver(), "read");
    CHECK(said(unit, "fallible_init") == "no");
  }
  SECTION("it connects later") {
    a.init().writes("a::n");
    a.handles("(go)").waits(BlockKind::network, Awaits::outside, forEver(), "connect");
    CHECK(said(unit, "fallible_init") == "no");
  }
  SECTION("its start is not to be seen") { CHECK(said(unit, "fallible_init") == "-"); }
}

TEST_CASE("should it run again?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  SECTION("a service always") {
    unit.actor("a").handles("(tick)").schedules(self("a"), "(tick)", after(1000));
    CHECK(said(unit, "ends_normally") == "always");
  }
  SECTION("a job until it is done") {
    unit.function("main").isEntry().spawns("a");
    unit.actor("a").handles("(go)").stops(self("a"));
    CHECK(said(unit, "ends_normally") == "after-crash");
  }
  SECTION("the work for one request never") {
    unit.actor("a").handles("(go)").stops(self("a"));
    unit.actor("b").handles("(request)").spawns("a");
    CHECK(said(unit, "ends_normally") == "never");
  }
}

TEST_CASE("is there a count before it is started again?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  ActorBuilder parent = unit.actor("parent").field("parent::crashes");
  unit.actor("a").handles("(go)");
  parent.init().spawnsLinked("a");
  FunctionBuilder down = parent.handler(HandlerKind::exit);
  SECTION("there is") {
    down.when({"parent::crashes"}, true).spawnsLinked("a");
    CHECK(said(unit, "restart_limit") == "as many as `parent` counts");
  }
  SECTION("there is none") {
    down.spawnsLinked("a");
    CHECK(hint(unit, "restart_limit") == "is started again without a count");
  }
}

TEST_CASE("how long does its end take?", "[evaluate]") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  SECTION("nobody says") { CHECK(said(unit, "stop_cost") == "-"); }
  SECTION("as long as it waits") {
    a.handler(HandlerKind::terminate).waits(BlockKind::join, Awaits::thread, after(3000), "join");
    CHECK(said(unit, "stop_cost") == "3 s");
  }
}

// --- spawn_scale

TEST_CASE("are its instances known at start-up?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  unit.actor("a").handles("(go)");
  SECTION("main starts it") {
    unit.function("main").isEntry().spawns("a");
    CHECK(said(unit, "static_children") == "yes");
    CHECK(said(unit, "spawn_rate") == "no");
    CHECK(said(unit, "spawn_cap") == "1");
  }
  SECTION("a fixed number") {
    unit.function("main").isEntry().inLoop(LoopKind::constant, {}, 8).spawns("a");
    CHECK(said(unit, "static_children") == "yes");
    CHECK(said(unit, "spawn_cap") == "8");
  }
  SECTION("one for each message") {
    unit.function("main").isEntry().spawns("b");
    unit.actor("b").handles("(request)").spawns("a");
    CHECK(said(unit, "static_children") == "no");
    CHECK(said(unit, "spawn_rate") == "-");
    CHECK(said(unit, "spawn_cap") == "-");
  }
  SECTION("one for each message, up to a number") {
    unit.actor("b").field("b::alive").handles("(request)").when({"b::alive"}, true).spawns("a");
    CHECK(said(unit, "spawn_cap") == "as many as the code allows");
  }
  SECTION("as long as there is input") {
    unit.function("main").isEntry().inLoop(LoopKind::condition).spawns("a");
    CHECK(said(unit, "static_children") == "-");
  }
}

TEST_CASE("does each keep a thread?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  ActorBuilder a = unit.actor("a");
  SECTION("one with a loop of its own") {
    a.ownLoop().handler(HandlerKind::body);
    CHECK(said(unit, "blocking_children") == "yes");
  }
  SECTION("one that waits in its turns") {
    a.handles("(go)").waits(BlockKind::network, Awaits::outside, forEver(), "recv");
    CHECK(said(unit, "blocking_children") == "yes");
  }
  SECTION("not an ordinary one") {
    a.handles("(go)").replies();
    CHECK(said(unit, "blocking_children") == "no");
  }
  SECTION("nobody knows of one that calls what cannot be seen") {
    a.handles("(go)").callsUnknown();
    CHECK(said(unit, "blocking_children") == "-");
  }
}

TEST_CASE("is there a key in each message?", "[evaluate]") {
  UnitBuilder unit("main.cpp");
  ActorBuilder a = unit.actor("a");
  a.handles("(put, id)").takes("which", "id");
  SECTION("each carries one: whether it divides them a person knows") {
    a.handles("(drop, id)").takes("one", "id");
    CHECK(hint(unit, "partition_key") == "each of its messages carries `id`");
  }
  SECTION("one carries nothing") {
    a.handles("(save)");
    CHECK(said(unit, "partition_key") == "no");
  }
  SECTION("they have no type in common") {
    a.handles("(name, text)").takes("name", "text");
    CHECK(said(unit, "partition_key") == "no");
  }
  SECTION("one kind of message says nothing") { CHECK(said(unit, "partition_key") == "-"); }
}

}  // namespace dramaturg::test
