#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "pipeline-jobs-in-memory";

void request(FunctionBuilder work) {
  work.waits(BlockKind::remoteCall, Awaits::outside, forEver(), "curl_easy_perform");
}

/// A `mailer` whose `(mail)` brings an address and sends a mail.
UnitBuilder mailer() {
  UnitBuilder unit("mailer.cpp");
  unit.function("main").isEntry().spawns("mailer").into(variable("m")).casts(variable("m"), "(mail)");
  unit.actor("mailer").handles("(mail)").takes("address", "std::string");
  request(unit.actor("mailer").handles("(mail)"));
  return unit;
}

void triesAgain(UnitBuilder& unit, Bound delay = after(5000)) {
  unit.actor("mailer").handles("(mail)").when({"failed"}).schedules(self("mailer"), "(mail)", delay).endWhen();
}

}  // namespace

TEST_CASE("a job that is tried once promises nothing") { CHECK(findings(kRule, mailer()).empty()); }

TEST_CASE("a message about nothing is no job") {
  UnitBuilder unit("poller.cpp");
  unit.function("main").isEntry().spawns("poller").into(variable("p")).casts(variable("p"), "(poll)");
  request(unit.actor("poller").handles("(poll)"));
  unit.actor("poller").handles("(poll)").when({"failed"}).schedules(self("poller"), "(poll)", after(60000)).endWhen();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("work without an effect outside may be lost") {
  UnitBuilder unit("cache.cpp");
  unit.function("main").isEntry().spawns("cache").into(variable("c")).casts(variable("c"), "(warm)");
  unit.actor("cache").handles("(warm)").takes("key", "int").computes("std::sort");
  unit.actor("cache").handles("(warm)").when({"failed"}).schedules(self("cache"), "(warm)", after(60000)).endWhen();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("setting up a connection changes nothing") {
  UnitBuilder unit("client.cpp");
  unit.function("main").isEntry().spawns("client").into(variable("c")).casts(variable("c"), "(connect)");
  unit.actor("client").handles("(connect)").takes("host", "std::string");
  unit.actor("client").handles("(connect)").waits(BlockKind::database, Awaits::outside, forEver(), "PQconnectdb");
  unit.actor("client").handles("(connect)").when({"failed"}).schedules(self("client"), "(connect)", after(1000));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a job that is written down") {
  UnitBuilder unit = mailer();
  triesAgain(unit);
  unit.actor("mailer").handles("(mail)").waits(BlockKind::file, Awaits::thread, forEver(), "fsync");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("somebody waits for the outcome, and would ask again") {
  UnitBuilder unit = mailer();
  triesAgain(unit);
  unit.function("main").spawns("shop").into(variable("s"));
  unit.flow(field("shop::mailer"), variable("m"));
  unit.actor("shop").handles("(sell)").asks(field("shop::mailer"), "(mail)", CallStyle::continuation, after(1000),
                                            "done");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("work that the next start finds again") {
  UnitBuilder unit = mailer();
  triesAgain(unit);
  unit.actor("mailer").init().waits(BlockKind::database, Awaits::outside, forEver(), "PQexec");
  CHECK(findings(kRule, unit).empty());

  UnitBuilder own = mailer();
  triesAgain(own);
  own.actor("mailer").init().casts(self("mailer"), "(mail)");
  CHECK(findings(kRule, own).empty());
}

TEST_CASE("tried again from memory alone") {
  UnitBuilder unit = mailer();
  triesAgain(unit);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "the job `(mail)` of `mailer` is kept in memory alone");
  CHECK(says(found[0], "tries again"));
  CHECK(says(found[0], "`curl_easy_perform` changes something outside"));
}

TEST_CASE("planned for later, the effect being in another unit") {
  UnitBuilder unit("shop.cpp");
  unit.function("main").isEntry().spawns("shop").into(variable("s")).casts(variable("s"), "(sell)");
  unit.actor("shop").handles("(sell)").schedules(self("shop"), "(remind)", after(86'400'000));
  unit.actor("shop").handles("(remind)").takes("address", "std::string").calls("send_mail");
  UnitBuilder other("mail.cpp");
  request(other.function("send_mail"));
  const Rule* rule = findRule(kRule);
  const auto found = runRules(link({unit.facts(), other.facts()}), {&rule, 1});
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "if the program still runs"));

  UnitBuilder soon("shop.cpp");
  soon.function("main").isEntry().spawns("shop").into(variable("s")).casts(variable("s"), "(sell)");
  soon.actor("shop").handles("(sell)").schedules(self("shop"), "(remind)", after(500));
  soon.actor("shop").handles("(remind)").takes("address", "std::string").calls("send_mail");
  CHECK(runRules(link({soon.facts(), other.facts()}), {&rule, 1}).empty());
}

TEST_CASE("the caller has its answer before the work is done") {
  UnitBuilder unit = mailer();
  unit.function("main")
      .spawns("shop")
      .into(variable("s"))
      .asks(variable("s"), "(sell)", CallStyle::blocking, after(100));
  unit.flow(field("shop::mailer"), variable("m"));
  unit.actor("shop").field("shop::mailer", FieldRole::actorHandle);
  unit.actor("shop").handles("(sell)").casts(field("shop::mailer"), "(mail)").replies();
  auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);

  unit.actor("shop").handles("(sell)").waits(BlockKind::database, Awaits::outside, forEver(), "PQexec");
  CHECK(findings(kRule, unit).empty());
}
