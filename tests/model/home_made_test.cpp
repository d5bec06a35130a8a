// Actors that are known by their structure alone: what makes one, and which part each of the others lacks.
#include "model/inspection.h"
#include "model/link.h"

#include "tests/support/catch.h"
#include "tests/support/thread_program.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

constexpr Parts kParts = {{"w::mutex", MemberKind::lock},
                          {"w::filled", MemberKind::lock},
                          {"w::queue", MemberKind::queue},
                          {"w::count", MemberKind::scalar},
                          {"w::thread", MemberKind::thread}};

void addStart(UnitBuilder& unit) {
  FunctionBuilder constructor = method(unit, "w::w", "w");
  constructor.isForm(FunctionForm::constructor);
  startsThread(unit, constructor, "w::run", "w::thread");
}

void addLoop(UnitBuilder& unit) {
  FunctionBuilder run = method(unit, "w::run", "w", /*isPublic=*/false);
  run.inLoop(LoopKind::infinite);
  waitsOn(unit, run, "w::filled").reads("w::queue").writes("w::queue", WriteKind::erase);
}

void addPush(UnitBuilder& unit) { method(unit, "w::put", "w").writes("w::queue", WriteKind::insert); }

/// Floods a `w`.
void addMain(UnitBuilder& unit) {
  unit.function("main").isEntry().calls("w::w").inLoop(LoopKind::infinite).calls("w::put");
}

/// All parts in one unit.
UnitBuilder worker(Parts parts = kParts) {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", parts);
  addStart(unit);
  addLoop(unit);
  addPush(unit);
  addMain(unit);
  return unit;
}

bool isSilent(const UnitBuilder& unit) {
  const ActorSystem system = link({unit.facts()});
  return system.actors().empty() && std::ranges::none_of(system.edges(), [](const Edge&) { return true; });
}

const Edge& onlyEdge(const ActorSystem& system, EdgeKind kind) {
  const auto edge = std::ranges::find(system.edges(), kind, &Edge::kind);
  REQUIRE(edge != system.edges().end());
  CHECK(std::ranges::count(system.edges(), kind, &Edge::kind) == 1);
  return *edge;
}

}  // namespace

// --- none

TEST_CASE("several threads with one queue are a pool", "[home-made]") {
  CHECK(isSilent(worker({{"w::mutex", MemberKind::lock},
                         {"w::filled", MemberKind::lock},
                         {"w::queue", MemberKind::queue},
                         {"w::thread", MemberKind::threads}})));

  UnitBuilder two = worker();
  Member& other = two.raw().records.front().members.emplace_back();
  other.field.symbol = two.symbol("w::other");
  other.kind = MemberKind::thread;
  FunctionBuilder constructor = two.function("w::w");
  startsThread(two, constructor, "w::run", "w::other");
  CHECK(isSilent(two));

  UnitBuilder loop("w.cpp");
  addRecord(loop, "w", kParts);
  FunctionBuilder start = method(loop, "w::w", "w").inLoop(LoopKind::constant, {}, 4);
  startsThread(loop, start, "w::run", "w::thread");
  addLoop(loop), addPush(loop), addMain(loop);
  CHECK(isSilent(loop));
}

TEST_CASE("a thread that fills a queue for others is no actor", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  addStart(unit);
  FunctionBuilder run = method(unit, "w::run", "w", false);
  run.inLoop(LoopKind::infinite);
  waitsOn(unit, run, "w::filled").writes("w::queue", WriteKind::insert);
  method(unit, "w::put", "w").writes("w::queue", WriteKind::erase);
  addMain(unit);
  CHECK(isSilent(unit));
}

TEST_CASE("a queue without a thread is no actor", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  FunctionBuilder take = method(unit, "w::take", "w");
  take.inLoop(LoopKind::condition);
  waitsOn(unit, take, "w::filled").writes("w::queue", WriteKind::erase);
  addPush(unit);
  unit.function("w::w");
  addMain(unit);
  CHECK(isSilent(unit));
}

TEST_CASE("a condition that only interrupts a sleep makes no actor", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  addStart(unit);
  FunctionBuilder run = method(unit, "w::run", "w", false);
  run.inLoop(LoopKind::infinite);
  waitsOn(unit, run, "w::filled").reads("w::queue");
  addPush(unit), addMain(unit);
  CHECK(isSilent(unit));
}

TEST_CASE("a thread that runs somebody else's loop makes no actor", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  addStart(unit);
  method(unit, "w::run", "w", false).waits(BlockKind::library, Awaits::thread, forEver(), "io_context::run");
  addPush(unit), addMain(unit);
  CHECK(isSilent(unit));
}

TEST_CASE("what only the thread itself puts into the queue is no message", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  addStart(unit), addLoop(unit), addPush(unit);
  unit.function("w::run").calls("w::put");
  unit.function("main").isEntry().calls("w::w");
  CHECK(isSilent(unit));
}

TEST_CASE("who takes once is no loop, and a flag that is waited for no queue", "[home-made]") {
  UnitBuilder once("w.cpp");
  addRecord(once, "w", kParts);
  addStart(once);
  FunctionBuilder run = method(once, "w::run", "w", false);
  waitsOn(once, run, "w::filled").writes("w::queue", WriteKind::erase);
  addPush(once), addMain(once);
  CHECK(isSilent(once));

  UnitBuilder flag("w.cpp");
  addRecord(flag, "w", kParts);
  addStart(flag);
  FunctionBuilder loop = method(flag, "w::run", "w", false);
  loop.inLoop(LoopKind::infinite).when({"w::count"});
  waitsOn(flag, loop, "w::filled").writes("w::count");
  method(flag, "w::put", "w").writes("w::count");
  addMain(flag);
  CHECK(isSilent(flag));
}

// --- some

TEST_CASE("thread, queue and loop make an actor, and calls its messages", "[home-made]") {
  const ActorSystem system = link({worker().facts()});
  REQUIRE(system.actors().size() == 1);
  const LinkedActor& actor = system.actors().front();
  CHECK(system.name(actor.id) == "w");
  CHECK(actor.placement == Placement::ownThread);
  CHECK(actor.multiplicity == Multiplicity::one);
  REQUIRE(actor.structure.size() == 3);
  CHECK(actor.structure[1].text == "`w::queue` is its queue");
  CHECK(actor.bounded.empty());

  const Edge& cast = onlyEdge(system, EdgeKind::cast);
  CHECK(cast.to == actor.id);
  CHECK(cast.confidence == Confidence::certain);
  CHECK(cast.toHandler == handlerNamed(system, "w", HandlerKind::body));
  CHECK(onlyEdge(system, EdgeKind::spawn).to == actor.id);
  CHECK(system.tasksOf(functionNamed(system, "w::run")).empty());
  // Waiting for the next message is no work.
  CHECK(cost(system, cast.toHandler).kind == CostKind::light);
}

TEST_CASE("the parts may lie in different units", "[home-made]") {
  UnitBuilder header("a.cpp"), start("b.cpp"), loop("c.cpp"), push("d.cpp"), user("e.cpp");
  addRecord(header, "w", kParts);
  addStart(start), addLoop(loop), addPush(push), addMain(user);
  const ActorSystem system = link({user.facts(), push.facts(), loop.facts(), start.facts(), header.facts()});
  CHECK(system.actors().size() == 1);
  CHECK(onlyEdge(system, EdgeKind::cast).to == actorNamed(system, "w"));
}

TEST_CASE("a queue class between thread and senders is seen through", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", {{"w::orders", MemberKind::data}, {"w::thread", MemberKind::thread}}).members[0].record =
      unit.symbol("q");
  addRecord(unit, "q",
            {{"q::list", MemberKind::queue}, {"q::mutex", MemberKind::lock}, {"q::filled", MemberKind::lock}});
  method(unit, "q::put", "q").writes("q::list", WriteKind::insert);
  FunctionBuilder take = method(unit, "q::take", "q");
  waitsOn(unit, take, "q::filled").writes("q::list", WriteKind::erase);
  addStart(unit);
  FunctionBuilder run = method(unit, "w::run", "w", false);
  run.inLoop(LoopKind::infinite);
  callsOn(unit, run, "q::take", "w::orders");
  FunctionBuilder put = method(unit, "w::put", "w");
  callsOn(unit, put, "q::put", "w::orders");
  addMain(unit);

  const ActorSystem system = link({unit.facts()});
  CHECK(onlyEdge(system, EdgeKind::cast).to == actorNamed(system, "w"));
  CHECK(cost(system, handlerNamed(system, "w", HandlerKind::body)).kind == CostKind::light);
}

TEST_CASE("a queue is limited by a look at its size, a wait for room or its type", "[home-made]") {
  const auto limited = [](const UnitBuilder& unit) {
    const ActorSystem system = link({unit.facts()});
    return !system.actor(actorNamed(system, "w")).bounded.empty();
  };
  UnitBuilder looks("w.cpp");
  addRecord(looks, "w", kParts);
  addStart(looks), addLoop(looks), addMain(looks);
  method(looks, "w::put", "w").when({"w::queue"}, true, true).writes("w::queue", WriteKind::insert);
  CHECK(limited(looks));

  UnitBuilder empty("w.cpp");
  addRecord(empty, "w", kParts);
  addStart(empty), addLoop(empty), addMain(empty);
  method(empty, "w::put", "w").when({"w::queue"}).writes("w::queue", WriteKind::insert);
  CHECK_FALSE(limited(empty));

  UnitBuilder waits("w.cpp");
  addRecord(waits, "w", kParts);
  addStart(waits), addLoop(waits), addMain(waits);
  FunctionBuilder put = method(waits, "w::put", "w");
  waitsOn(waits, put, "w::taken").writes("w::queue", WriteKind::insert);
  CHECK(limited(waits));

  CHECK(limited(worker({{"w::queue", MemberKind::boundedMailbox}, {"w::thread", MemberKind::thread}})));
}

TEST_CASE("who waits for the answer asks", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  addStart(unit), addLoop(unit);
  method(unit, "w::put", "w").writes("w::queue", WriteKind::insert).fact().answersLater = true;
  FunctionBuilder main = unit.function("main").isEntry().calls("w::w").calls("w::put");
  main.waits(BlockKind::future, Awaits::thread, forEver(), "get");
  std::get<Block>(main.last().what).receiver = unit.handle(result("w::put"));
  unit.function("other").isEntry().calls("w::put");

  const ActorSystem system = link({unit.facts()});
  std::vector<CallStyle> styles;
  for (const Edge& edge : system.edges())
    if (edge.kind == EdgeKind::call) styles.push_back(std::get<Call>(system.event(edge.site).what).style);
  std::ranges::sort(styles);
  CHECK(styles == std::vector{CallStyle::unobserved, CallStyle::blocking});
}

TEST_CASE("what derives from an actor is told of as its base", "[home-made]") {
  UnitBuilder unit = worker();
  addRecord(unit, "heir", {}).bases.push_back(unit.symbol("w"));
  method(unit, "heir::handle", "heir", false);
  const ActorSystem system = link({unit.facts()});
  REQUIRE(system.actors().size() == 1);
  CHECK(system.name(system.actors().front().id) == "w");
}

TEST_CASE("classes whose common base starts the thread are actors each", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "base", {{"base::thread", MemberKind::thread}});
  FunctionBuilder start = method(unit, "base::start", "base");
  startsThread(unit, start, "base::entry", "base::thread");
  method(unit, "base::entry", "base", false).calls("base::run", CallForm::virtualCall);
  for (const std::string name : {"a", "b"}) {
    const std::string queue = name + "::queue", mutex = name + "::mutex";
    addRecord(unit, name, {{queue, MemberKind::queue}, {mutex, MemberKind::lock}}).bases.push_back(unit.symbol("base"));
    FunctionBuilder run = method(unit, name + "::run", name, false);
    run.overrides("base::run").inLoop(LoopKind::infinite);
    waitsOn(unit, run, mutex).writes(queue, WriteKind::erase);
    method(unit, name + "::put", name).writes(queue, WriteKind::insert);
  }
  unit.function("main").isEntry().calls("base::start").calls("a::put").calls("b::put");
  const ActorSystem system = link({unit.facts()});
  REQUIRE(system.actors().size() == 2);
  for (const LinkedActor& actor : system.actors()) CHECK(actor.spawns.size() == 1);
}

TEST_CASE("a thread that is let go stays a task", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  method(unit, "w::w", "w").startsTask("w::run", TaskOwner::detached);
  addLoop(unit), addPush(unit), addMain(unit);
  const ActorSystem system = link({unit.facts()});
  CHECK(system.actors().size() == 1);
  CHECK(system.tasksOf(functionNamed(system, "w::run")).size() == 1);
}

TEST_CASE("code that is handed to a member's loop runs in its owner's turns", "[home-made]") {
  UnitBuilder unit("w.cpp");
  addRecord(unit, "w", kParts);
  addStart(unit), addLoop(unit), addPush(unit);
  unit.function("w::run").inLoop(LoopKind::infinite).callsUnknown();
  addRecord(unit, "host", {{"host::loop", MemberKind::data}, {"host::n", MemberKind::scalar}}).members[0].record =
      unit.symbol("w");
  FunctionBuilder add = method(unit, "host::add", "host");
  handsOver(unit, add, "w::put", "host::loop", "lambda");
  unit.function("lambda").isForm(FunctionForm::lambda).enclosedBy("host::add").writes("host::n", WriteKind::update);
  unit.function("main").isEntry().calls("host::add");

  const ActorSystem system = link({unit.facts()});
  REQUIRE(system.actors().size() == 1);
  CHECK(system.name(system.actors().front().id) == "host");
  CHECK(system.ownerOf(functionNamed(system, "lambda")) == system.actors().front().id);
  CHECK(onlyEdge(system, EdgeKind::cast).toHandler != HandlerId::none);
}

}  // namespace dramaturg::test
