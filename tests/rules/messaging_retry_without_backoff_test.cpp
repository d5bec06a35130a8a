#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-retry-without-backoff";

/// `client` asks in `ask`; what happens then is up to `failed`.
UnitBuilder client() {
  UnitBuilder unit("client.cpp");
  unit.actor("client").handles("(go)").calls("ask");
  unit.function("ask").asks(field("client::server"), "(get)", CallStyle::continuation, after(100), {}, "failed");
  return unit;
}

}  // namespace

TEST_CASE("a failure that is counted or told is no retry") {
  UnitBuilder unit = client();
  unit.function("failed").writes("client::failures").calls("tell");
  unit.function("tell").casts(field("client::log"), "(failed)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a limit on the attempts ends it") {
  UnitBuilder unit = client();
  unit.function("failed").when({"client::attempts"}, /*compares=*/true).calls("ask");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a later message is a pause, and so is sleep") {
  UnitBuilder later = client();
  later.function("failed").schedules(self("client"), "(go)", after(1000));
  CHECK(findings(kRule, later).empty());
  UnitBuilder asleep = client();
  asleep.function("failed").waits(BlockKind::sleep, Awaits::time, after(1000)).calls("ask");
  CHECK(findings(kRule, asleep).empty());
}

TEST_CASE("whoever takes the next thing out before asking does not ask again") {
  UnitBuilder unit("client.cpp");
  unit.actor("client").handles("(go)").calls("ask");
  unit.function("ask")
      .writes("client::queue", WriteKind::erase)
      .asks(field("client::server"), "(get)", CallStyle::continuation, after(100), {}, "failed");
  unit.function("failed").calls("ask");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the failure that asks again at once is told") {
  UnitBuilder unit = client();
  unit.function("failed").calls("ask");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "without a pause"));
}

TEST_CASE("also when a helper in another unit asks again") {
  UnitBuilder unit = client();
  unit.function("failed").calls("retry");
  UnitBuilder helper("helper.cpp");
  helper.function("retry").calls("ask");
  std::vector<Finding> found;
  findRule(kRule)->check(link({unit.facts(), helper.facts()}, {true}), found);
  CHECK(found.size() == 1);
}
