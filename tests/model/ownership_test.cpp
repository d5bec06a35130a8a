// Who runs whose code: reach, turns, entries, tasks, fields.
#include "model/link.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

namespace dramaturg::test {
namespace {

using Names = std::vector<std::string>;

Names reached(const ActorSystem& system, std::string_view root) {
  Names names;
  for (const Reached& one : system.reach(functionNamed(system, root)))
    names.emplace_back(system.name(system.function(one.function).symbol));
  return names;
}

const FieldUse& fieldNamed(const ActorSystem& system, std::string_view actor, std::string_view field) {
  for (const FieldUse& use : system.actor(actorNamed(system, actor)).fields)
    if (system.name(use.field->symbol) == field) return use;
  throw std::out_of_range(std::string(field));
}

}  // namespace

TEST_CASE("reach follows calls, not messages, spawns, tasks or later turns") {
  UnitBuilder unit("a.cpp");
  for (const char* name : {"helper", "answer", "failure", "timer", "notice", "thread"}) unit.function(name);
  unit.actor("a")
      .handles("(go)")
      .calls("helper")
      .asks(variable("x"), "(q)", CallStyle::continuation, after(1), "answer", "failure")
      .monitors(self("a"), variable("x"), "notice")
      .startsTask("thread", TaskOwner::detached)
      .spawns("b");
  Schedule later;
  later.body = unit.symbol("timer");
  unit.actor("a").handles("(go)").does(later);
  unit.actor("b").init().calls("helper");
  CHECK(reached(link({unit.facts()}), "a (go)") == Names{"a (go)", "helper"});
}

TEST_CASE("the continuation of a blocking call runs in the same turn") {
  UnitBuilder unit("a.cpp");
  unit.function("answer");
  unit.function("main").isEntry().asks(variable("x"), "(q)", CallStyle::blocking, after(1), "answer");
  CHECK(reached(link({unit.facts()}), "main") == Names{"main", "answer"});
}

TEST_CASE("the path to a function is a shortest one, across units") {
  UnitBuilder one("one.cpp");
  one.actor("a").handles("(go)").calls("long_way").calls("short_way");
  one.function("long_way").calls("longer_way");
  one.function("longer_way").calls("deep");
  UnitBuilder two("two.cpp");
  two.function("short_way").calls("deep");
  two.function("deep").waits(BlockKind::sleep, Awaits::time, after(5), "::sleep");
  const ActorSystem system = link({one.facts(), two.facts()});
  const Reached& deep = system.reach(functionNamed(system, "a (go)")).at(4);
  REQUIRE(system.name(system.function(deep.function).symbol) == "deep");
  REQUIRE(deep.path.size() == 2);
  CHECK(std::get<FunctionCall>(system.event(deep.path[0]).what).callee == symbolNamed(system, "short_way"));
  CHECK(std::get<FunctionCall>(system.event(deep.path[1]).what).callee == symbolNamed(system, "deep"));
  CHECK(deep.confidence == Confidence::certain);
}

TEST_CASE("virtual calls fan out over all overriders and cost certainty") {
  UnitBuilder unit("a.cpp");
  unit.function("main").isEntry().calls("shape::draw", CallForm::virtualCall);
  unit.function("circle::draw").overrides("shape::draw");
  unit.function("dot::draw").overrides("circle::draw").calls("pixel");
  unit.function("pixel").calls("screen::set", CallForm::virtualCall);
  unit.function("screen::set");
  unit.function("unrelated::draw");
  const ActorSystem system = link({unit.facts()});
  CHECK(reached(system, "main") == Names{"main", "circle::draw", "dot::draw", "pixel", "screen::set"});
  const auto& all = system.reach(functionNamed(system, "main"));
  CHECK(all[1].confidence == Confidence::likely);
  CHECK(all[3].confidence == Confidence::likely);
  CHECK(all[4].confidence == Confidence::possible);
}

TEST_CASE("a function object that is handed on costs certainty, a handler that is installed is no call") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").init().calls("a (go)", CallForm::passed).calls("compare", CallForm::passed);
  unit.actor("a").handles("(go)");
  unit.function("compare");
  const ActorSystem system = link({unit.facts()});
  CHECK(reached(system, "a") == Names{"a", "compare"});
  CHECK(system.reach(functionNamed(system, "a")).back().confidence == Confidence::likely);
}

TEST_CASE("enclosing a handler is not calling it") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").init();
  unit.actor("a").handles("(go)").enclosedBy("a");
  CHECK(reached(link({unit.facts()}), "a") == Names{"a"});
}

TEST_CASE("continuations belong to the actor and to the turn that left them behind") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").field("a::n");
  unit.actor("a").handles("(go)").asks(variable("x"), "(q)", CallStyle::continuation, after(1), "answer");
  unit.actor("b").handles("(note)");
  unit.function("answer").writes("a::n").calls("tell");
  unit.function("tell").casts(variable("y"), "(note)");
  const ActorSystem system = link({unit.facts()});
  const HandlerId go = handlerNamed(system, "a", "(go)");
  CHECK(system.ownerOf(functionNamed(system, "tell")) == actorNamed(system, "a"));
  CHECK(system.turnsOf(functionNamed(system, "answer")) == std::vector<HandlerId>{go});
  const FieldUse& n = fieldNamed(system, "a", "a::n");
  REQUIRE(n.writes.size() == 1);
  CHECK(n.writes[0].handler == go);
  CHECK(n.writes[0].path.size() == 1);
  const auto out = system.outbound(actorNamed(system, "a"));
  REQUIRE(out.size() == 1);
  CHECK(out[0]->fromHandler == go);
  CHECK(out[0]->path.size() == 2);
}

TEST_CASE("two actors that share a state record do not share accesses") {
  UnitBuilder unit("a.cpp");
  for (const char* name : {"a", "b"}) unit.actor(name).state("shared").field("shared::n");
  unit.actor("a").handles("(set)").writes("shared::n");
  unit.actor("b").handles("(get)").reads("shared::n");
  const ActorSystem system = link({unit.facts()});
  CHECK(fieldNamed(system, "a", "shared::n").writes.size() == 1);
  CHECK(fieldNamed(system, "a", "shared::n").reads.empty());
  CHECK(fieldNamed(system, "b", "shared::n").writes.empty());
  CHECK(fieldNamed(system, "b", "shared::n").reads.size() == 1);
}

TEST_CASE("a helper of several actors has no single owner") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").handles("(go)").calls("helper");
  unit.actor("b").handles("(go)").calls("helper");
  unit.function("helper");
  const ActorSystem system = link({unit.facts()});
  CHECK(system.ownerOf(functionNamed(system, "helper")) == ActorId::none);
  CHECK(system.turnsOf(functionNamed(system, "helper")).size() == 2);
}

TEST_CASE("entries and tasks are told apart from turns") {
  UnitBuilder unit("a.cpp");
  unit.function("main").isEntry().calls("start").startsTask("pump", TaskOwner::detached);
  unit.function("start");
  unit.function("pump").calls("read");
  unit.function("read");
  const ActorSystem system = link({unit.facts()});
  CHECK(system.entriesOf(functionNamed(system, "start")) == std::vector{functionNamed(system, "main")});
  CHECK(system.entriesOf(functionNamed(system, "read")) == std::vector{functionNamed(system, "pump")});
  REQUIRE(system.tasksOf(functionNamed(system, "read")).size() == 1);
  CHECK(system.tasksOf(functionNamed(system, "start")).empty());
  CHECK(system.ownerOf(functionNamed(system, "read")) == ActorId::none);
}

TEST_CASE("constructors are init, also of state records") {
  UnitBuilder unit("a.cpp");
  unit.actor("a").state("a_state").field("a_state::n");
  unit.function("a_state::a_state").isForm(FunctionForm::constructor).isMemberOf("a_state").writes("a_state::n");
  const ActorSystem system = link({unit.facts()});
  const FieldUse& n = fieldNamed(system, "a", "a_state::n");
  REQUIRE(n.writes.size() == 1);
  CHECK(system.handler(n.writes[0].handler).fact->kind == HandlerKind::init);
}

TEST_CASE("an heir has the handlers of its base, unless it overrides what installs them") {
  UnitBuilder unit("a.cpp");
  ActorBuilder base = unit.actor("base").form(ActorForm::actorClass).field("base::n");
  base.handles("(go)").enclosedBy("base::make_behavior").casts(self("base"), "(go)").writes("base::n");
  unit.function("base::make_behavior").isMemberOf("base");
  unit.actor("plain").base("base");
  unit.actor("own").base("base").handles("(mine)").enclosedBy("own::make_behavior");
  unit.function("own::make_behavior").isMemberOf("own").overrides("base::make_behavior");
  unit.actor("both").base("base");
  unit.function("both::make_behavior").isMemberOf("both").overrides("base::make_behavior").calls("base::make_behavior");
  unit.function("main").isEntry().spawns("plain").spawns("own").spawns("both");
  const ActorSystem system = link({unit.facts()});
  CHECK_NOTHROW(handlerNamed(system, "plain", "(go)"));
  CHECK_NOTHROW(handlerNamed(system, "both", "(go)"));
  CHECK_THROWS(handlerNamed(system, "own", "(go)"));
  CHECK(fieldNamed(system, "plain", "base::n").writes.size() == 1);
  // `base` is never spawned: only its heirs send, each to itself.
  CHECK(system.outbound(actorNamed(system, "base")).empty());
  const auto out = system.outbound(actorNamed(system, "plain"));
  REQUIRE(out.size() == 1);
  CHECK(out[0]->to == actorNamed(system, "plain"));
}

}  // namespace dramaturg::test
