// What rules and trees ask about the life of an actor and who talks to it. Cases that must stay silent come first.
#include "model/link.h"
#include "model/predicates.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

namespace dramaturg::test {
namespace {

template <class Predicate>
Answer ask(const UnitBuilder& unit, Predicate predicate, std::string_view actor = "a") {
  const ActorSystem system = link({unit.facts()});
  return predicate(system, actorNamed(system, actor));
}

}  // namespace

// --- life

TEST_CASE("nobody watches") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)").monitors(self("a"), variable("b"));
  unit.actor("b");
  unit.function("main").isEntry().spawns("a").spawns("b").into(variable("b"));
  CHECK(ask(unit, watched).no());
  CHECK(ask(unit, watched).confidence == Confidence::certain);
}

TEST_CASE("nobody is seen to watch, but somebody unknown is watched") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)");
  unit.actor("b").handles("(go)").monitors(self("b"), variable("who"));
  unit.function("main").isEntry().spawns("a");
  CHECK(ask(unit, watched).no());
  CHECK(ask(unit, watched).confidence == Confidence::likely);
}

TEST_CASE("ways to be watched") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)");
  FunctionBuilder parent = unit.actor("parent").init();
  unit.function("main").isEntry().spawns("parent");
  SECTION("a linked spawn") { parent.spawnsLinked("a"); }
  SECTION("a monitor") { parent.spawns("a").into(variable("x")).monitors(self("parent"), variable("x")); }
  SECTION("its own link to another") {
    parent.spawns("a");
    unit.actor("a").init().links(self("a"), parameter("a", 1));
    unit.flow(parameter("a", 1), self("parent"));
  }
  SECTION("a supervisor") { parent.spawns("a").into(variable("x")).supervises(self("parent"), variable("x")); }
  SECTION("the library") {
    unit.library().spawnSupervises = true;
    parent.spawns("a");
  }
  CHECK(ask(unit, watched).yes());
}

TEST_CASE("what can end an actor") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)").calls("parse");
  FunctionBuilder parse = unit.function("parse");
  SECTION("nothing seen") { CHECK(ask(unit, canDie).no()); }
  SECTION("an exception that is caught where it is thrown") {
    parse.throws("bad", true);
    CHECK(ask(unit, canDie).no());
  }
  SECTION("an exception") {
    parse.throws("bad");
    const Answer answer = ask(unit, canDie);
    CHECK(answer.yes());
    CHECK(answer.confidence == Confidence::certain);
  }
  SECTION("an exception that the caller may catch") {
    parse.throws("bad");
    go.does(dramaturg::Catch{});
    CHECK(ask(unit, canDie).confidence == Confidence::possible);
  }
  SECTION("an exception where the library does not end the actor") {
    parse.throws("bad");
    unit.library().throwEndsActor = false;
    CHECK(ask(unit, canDie).no());
  }
  SECTION("itself") {
    go.stops(self("a"));
    CHECK(ask(unit, canDie).yes());
  }
  SECTION("not the end of somebody else") {
    go.stops(variable("other"));
    CHECK(ask(unit, canDie).no());
  }
}

TEST_CASE("who stays") {
  UnitBuilder unit("a.cpp");
  ActorBuilder a = unit.actor("a");
  SECTION("a worker that ends with its job does not") {
    a.handles("(go)").stops(self("a"));
    unit.function("main").isEntry().spawns("a");
    CHECK(ask(unit, longLived).no());
  }
  SECTION("nor one that takes no messages") {
    a.init();
    CHECK(ask(unit, longLived).no());
  }
  SECTION("one spawned at start-up does") {
    a.handles("(go)");
    unit.function("main").isEntry().spawns("a");
    CHECK(ask(unit, longLived).yes());
  }
  SECTION("one whose handle is kept does") {
    a.handles("(go)");
    unit.actor("p").handles("(new)").spawns("a").into(field("p::a_"));
    CHECK(ask(unit, longLived).yes());
  }
  SECTION("one with a timer does") {
    a.handles("(go)").schedules(self("a"), "(go)", after(10));
    CHECK(ask(unit, longLived).yes());
  }
  SECTION("of others the code does not tell") {
    a.handles("(go)");
    unit.actor("p").handles("(new)").spawns("a");
    CHECK(ask(unit, longLived).choice == Choice::unknown);
  }
}

TEST_CASE("a linked helper that ends with its job is scoped") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)").stops(self("a"));
  unit.actor("p").handles("(new)").spawnsLinked("a").into(variable("x"));
  CHECK(ask(unit, scopedLifetime).yes());
  unit.actor("p").handles("(keep)").spawnsLinked("a").into(field("p::a_"));
  CHECK(ask(unit, scopedLifetime).no());
}

// --- traffic

TEST_CASE("requests and many messages") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)");
  FunctionBuilder main = unit.function("main").isEntry().spawns("a").into(variable("x"));
  SECTION("none") {
    CHECK(ask(unit, hasRequestResponse).no());
    CHECK(ask(unit, receivesMany).no());
  }
  SECTION("one cast at start-up") {
    main.casts(variable("x"), "(go)");
    CHECK(ask(unit, hasRequestResponse).no());
    CHECK(ask(unit, receivesMany).no());
  }
  SECTION("casts in a loop") {
    main.inLoop(LoopKind::condition).casts(variable("x"), "(go)");
    CHECK(ask(unit, receivesMany).yes());
  }
  SECTION("a request whose answer counts") {
    main.asks(variable("x"), "(go)", CallStyle::blocking, after(5));
    CHECK(ask(unit, hasRequestResponse).yes());
  }
}

TEST_CASE("supervision is needed where something stays, can die and others depend on it") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  FunctionBuilder main = unit.function("main").isEntry().spawns("a").into(variable("x"));
  SECTION("not where the job ends") {
    go.stops(self("a"));
    CHECK(ask(unit, needsSupervision).no());
  }
  SECTION("undecided where nobody depends") { CHECK(ask(unit, needsSupervision).choice == Choice::unknown); }
  SECTION("where it can die") {
    go.throws("bad");
    CHECK(ask(unit, needsSupervision).yes());
  }
  SECTION("where it is used") {
    main.casts(variable("x"), "(go)");
    CHECK(ask(unit, needsSupervision).yes());
  }
}

TEST_CASE("concurrency is wanted where turns take long or there is a pool") {
  UnitBuilder unit("a.cpp");
  FunctionBuilder go = unit.actor("a").handles("(go)");
  FunctionBuilder main = unit.function("main").isEntry();
  SECTION("not for a quick answer") {
    main.spawns("a");
    CHECK(ask(unit, wantsConcurrency).no());
  }
  SECTION("for heavy work") {
    go.computes("std::sort");
    CHECK(ask(unit, wantsConcurrency).yes());
  }
  SECTION("for a pool") {
    main.inLoop(LoopKind::condition).spawns("a");
    CHECK(ask(unit, wantsConcurrency).yes());
  }
}

}  // namespace dramaturg::test
