// Pools of threads by their structure, and the actors that run on them.
#include "model/inspection.h"
#include "model/link.h"

#include "tests/support/catch.h"
#include "tests/support/thread_program.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

UnitBuilder pool() {
  UnitBuilder unit("pool.cpp");
  addPool(unit);
  return unit;
}

/// `strand`: keeps code in a queue and has the pool run it piece by piece.
void addStrand(UnitBuilder& unit, bool runsCode = true) {
  addRecord(unit, "strand",
            {{"strand::executor", MemberKind::data},
             {"strand::mutex", MemberKind::lock},
             {"strand::queue", MemberKind::queue}});
  FunctionBuilder tell = method(unit, "strand::tell", "strand");
  tell.writes("strand::queue", WriteKind::insert);
  handsOver(unit, tell, "pool::post", "strand::executor", "strand::turn");
  FunctionBuilder turn = method(unit, "strand::turn", "strand", false);
  if (runsCode) turn.callsUnknown();
  turn.writes("strand::queue", WriteKind::erase);
}

/// `name` derives from `strand`; its only message adds to a field.
void addHeir(UnitBuilder& unit, std::string_view name) {
  const std::string of(name), field = of + "::n", lambda = "lambda in " + of;
  addRecord(unit, name, {{field, MemberKind::scalar}}).bases.push_back(unit.symbol("strand"));
  method(unit, of + "::" + of, name).isForm(FunctionForm::constructor).calls("strand::strand");
  FunctionBuilder add = method(unit, of + "::add", name);
  handsOver(unit, add, "strand::tell", "", lambda);
  unit.function(lambda).isForm(FunctionForm::lambda).enclosedBy(of + "::add").writes(field, WriteKind::update);
}

}  // namespace

TEST_CASE("a pool is no actor, and what it is given is a task", "[home-made]") {
  UnitBuilder unit = pool();
  FunctionBuilder main = unit.function("main");
  main.isEntry();
  handsOver(unit, main, "pool::post", "p", "job");
  unit.function("job").computes("sort");
  const ActorSystem system = link({unit.facts()});
  CHECK(system.actors().empty());
  CHECK(system.tasksOf(functionNamed(system, "job")).size() == 1);
  CHECK(system.entriesOf(functionNamed(system, "job")) == std::vector{functionNamed(system, "job")});
}

TEST_CASE("what a pool only takes out again makes no actor", "[home-made]") {
  UnitBuilder unit = pool();
  addStrand(unit, /*runsCode=*/false);
  unit.function("main").isEntry().calls("strand::tell");
  CHECK(link({unit.facts()}).actors().empty());
}

TEST_CASE("a queue whose pieces a pool runs by itself is no actor without messages", "[home-made]") {
  UnitBuilder unit = pool();
  addStrand(unit);
  unit.function("main").isEntry().calls("strand::tell");
  CHECK(link({unit.facts()}).actors().empty());
}

TEST_CASE("what runs its messages on a pool, one by one, is an actor there", "[home-made]") {
  UnitBuilder unit = pool(), user("user.cpp");
  addStrand(unit);
  addHeir(unit, "log");
  user.function("main").isEntry().calls("log::log").inLoop(LoopKind::infinite).calls("log::add");

  const ActorSystem system = link({user.facts(), unit.facts()});
  REQUIRE(system.actors().size() == 1);
  const LinkedActor& log = system.actors().front();
  CHECK(system.name(log.id) == "log");
  CHECK(log.placement == Placement::sharedPool);
  CHECK(log.multiplicity == Multiplicity::one);
  CHECK(log.spawns.size() == 1);
  CHECK(system.ownerOf(functionNamed(system, "lambda in log")) == log.id);
  const auto cast = std::ranges::find(system.edges(), EdgeKind::cast, &Edge::kind);
  REQUIRE(cast != system.edges().end());
  CHECK(cast->to == log.id);
  CHECK(cast->toHandler != HandlerId::none);
}

TEST_CASE("the constructor of an heir makes no object of its base", "[home-made]") {
  UnitBuilder unit = pool();
  addStrand(unit);
  addHeir(unit, "log");
  addRecord(unit, "audit", {}).bases.push_back(unit.symbol("log"));
  method(unit, "audit::audit", "audit").isForm(FunctionForm::constructor).calls("log::log");
  unit.function("main").isEntry().calls("audit::audit").calls("log::add");
  const ActorSystem system = link({unit.facts()});
  CHECK(system.actor(actorNamed(system, "log")).spawns.empty());
}

}  // namespace dramaturg::test
