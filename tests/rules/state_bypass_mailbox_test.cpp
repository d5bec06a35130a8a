#include "tests/rules/programs.h"

#include "tests/support/catch.h"

namespace dramaturg::test {
namespace {

constexpr char kRule[] = "state-bypass-mailbox";

/// A pump whose handler writes `pump::level`, and whose `(watch)` handler starts `body` as a thread.
struct Pump {
  UnitBuilder unit{"pump.cpp"};

  explicit Pump(TaskOwner owner = TaskOwner::detached, TaskKind kind = TaskKind::thread) {
    unit.function("main").isEntry().spawns("pump").into(variable("p"));
    unit.actor("pump").field("pump::level");
    unit.actor("pump").handles("(level)").writes("pump::level");
    unit.actor("pump").handles("(watch)").startsTask("watching", owner, kind);
  }
  FunctionBuilder lambda(bool self = true) {
    return unit.function("watching").isForm(FunctionForm::lambda).captures("self", CaptureMode::rawPointer, self);
  }
};

}  // namespace

TEST_CASE("a thread with a copy touches nothing of the actor") {
  Pump pump;
  pump.lambda(/*self=*/false).reads("pump::level");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("a task whose end is waited for does not run beside its starter") {
  Pump pump(TaskOwner::local);
  pump.lambda().reads("pump::level");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("a coroutine may run in the same thread") {
  Pump pump(TaskOwner::detached, TaskKind::coroutine);
  pump.lambda().writes("pump::level");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("a lock around the access is somebody's care") {
  Pump pump;
  pump.lambda().holding("mutex").writes("pump::level").letGo();
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("what nobody writes after the start may be read by all") {
  UnitBuilder unit("pump.cpp");
  unit.actor("pump").field("pump::level").init().writes("pump::level");
  unit.actor("pump").handles("(get)").reads("pump::level");
  unit.actor("pump").handles("(watch)").startsTask("watching", TaskOwner::detached);
  unit.function("watching")
      .isForm(FunctionForm::lambda)
      .captures("self", CaptureMode::rawPointer, true)
      .reads("pump::level");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a thread that runs the actor's turns is the actor's") {
  Pump pump;
  pump.lambda().reads("pump::level").calls("pump (level)");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("a method that is only named, for a message, is not called") {
  Pump pump;
  pump.unit.function("main").startsTask("client", TaskOwner::detached);
  pump.unit.function("client").calls("ask").calls("pump::fill", CallForm::passed);
  pump.unit.function("ask");
  pump.unit.function("pump::fill").isForm(FunctionForm::method).isMemberOf("pump").writes("pump::level");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("whoever makes an actor may set it up") {
  Pump pump;
  pump.unit.function("configure").isForm(FunctionForm::method).isMemberOf("pump").writes("pump::level");
  pump.lambda().calls("configure").spawns("pump");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("actors of one pool may share a thread") {
  Pump pump;
  pump.unit.function("set").isForm(FunctionForm::method).isMemberOf("pump").writes("pump::level");
  pump.unit.actor("panel").handles("(turn)").calls("set");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("a thread that reads the state through self is told") {
  Pump pump;
  pump.lambda().reads("pump::level");
  const auto found = findings(kRule, pump.unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(says(found[0], "reads `pump::level`"));
}

TEST_CASE("a thread that calls a method which writes is certain, and reads and writes are one finding") {
  Pump pump;
  pump.lambda().reads("pump::level").calls("set");
  pump.unit.function("set").isForm(FunctionForm::method).isMemberOf("pump").writes("pump::level");
  const auto found = findings(kRule, pump.unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(says(found[0], "writes `pump::level`"));
}

TEST_CASE("an actor in a thread of its own may run what it holds in the same thread") {
  Pump pump;
  pump.unit.function("set").isForm(FunctionForm::method).isMemberOf("pump").writes("pump::level");
  pump.unit.actor("panel").placement(Placement::ownThread).handles("(turn)").calls("set");
  CHECK(findings(kRule, pump.unit).empty());
}

TEST_CASE("an actor that calls a method of one with a thread of its own is told") {
  Pump pump;
  pump.unit.function("set").isForm(FunctionForm::method).isMemberOf("pump").writes("pump::level");
  pump.unit.actor("pump").placement(Placement::ownThread);
  pump.unit.actor("panel").handles("(turn)").calls("set");
  CHECK(findings(kRule, pump.unit).size() == 1);
}

TEST_CASE("the thread lies in another unit than the actor") {
  Pump pump;
  pump.unit.function("set").isForm(FunctionForm::method).isMemberOf("pump").writes("pump::level");
  UnitBuilder other("panel.cpp");
  other.function("start").startsTask("serve", TaskOwner::kept);
  other.function("serve").calls("set");
  std::vector<Finding> found;
  findRule(kRule)->check(link({pump.unit.facts(), other.facts()}), found);
  CHECK(found.size() == 1);
}

namespace {

/// Two handlers of one object write the same field; several or one thread run them.
UnitBuilder strands(bool loose, int threads) {
  UnitBuilder unit("strand.cpp");
  unit.actor("pump").field("pump::level");
  unit.actor("pump").handles("(command)").writes("pump::level");
  unit.raw().handlers.back().strand = unit.symbol("strand");
  unit.actor("pump").handles("(tick)").writes("pump::level");
  unit.raw().handlers.back().object = unit.symbol("timer");
  unit.function("make").does(Binding{unit.symbol("timer"), loose ? Symbol::none : unit.symbol("strand"), loose});
  unit.function("run").waits(BlockKind::library, Awaits::thread, forEver(), "run");
  auto main = unit.function("main").isEntry();
  for (int i = 0; i < threads; ++i) main.startsTask("run", TaskOwner::kept);
  return unit;
}

}  // namespace

TEST_CASE("one thread, or one strand, keeps turns apart") {
  CHECK(findings(kRule, strands(/*loose=*/true, 1)).empty());
  CHECK(findings(kRule, strands(/*loose=*/false, 2)).empty());
}

TEST_CASE("a turn without the strand that another one has is told") {
  const auto found = findings(kRule, strands(/*loose=*/true, 2));
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "runs on no strand"));
}

}  // namespace dramaturg::test
