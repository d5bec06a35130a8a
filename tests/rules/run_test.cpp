#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace dramaturg::test;

namespace {

/// Three senders of a single `log` whose handler waits.
UnitBuilder hub() {
  UnitBuilder unit("log.cpp");
  FunctionBuilder main = unit.function("main").isEntry().spawns("log").into(variable("log"));
  for (const char* name : {"a", "b", "c"}) {
    main.spawns(name);
    unit.flow(field(std::string(name) + "::log"), variable("log"));
    unit.actor(name).field(std::string(name) + "::n");
    unit.actor(name)
        .handles("(go)")
        .reads(std::string(name) + "::n")
        .writes(std::string(name) + "::n", WriteKind::update)
        .casts(field(std::string(name) + "::log"), "(note)");
  }
  unit.actor("log")
      .field("log::n")
      .handles("(note)")
      .reads("log::n")
      .writes("log::n", WriteKind::update)
      .waits(BlockKind::file, Awaits::thread, forEver(), "fsync");
  return unit;
}

}  // namespace

TEST_CASE("a sound program is silent") {
  UnitBuilder unit("ok.cpp");
  unit.function("main")
      .isEntry()
      .spawns("counter")
      .into(variable("c"))
      .casts(variable("c"), "(add)")
      .stops(variable("c"));
  unit.actor("counter")
      .field("counter::n")
      .handles("(add)")
      .reads("counter::n")
      .writes("counter::n", WriteKind::update);
  CHECK(report(unit).empty());
}

TEST_CASE("a hub tells what would relieve it, the cheapest first") {
  const std::vector<Finding> found = report(hub());
  REQUIRE(rulesOf(found) == std::vector<std::string>{"bottleneck-single-actor-hub"});
  CHECK(found[0].folded == std::vector<std::string>{"observability-silent-hub", "bottleneck-blocking-handler"});
  CHECK(says(found[0], "remedy 1: have it tell queue length"));
  CHECK(says(found[0], "remedy 2: "));
  CHECK(found[0].severity == Severity::error);  // a wait without limit on the pool
  CHECK(says(found[0], "besides, handler `(note)` of `log` waits for `fsync`"));
}

TEST_CASE("without the outer rule the inner finding stands for itself") {
  const Rule* const only[] = {findRule("bottleneck-blocking-handler")};
  CHECK(rulesOf(runRules(link({hub().facts()}), only)) == std::vector<std::string>{"bottleneck-blocking-handler"});
}

TEST_CASE("a cycle stands for the waits that it is made of") {
  UnitBuilder unit("pair.cpp");
  unit.function("main").isEntry().spawns("a").into(variable("a")).spawns("b").into(variable("b"));
  unit.flow(field("a::b"), variable("b")).flow(field("b::a"), variable("a"));
  unit.actor("a").handles("(go)").asks(field("a::b"), "(go)", CallStyle::blocking, forEver());
  unit.actor("b").handles("(go)").asks(field("b::a"), "(go)", CallStyle::blocking, forEver());
  const std::vector<Finding> found = report(unit);
  REQUIRE(rulesOf(found) == std::vector<std::string>{"messaging-call-cycle"});
  CHECK(std::ranges::count(found[0].folded, "bottleneck-blocking-handler") == 1);
  CHECK(std::ranges::count(found[0].folded, "messaging-call-without-timeout") == 1);
  CHECK(found[0].folded.size() == 2);
}

TEST_CASE("a restart that fails in its start is one story") {
  UnitBuilder unit("journal.cpp");
  unit.function("main").isEntry().spawns("lobby");
  unit.actor("lobby").init().spawns("journal").into(field("lobby::journal"));
  unit.actor("lobby").init().monitors(self("lobby"), field("lobby::journal"));
  unit.actor("lobby").handler(HandlerKind::down).spawns("journal").into(field("lobby::journal"));
  unit.actor("journal").init().waits(BlockKind::network, Awaits::outside, forEver(), "connect");
  unit.actor("journal").field("journal::n").handles("(say)").writes("journal::n", WriteKind::update);
  unit.raw().handlers.back().spawnerWaits = false;
  const std::vector<Finding> found = report(unit);
  const auto loop = std::ranges::find(found, "supervision-restart-loop", &Finding::rule);
  REQUIRE(loop != found.end());
  CHECK(std::ranges::count(loop->folded, "bottleneck-blocking-init") == 1);
  CHECK(std::ranges::count(rulesOf(found), "bottleneck-blocking-init") == 0);
}

TEST_CASE("a group stands for its growth and for those it does not watch") {
  UnitBuilder unit("topic.cpp");
  unit.function("main").isEntry().spawns("topic").into(variable("t")).casts(variable("t"), "(join)");
  unit.actor("topic").field("topic::members", FieldRole::actorHandle);
  unit.actor("topic").handles("(join)").writes("topic::members", WriteKind::insert);
  unit.actor("topic")
      .handles("(say)")
      .reads("topic::members")
      .inLoop(LoopKind::container, "self->state.members")
      .casts(variable("member"), "(said)")
      .endLoop();
  const std::vector<Finding> found = report(unit);
  REQUIRE(rulesOf(found) == std::vector<std::string>{"naming-handmade-group"});
  CHECK(std::ranges::count(found[0].folded, "state-unbounded-growth") == 1);
  CHECK(std::ranges::count(found[0].folded, "supervision-unmonitored-dependency") == 1);
}

TEST_CASE("a table of actors that only grows is told by those it does not watch") {
  UnitBuilder unit("desk.cpp");
  unit.function("main").isEntry().spawns("desk").into(variable("d")).casts(variable("d"), "(join)");
  unit.actor("desk").field("desk::guests", FieldRole::actorHandle);
  unit.actor("desk").handles("(join)").writes("desk::guests", WriteKind::insert);
  const std::vector<Finding> found = report(unit);
  REQUIRE(rulesOf(found) == std::vector<std::string>{"supervision-unmonitored-dependency"});
  CHECK(found[0].folded == std::vector<std::string>{"state-unbounded-growth"});
}

TEST_CASE("a consumer that floods an actor is one story, told by the queue") {
  UnitBuilder unit("consumer.cpp");
  unit.function("main").isEntry().spawns("worker").into(variable("w"));
  unit.function("main")
      .inLoop(LoopKind::infinite)
      .does(BrokerUse{BrokerAction::consume, unit.symbol("broker_take")})
      .casts(variable("w"), "(job)")
      .does(BrokerUse{BrokerAction::acknowledge, unit.symbol("broker_commit")})
      .endLoop();
  unit.actor("worker").field("worker::n").handles("(job)").takes("text", "std::string").reads("worker::n");
  unit.actor("worker").handles("(job)").writes("worker::n", WriteKind::update);
  const std::vector<Finding> found = report(unit);
  REQUIRE(rulesOf(found) == std::vector<std::string>{"pipeline-job-queue-as-consumer"});
  CHECK(found[0].folded == std::vector<std::string>{"messaging-unbounded-cast"});
}

TEST_CASE("a flood of jobs is told as jobs where the program itself counts on them, else as a flood") {
  const auto build = [](bool triesAgain) {
    UnitBuilder unit("mailer.cpp");
    unit.function("main").isEntry().spawns("mailer").into(variable("m")).spawns("shop").into(variable("s"));
    unit.function("main").asks(variable("s"), "(sell)", CallStyle::blocking, after(100));
    unit.flow(field("shop::mailer"), variable("m"));
    unit.actor("shop").field("shop::mailer", FieldRole::actorHandle);
    unit.actor("shop")
        .handles("(sell)")
        .inLoop(LoopKind::container, "customers")
        .casts(field("shop::mailer"), "(mail)")
        .endLoop()
        .replies();
    unit.actor("mailer").handles("(mail)").takes("address", "std::string");
    unit.actor("mailer").placement(Placement::ownThread);
    unit.actor("mailer").handles("(mail)").waits(BlockKind::remoteCall, Awaits::outside, forEver(),
                                                 "curl_easy_perform");
    if (triesAgain)
      unit.actor("mailer")
          .handles("(mail)")
          .when({"failed"})
          .schedules(self("mailer"), "(mail)", after(5000))
          .endWhen();
    const Rule* const both[] = {findRule("pipeline-jobs-in-memory"), findRule("messaging-unbounded-cast")};
    return runRules(link({unit.facts()}), both);
  };
  CHECK(rulesOf(build(false)) == std::vector<std::string>{"messaging-unbounded-cast"});
  CHECK(std::ranges::count(rulesOf(build(true)), "pipeline-jobs-in-memory") == 1);
}

TEST_CASE("findings come by place, whatever the order of the rules") {
  UnitBuilder unit("many.cpp");
  unit.function("main").isEntry().spawns("server");
  unit.actor("server").handles("(a)").startsTask("work", TaskOwner::detached);
  unit.function("work").throws("error");
  unit.actor("server").handles("(b)").waits(BlockKind::sleep, Awaits::time, after(5), "sleep_for");
  std::vector<const Rule*> backwards(allRules().begin(), allRules().end());
  std::ranges::reverse(backwards);
  const ActorSystem system = link({unit.facts()});
  const std::vector<Finding> forwards = runRules(system, allRules());
  CHECK(rulesOf(forwards) == std::vector<std::string>{"supervision-detached-task", "bottleneck-blocking-handler"});
  CHECK(rulesOf(runRules(system, backwards)) == rulesOf(forwards));
}

TEST_CASE("what may well be wrong is said one step more quietly") {
  UnitBuilder unit("pump.cpp");
  unit.function("main").isEntry().spawns("sink").into(variable("s")).spawns("pump");
  unit.flow(field("pump::sink"), variable("s"));
  unit.actor("pump").handles("(go)").inLoop(LoopKind::container, "rows").casts(field("pump::sink"), "(item)").endLoop();
  unit.actor("sink").handles("(item)").replies();
  const std::vector<Finding> found = findings("messaging-unbounded-cast", unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(found[0].severity == Severity::suggestion);
}

TEST_CASE("the order of units does not change the report") {
  UnitBuilder first("a.cpp");
  first.function("main").isEntry().spawns("server");
  first.actor("server").handles("(go)").calls("settle");
  UnitBuilder second("b.cpp");
  second.function("settle").waits(BlockKind::sleep, Awaits::time, after(50), "sleep_for");
  const std::vector<Finding> one = runRules(link({first.facts(), second.facts()}), allRules());
  const std::vector<Finding> other = runRules(link({second.facts(), first.facts()}), allRules());
  REQUIRE(rulesOf(one) == rulesOf(other));
  for (std::size_t i = 0; i < one.size(); ++i) {
    CHECK(one[i].message == other[i].message);
    CHECK(one[i].evidence.size() == other[i].evidence.size());
  }
}
