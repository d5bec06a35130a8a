// Turns that are no functions of a behaviour: cases of a switch, posted functions, connected methods. The library is
// made up, its profile with it.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

#include <algorithm>
#include <set>

namespace dramaturg::test {
namespace {

constexpr const char* kProfile = R"(profile: 1
library: mill
title: Mill
defaults:
  mailbox: {bounded: false, source: 'x'}
  placement: {at: io-thread, source: 'x'}
  spawn: {supervises: false, source: 'x'}
  throw: {ends-actor: false, source: 'x'}
  call: {down-reaches-caller: false, source: 'x'}
actors:
  - {base: 'mill::Wheel', with-member: shaft, placement: own-thread}
  - {base: 'mill::Stone', once-installed: true}
  - {holds: ['mill::Lane'], once-installed: true}
dispatchers: [{message: 'mill::Sack', selector: mark}]
emitters: [MILL_EMITS]
discards: ['mill::Ignore']
never: ['mill::kNoRoom']
functions:
  - {name: 'mill::Wheel::put', role: cast, payload: 0, may-fail: 1}
  - {name: 'mill::Wheel::start', role: spawn, of-object: true}
  - {name: 'mill::Wheel::turn', role: become}
  - {name: 'mill::Bell::Bell', role: timer, receiver: 0, payload: 1}
  - {name: 'mill::Bell::ring', role: schedule, delay: 0, period: 1, unit: ticks}
  - {name: 'mill::run', role: cast, receiver: 0, token: true}
  - {name: 'mill::read', role: handler, token: true}
  - {name: 'mill::begin', role: task, task: coroutine, body: 0, token: true}
  - {name: 'mill::wire', role: connect, when: QueuedConnection}
  - {name: 'mill::wire', role: connect}
  - {name: 'mill::tell', role: ask, style: blocking, receiver: 0, body: 1, waits-for-ever: true, when: WaitForIt}
  - {name: 'mill::tell', role: none}
  - {name: 'mill::Stone::move', role: spawn, of-object: true, moves: own-thread}
)";

constexpr const char* kLibrary = R"(#pragma once
#define MILL_EMITS public
namespace mill {
using Mark = unsigned short;
constexpr unsigned kNoRoom = 99;
struct Sack { Mark mark; constexpr explicit Sack(Mark m) : mark(m) {} };
struct Wheel {
  int shaft;
  void put(Sack const* sack, unsigned room);
  void start();
  void turn(int (*state)(void*, Sack const*));
};
struct Bell { Bell(Wheel*, Mark); void ring(int ticks, int again = 0); };
struct Lane {};
template <class F> void run(Lane&, F);
template <class F> void read(Lane&, F);
struct Ignore {};
template <class F, class T> void begin(F, T, int = 0);
enum Way { Direct, QueuedConnection, WaitForIt };
struct Thread {};
struct Stone { void move(Thread*); };
template <class S, class M, class R, class F> void wire(S*, M, R*, F, Way = Direct);
template <class F> void tell(Stone*, F, Way = Direct);
template <class S> Sack* make(Mark mark);
}
)";

UnitFacts factsOf(const std::string& code) {
  const Scratch scratch;
  scratch.write("mill.yaml", kProfile);
  std::filesystem::create_directory("lib");
  scratch.write("lib/mill.h", kLibrary);
  scratch.write("main.cpp", "#include <mill.h>\n" + code);
  Job job = scratch.job({"-std=c++17", "-isystem", (scratch.path() / "lib").string()});
  job.profiles = {(scratch.path() / "mill.yaml").string()};
  Outcome outcome = extractUnit(job, DRAMATURG_CLANG_RESOURCE_DIR);
  INFO(outcome.error);
  REQUIRE(outcome.facts);
  CHECK_FALSE(outcome.facts->partial);
  return std::move(*outcome.facts);
}

std::string name(const UnitFacts& facts, Symbol symbol) { return facts.symbols[static_cast<std::size_t>(symbol)].name; }

/// `message -> body` of each message handler.
std::set<std::string> handlersIn(const UnitFacts& facts) {
  std::set<std::string> found;
  for (const Handler& handler : facts.handlers)
    if (handler.kind == HandlerKind::message)
      found.insert(name(facts, handler.message) + " -> " + name(facts, handler.body));
  return found;
}

template <class Kind>
std::vector<std::pair<std::string, Kind>> eventsIn(const UnitFacts& facts) {
  std::vector<std::pair<std::string, Kind>> found;
  for (const Function& function : facts.functions)
    for (const Event& event : function.events)
      if (const auto* what = std::get_if<Kind>(&event.what)) found.emplace_back(name(facts, function.symbol), *what);
  return found;
}

constexpr const char* kMarks = "enum Marks : mill::Mark { RYE = 4, OATS, CHAFF };\n";

}  // namespace

TEST_CASE("a switch over something else makes no handlers") {
  const UnitFacts facts =
      factsOf(std::string(kMarks) +
              "struct Grinder : mill::Wheel {\n"
              "  int n = 0;\n"
              "  int on(mill::Sack const* s) { switch (n) { case RYE: return 1; default: return 0; } }\n"
              "};\n"
              "int free(mill::Sack const* s) { switch (s->mark) { case RYE: return 1; } return 0; }\n");
  CHECK(handlersIn(facts).empty());
}

TEST_CASE("each case of a switch over the mark is a handler and a function of its own") {
  const UnitFacts facts = factsOf(std::string(kMarks) +
                                  "void grind(); void sweep();\n"
                                  "struct Grinder : mill::Wheel {\n"
                                  "  int on(mill::Sack const* s) {\n"
                                  "    switch (s->mark) {\n"
                                  "      case RYE: case OATS: grind(); [[fallthrough]];\n"
                                  "      case CHAFF: { sweep(); break; }\n"
                                  "      default: break;\n"
                                  "    }\n"
                                  "    return 0;\n"
                                  "  }\n"
                                  "};\n");
  CHECK(handlersIn(facts) == std::set<std::string>{"RYE -> Grinder::on on RYE", "OATS -> Grinder::on on RYE",
                                                   "CHAFF -> Grinder::on on CHAFF"});
  std::set<std::string> calls;
  for (const auto& [function, call] : eventsIn<FunctionCall>(facts))
    calls.insert(function + ": " + name(facts, call.callee));
  CHECK(calls == std::set<std::string>{"Grinder::on on RYE: grind", "Grinder::on on RYE: Grinder::on on CHAFF",
                                       "Grinder::on on CHAFF: sweep"});
  REQUIRE(facts.actors.size() == 1);
  CHECK(facts.actors.front().placement == Placement::ownThread);
}

TEST_CASE("a message is known by the constant it is made with") {
  const UnitFacts facts = factsOf(std::string(kMarks) +
                                  "struct Load : mill::Sack { int* shared = nullptr; Load() : mill::Sack(CHAFF) {} };\n"
                                  "static mill::Sack const rye{RYE};\n"
                                  "void send(mill::Wheel& w, mill::Sack const* given) {\n"
                                  "  w.put(&rye, mill::kNoRoom);\n"
                                  "  mill::Sack* oats = mill::make<mill::Sack>(OATS);\n"
                                  "  w.put(oats, 3);\n"
                                  "  w.put(new Load, mill::kNoRoom);\n"
                                  "  w.put(given, mill::kNoRoom);\n"
                                  "}\n");
  const auto casts = eventsIn<Cast>(facts);
  REQUIRE(casts.size() == 4);
  CHECK(name(facts, casts[0].second.message) == "RYE");
  CHECK_FALSE(casts[0].second.mayFail);
  CHECK(name(facts, casts[1].second.message) == "OATS");
  CHECK(casts[1].second.mayFail);
  CHECK(name(facts, casts[2].second.message) == "CHAFF");
  REQUIRE(casts[2].second.payload.size() == 1);
  CHECK(name(facts, casts[2].second.payload.front().member) == "shared");
  CHECK(casts[3].second.message == Symbol::none);
}

TEST_CASE("a timer sends what it was made with, after so many ticks") {
  const UnitFacts facts = factsOf(std::string(kMarks) +
                                  "struct Grinder : mill::Wheel {\n"
                                  "  mill::Bell once; mill::Bell often;\n"
                                  "  Grinder();\n"
                                  "  void wait() { once.ring(50); often.ring(50, 50); }\n"
                                  "};\n"
                                  "Grinder::Grinder() : once(this, RYE), often(this, OATS) {}\n");
  const auto schedules = eventsIn<Schedule>(facts);
  REQUIRE(schedules.size() == 2);
  CHECK(name(facts, schedules[0].second.message) == "RYE");
  CHECK_FALSE(schedules[0].second.periodic);
  CHECK(schedules[0].second.delay.kind == BoundKind::expression);
  CHECK(schedules[0].second.receiver.kind == HandleKind::self);
  CHECK(name(facts, schedules[1].second.message) == "OATS");
  CHECK(schedules[1].second.periodic);
}

TEST_CASE("an object is started by whatever name it has") {
  const UnitFacts facts = factsOf(
      "struct Grinder : mill::Wheel {};\n"
      "static Grinder grinder;\n"
      "mill::Wheel* const anyWheel = &grinder;\n"
      "void begin(mill::Wheel* unknown) { anyWheel->start(); unknown->start(); }\n");
  const auto spawns = eventsIn<Spawn>(facts);
  REQUIRE(spawns.size() == 2);
  CHECK(name(facts, spawns[0].second.actor) == "Grinder");
  CHECK(spawns[1].second.actor == Symbol::none);
  const bool flows = std::any_of(facts.flows.begin(), facts.flows.end(), [&](const Flow& flow) {
    return flow.from.kind == HandleKind::spawned && name(facts, flow.to.symbol) == "anyWheel";
  });
  CHECK(flows);
}

TEST_CASE("holding a lane makes no actor before something runs there") {
  CHECK(factsOf("struct Idle { mill::Lane lane; void look() {} };\n").actors.empty());
}

TEST_CASE("posted functions and completions are turns of the owner of the lane") {
  const UnitFacts facts = factsOf(
      "void work();\n"
      "struct Cart {\n"
      "  mill::Lane lane;\n"
      "  void load() { mill::run(lane, [this] { work(); }); }\n"
      "  void unload() { mill::read(lane, [this] { work(); }); }\n"
      "};\n"
      "void outside(mill::Lane& lane) { mill::run(lane, [] { work(); }); }\n");
  CHECK(handlersIn(facts) ==
        std::set<std::string>{"lambda in Cart::load -> lambda in Cart::load", "mill::read -> lambda in Cart::unload"});
  const auto casts = eventsIn<Cast>(facts);
  REQUIRE(casts.size() == 1);
  CHECK(casts.front().second.receiver.kind == HandleKind::self);
  const auto tasks = eventsIn<Task>(facts);
  REQUIRE(tasks.size() == 1);
  CHECK(tasks.front().first == "outside");
  CHECK(tasks.front().second.owner == TaskOwner::kept);
}

TEST_CASE("who begins work says who learns of its end") {
  const UnitFacts facts = factsOf(
      "void risky();\n"
      "int quiet() { try { risky(); } catch (...) {} return 0; }\n"
      "int loud() { risky(); return 0; }\n"
      "void begin() {\n"
      "  mill::begin(quiet(), mill::Ignore{});\n"
      "  mill::begin(loud(), [](int) {});\n"
      "  mill::begin(loud(), mill::Ignore{});\n"
      "}\n");
  const auto tasks = eventsIn<Task>(facts);
  REQUIRE(tasks.size() == 3);
  CHECK(tasks[0].second.owner == TaskOwner::kept);
  CHECK(tasks[1].second.owner == TaskOwner::kept);
  CHECK(tasks[2].second.owner == TaskOwner::detached);
  CHECK(name(facts, tasks[2].second.body) == "loud");
}

TEST_CASE("only a queued connection makes a message of what is emitted") {
  const UnitFacts facts = factsOf(
      "struct Hopper : mill::Stone {\n"
      " public:\n"
      "  void plain();\n"
      " MILL_EMITS:\n"
      "  void full(int sacks);\n"
      " public:\n"
      "  void fill() { plain(); full(3); }\n"
      "};\n"
      "struct Clerk : mill::Stone { void count(int) {} void note(int) {} };\n"
      "void set(Hopper* hopper, Clerk* clerk) {\n"
      "  mill::wire(hopper, &Hopper::full, clerk, &Clerk::note);\n"
      "  mill::wire(hopper, &Hopper::full, clerk, &Clerk::count, mill::QueuedConnection);\n"
      "}\n");
  const auto casts = eventsIn<Cast>(facts);
  REQUIRE(casts.size() == 1);
  CHECK(casts.front().first == "Hopper::fill");
  std::set<std::string> reached;
  for (const Handler& handler : facts.handlers)
    if (handler.message == casts.front().second.message) reached.insert(name(facts, handler.body));
  CHECK(reached == std::set<std::string>{"Clerk::count"});
  CHECK(handlersIn(facts).size() == 2);
}

TEST_CASE("what a call does may depend on an enumerator among its arguments") {
  const UnitFacts facts = factsOf(
      "void work();\n"
      "struct Runner : mill::Stone {};\n"
      "void ask(Runner* runner) {\n"
      "  mill::tell(runner, [] { work(); });\n"
      "  mill::tell(runner, [] { work(); }, mill::WaitForIt);\n"
      "}\n");
  const auto calls = eventsIn<Call>(facts);
  REQUIRE(calls.size() == 1);
  CHECK(calls.front().second.style == CallStyle::blocking);
  CHECK(calls.front().second.timeout.kind == BoundKind::none);
  CHECK(handlersIn(facts).size() == 1);
}

TEST_CASE("two objects on one thread are not alone on it") {
  const UnitFacts facts = factsOf(
      "struct Runner : mill::Stone {};\n"
      "void place(Runner* a, Runner* b, Runner* c) {\n"
      "  mill::Thread shared, own;\n"
      "  a->move(&shared); b->move(&shared); c->move(&own);\n"
      "}\n");
  const auto spawns = eventsIn<Spawn>(facts);
  REQUIRE(spawns.size() == 3);
  CHECK(spawns[0].second.placement == Placement::ioThread);
  CHECK(spawns[1].second.placement == Placement::ioThread);
  CHECK(spawns[2].second.placement == Placement::ownThread);
}

}  // namespace dramaturg::test
