#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "pipeline-job-queue-as-consumer";

BrokerUse take(UnitBuilder& unit) { return {BrokerAction::consume, unit.symbol("broker_take")}; }
BrokerUse acknowledge(UnitBuilder& unit) { return {BrokerAction::acknowledge, unit.symbol("broker_commit")}; }

/// `main` starts a `worker` and takes messages in a loop that the test writes.
UnitBuilder consumer() {
  UnitBuilder unit("consumer.cpp");
  unit.function("main").isEntry().spawns("worker").into(variable("w"));
  unit.actor("worker").handles("(job)").takes("text", "std::string").computes("std::sort");
  return unit;
}

}  // namespace

TEST_CASE("work in the loop, acknowledged when it is done") {
  UnitBuilder unit = consumer();
  unit.function("main").inLoop(LoopKind::infinite).does(take(unit)).calls("work").does(acknowledge(unit)).endLoop();
  unit.function("work").waits(BlockKind::file, Awaits::thread, forEver(), "fsync");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("what is sent after the work is news of it") {
  UnitBuilder unit = consumer();
  unit.function("main")
      .inLoop(LoopKind::infinite)
      .does(take(unit))
      .waits(BlockKind::remoteCall, Awaits::outside, forEver(), "curl_easy_perform")
      .casts(variable("w"), "(job)")
      .does(acknowledge(unit))
      .endLoop();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("acknowledged by the one who did the work") {
  UnitBuilder unit = consumer();
  unit.function("main").inLoop(LoopKind::infinite).does(take(unit)).casts(variable("w"), "(job)").endLoop();
  unit.actor("worker").handles("(job)").does(acknowledge(unit));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a limit holds the consumer back") {
  UnitBuilder unit = consumer();
  unit.function("main").inLoop(LoopKind::infinite).does(take(unit)).casts(variable("w"), "(job)").endLoop();
  unit.actor("worker").fact().bounded.push_back(unit.symbol("(job)"));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("acknowledged while the message waits in a mailbox") {
  UnitBuilder unit = consumer();
  unit.function("main")
      .inLoop(LoopKind::infinite)
      .does(take(unit))
      .casts(variable("w"), "(job)")
      .does(acknowledge(unit))
      .endLoop();
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "a message is acknowledged before it is worked on");
  CHECK(says(found[0], "`worker` gets the message by a cast"));
}

TEST_CASE("handed on and acknowledged in functions of another unit") {
  UnitBuilder unit = consumer();
  unit.function("main").inLoop(LoopKind::infinite).does(take(unit)).calls("hand_on").endLoop();
  UnitBuilder other("hand_on.cpp");
  other.flow(variable("to"), variable("w"));
  other.function("hand_on").casts(variable("to"), "(job)").does(acknowledge(other));
  const Rule* rule = findRule(kRule);
  CHECK(runRules(link({unit.facts(), other.facts()}), {&rule, 1}).size() == 1);
}

TEST_CASE("drained into a mailbox, and never acknowledged") {
  UnitBuilder unit = consumer();
  unit.function("main").inLoop(LoopKind::infinite).does(take(unit)).casts(variable("w"), "(job)").endLoop();
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(found[0].message == "messages are drained from a broker into the mailbox of `worker`");
}

TEST_CASE("copied into a table of jobs, one by one") {
  UnitBuilder unit = consumer();
  unit.function("main")
      .inLoop(LoopKind::infinite)
      .does(take(unit))
      .waits(BlockKind::database, Awaits::outside, forEver(), "PQexec")
      .does(acknowledge(unit))
      .endLoop();
  CHECK(findings(kRule, unit).empty());  // the statement may be all the work there is

  unit.function("main").spawns("mailer");
  unit.actor("mailer")
      .handler(HandlerKind::timeout)
      .waits(BlockKind::database, Awaits::outside, forEver(), "PQexec")
      .waits(BlockKind::remoteCall, Awaits::outside, forEver(), "curl_easy_perform");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "each message of a broker is copied into a table of jobs");
}

TEST_CASE("one bad message ends the consumer, unless somebody catches it") {
  UnitBuilder unit = consumer();
  unit.function("main").inLoop(LoopKind::infinite).does(take(unit)).calls("work").does(acknowledge(unit)).endLoop();
  unit.function("work").throws("bad_message");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "one bad message ends the consumer");

  unit.function("main").does(dramaturg::Catch{unit.symbol("std::exception"), CatchBody::logs});
  CHECK(findings(kRule, unit).empty());
}
