// What rules and trees ask about state, reasons and costs. Cases that must stay silent come first.
#include "model/predicates.h"
#include "model/link.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

namespace dramaturg::test {
namespace {

template <class Predicate>
Answer ask(const UnitBuilder& unit, Predicate predicate, std::string_view actor = "a") {
  const ActorSystem system = link({unit.facts()});
  return predicate(system, actorNamed(system, actor));
}

Cost costOf(const UnitBuilder& unit) {
  const ActorSystem system = link({unit.facts()});
  return cost(system, handlerNamed(system, "a", "(go)"));
}

}  // namespace

// --- persistingState

TEST_CASE("nothing is remembered") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  SECTION("without fields") { a.handles("(go)").replies(); }
  SECTION("when only init writes") {
    a.field("a::limit").init().writes("a::limit");
    a.handles("(go)").reads("a::limit");
  }
  SECTION("by a counter that is only counted up") {
    a.field("a::hits").handles("(go)").writes("a::hits", WriteKind::update);
  }
  SECTION("by a handle") {
    a.field("a::peer", FieldRole::actorHandle).handles("(go)").writes("a::peer").reads("a::peer");
  }
  SECTION("by a logger") {
    a.field("a::log", FieldRole::observability).handles("(go)").writes("a::log", WriteKind::mutate).reads("a::log");
  }
  SECTION("when only the end reads") {
    a.field("a::n").handles("(go)").writes("a::n");
    a.handler(HandlerKind::terminate).reads("a::n");
  }
  SECTION("by a constant") { a.field("a::n", FieldRole::data, true).handles("(go)").writes("a::n").reads("a::n"); }
  SECTION("by another actor with the same state record") {
    a.state("s").field("s::n").handles("(go)").reads("s::n");
    unit.actor("b").state("s").field("s::n").handles("(go)").writes("s::n").reads("s::n");
  }
  CHECK(ask(unit, persistingState).no());
}

TEST_CASE("something is remembered") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a").field("a::n");
  SECTION("written by an answer that init asked for") {
    unit.function("stored").enclosedBy("a").writes("a::berth");
    a.field("a::berth").init().asks(nobodyKnows(), "(where)", CallStyle::continuation, after(1000), "stored");
    a.handles("(go)").reads("a::berth");
  }
  SECTION("between two handlers") {
    a.handles("(set)").writes("a::n");
    a.handles("(get)").reads("a::n");
  }
  SECTION("by one handler for the next time") { a.handles("(go)").reads("a::n").writes("a::n"); }
  SECTION("through a helper") {
    a.handles("(go)").calls("step").reads("a::n");
    unit.function("step").writes("a::n");
  }
  SECTION("by a continuation") {
    a.handles("(go)").asks(variable("x"), "(q)", CallStyle::continuation, after(1), "answer").reads("a::n");
    unit.function("answer").writes("a::n");
  }
  SECTION("inside of an object") { a.handles("(go)").writes("a::n", WriteKind::mutate); }
  SECTION("as a behaviour") { a.handles("(go)").becomes("other"); }
  const Answer answer = ask(unit, persistingState);
  CHECK(answer.yes());
  CHECK_FALSE(answer.evidence.empty());
}

TEST_CASE("what cannot be seen is not denied") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)").callsUnknown();
  CHECK(ask(unit, persistingState).choice == Choice::unknown);
  CHECK(ask(unit, runtimeReason).choice == Choice::unknown);
}

TEST_CASE("a main loop may remember in its variables") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").ownLoop().handler(HandlerKind::body);
  CHECK(ask(unit, persistingState).choice == Choice::unknown);
}

// --- runtimeReason

TEST_CASE("a computation has no reason to be an actor") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").field("a::table").init().writes("a::table");
  unit.actor("a").handles("(go)").reads("a::table").inLoop(LoopKind::container, "table").computes("").endLoop();
  unit.raw().functions.back().events.pop_back();
  unit.function("main").isEntry().spawns("a");
  CHECK(ask(unit, runtimeReason).no());
}

TEST_CASE("a name that everybody spells out is how the program finds it, and no reason") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  a.handles("(go)");
  a.init().puts("clock", self("a"));
  unit.function("main").isEntry().spawns("a");
  CHECK(ask(unit, runtimeReason).no());
}

TEST_CASE("reasons to be an actor") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  FunctionBuilder go = a.handles("(go)");
  FunctionBuilder main = unit.function("main").isEntry();
  SECTION("a name that somebody else defines") { a.init().puts("clock", self("a"), NameKind::constant); }
  SECTION("state") {
    a.field("a::n");
    go.reads("a::n").writes("a::n");
  }
  SECTION("a resource") { a.field("a::socket", FieldRole::resource); }
  SECTION("a thread of its own") { main.spawnsOn(Placement::ownThread, "a"); }
  SECTION("a timer") { go.schedules(self("a"), "(go)", after(100)); }
  SECTION("a main loop") { a.ownLoop(); }
  SECTION("a global that it guards") { go.touchesGlobal("table", true); }
  SECTION("somebody who watches it") { main.spawns("a").into(variable("x")).monitors(nobodyKnows(), variable("x")); }
  SECTION("a wait") { go.waits(BlockKind::network, Awaits::outside, forEver(), "connect"); }
  const Answer answer = ask(unit, runtimeReason);
  CHECK(answer.yes());
  CHECK_FALSE(answer.evidence.empty());
}

// --- cost

TEST_CASE("light turns") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  SECTION("nothing") {}
  SECTION("one loop") { go.inLoop(LoopKind::container, "xs").reads("a::n"); }
  SECTION("a small loop in a loop") {
    go.inLoop(LoopKind::container, "xs").inLoop(LoopKind::constant, "", 3).reads("a::n");
  }
  SECTION("telling everybody") {
    go.inLoop(LoopKind::container, "groups").inLoop(LoopKind::container, "members").casts(variable("m"), "(hi)");
  }
  SECTION("a plain critical section") { go.waits(BlockKind::lock, Awaits::lock, forEver()); }
  SECTION("a look without waiting") { go.waits(BlockKind::future, Awaits::thread, after(0)); }
  SECTION("the file system") { go.waits(BlockKind::file, Awaits::pageCache, forEver()); }
  SECTION("a wait in a task") {
    go.startsTask("body", TaskOwner::kept);
    unit.function("body").waits(BlockKind::sleep, Awaits::time, after(9));
  }
  CHECK(costOf(unit).kind == CostKind::light);
}

TEST_CASE("heavy turns are at most likely") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  SECTION("nested loops") { go.inLoop(LoopKind::container, "xs").inLoop(LoopKind::condition).reads("a::n"); }
  SECTION("nested across a call") {
    go.inLoop(LoopKind::container, "xs").calls("scan");
    unit.function("scan").inLoop(LoopKind::container, "ys").reads("a::n");
  }
  SECTION("large constant loops") {
    go.inLoop(LoopKind::constant, "", 100).inLoop(LoopKind::constant, "", 100).reads("a::n");
  }
  SECTION("no end") { go.inLoop(LoopKind::infinite).reads("a::n"); }
  SECTION("recursion in a loop") {
    go.calls("walk");
    unit.function("walk").inLoop(LoopKind::container, "children").calls("walk");
  }
  SECTION("an expensive library call") { go.computes("std::sort"); }
  const Cost spent = costOf(unit);
  CHECK(spent.kind == CostKind::heavy);
  CHECK(spent.confidence == Confidence::likely);
  CHECK_FALSE(spent.evidence.empty());
}

TEST_CASE("blocking turns show the way to the wait") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)").calls("load").computes("std::sort");
  unit.function("load").calls("fetch");
  unit.function("fetch").waits(BlockKind::network, Awaits::outside, after(2000), "connect");
  const Cost spent = costOf(unit);
  CHECK(spent.kind == CostKind::blocking);
  CHECK(spent.confidence == Confidence::certain);
  REQUIRE(spent.evidence.size() == 3);
  CHECK(spent.evidence[0].text == "calls `load`");
  CHECK(spent.evidence[1].text == "calls `fetch`");
  CHECK(spent.evidence[2].text == "`connect` waits, 2 s");
}

TEST_CASE("the main loop of an actor that receives by itself is no burden") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").ownLoop().handler(HandlerKind::body).inLoop(LoopKind::infinite).reads("a::n");
  const ActorSystem system = link({unit.facts()});
  CHECK(cost(system, handlerNamed(system, "a", HandlerKind::body)).kind == CostKind::light);
}

// --- readOnly

TEST_CASE("handlers that do more than read, or nothing") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").field("a::n");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  SECTION("no state") { go.replies(); }
  SECTION("no reply") { go.reads("a::n"); }
  SECTION("statistics") { go.reads("a::n").writes("a::hits", WriteKind::update).replies(); }
  SECTION("a message") { go.reads("a::n").casts(variable("x"), "(m)").replies(); }
  SECTION("a wait in a helper") {
    go.reads("a::n").calls("slow").replies();
    unit.function("slow").waits(BlockKind::sleep, Awaits::time, after(5));
  }
  const ActorSystem system = link({unit.facts()});
  CHECK(readOnly(system, handlerNamed(system, "a", "(go)")).no());
}

TEST_CASE("a handler that reads state and replies") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").field("a::n").handles("(go)", Answers::value).reads("a::n");
  const ActorSystem system = link({unit.facts()});
  CHECK(readOnly(system, handlerNamed(system, "a", "(go)")).yes());
}

// --- behaviour

TEST_CASE("get and put are no complex behaviour, sending is") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a").field("a::n");
  a.handles("(get)").reads("a::n").replies();
  a.handles("(put)").writes("a::n");
  unit.actor("b").handles("(changed)");
  CHECK(ask(unit, complexBehaviour).no());
  a.handles("(put)").casts(spawned("b"), "(changed)");
  CHECK(ask(unit, complexBehaviour).yes());
}

TEST_CASE("a phase that three handlers look at is a machine") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a").field("a::phase");
  a.handles("(open)").when({"a::phase"}).writes("a::phase").endWhen();
  a.handles("(data)").when({"a::phase"}).replies().endWhen();
  CHECK(ask(unit, implicitMachine).no());
  a.handles("(close)").when({"a::phase"}).writes("a::phase").endWhen();
  CHECK(ask(unit, implicitMachine).yes());
}

// --- wording

TEST_CASE("times in words") {
  CHECK(describe(after(250)) == "250 ms");
  CHECK(describe(after(1000)) == "1 s");
  CHECK(describe(after(120000)) == "2 min");
  CHECK(describe(after(0)) == "0 ms");
  CHECK(describe(forEver()) == "for ever");
  CHECK(describe(Bound{BoundKind::expression, 0, {}}) == "a computed time");
}

TEST_CASE("turns in words") {
  UnitBuilder unit("a.cpp");
  unit.actor("chat::room").handles("(join, std::string)");
  unit.actor("chat::room").init();
  const ActorSystem system = link({unit.facts()});
  CHECK(describe(system, handlerNamed(system, "chat::room", "(join, std::string)")) ==
        "handler `(join, std::string)` of `chat::room`");
  CHECK(describe(system, handlerNamed(system, "chat::room", HandlerKind::init)) == "init of `chat::room`");
  CHECK(describe(system, HandlerId::none) == "code outside of actors");
}

}  // namespace dramaturg::test
