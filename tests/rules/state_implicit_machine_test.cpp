#include "tests/rules/programs.h"

#include "tests/support/catch.h"

namespace dramaturg::test {
namespace {

constexpr char kRule[] = "state-implicit-machine";

struct Wash {
  UnitBuilder unit{"wash.cpp"};
  int handlers = 0;

  explicit Wash(std::uint32_t states = 4) {
    unit.function("main").isEntry().spawns("wash");
    unit.actor("wash").field("wash::phase").field("wash::beats");
    unit.actor("wash").fact().fields.front().states = states;
  }
  /// A handler that acts in one phase, and goes to another one if it is told to.
  void handler(std::string_view message, std::string_view tested, std::string_view next = {}, bool compares = false) {
    auto body = unit.actor("wash").handles(message);
    body.when({"wash::phase"}, compares).comparing({tested}).writes("wash::beats", WriteKind::update);
    if (!next.empty()) body.writes("wash::phase", WriteKind::assign, next);
    body.endWhen();
  }
};

}  // namespace

TEST_CASE("on and off are no machine") {
  Wash wash(2);
  wash.handler("(coin)", "idle", "paid");
  wash.handler("(start)", "paid", "washing");
  wash.handler("(tick)", "washing");
  CHECK(findings(kRule, wash.unit).empty());
}

TEST_CASE("a mode that only the start sets is no state") {
  Wash wash;
  wash.unit.actor("wash").init().writes("wash::phase", WriteKind::assign, "idle");
  wash.handler("(coin)", "idle");
  wash.handler("(start)", "paid");
  wash.handler("(tick)", "washing");
  CHECK(findings(kRule, wash.unit).empty());
}

TEST_CASE("comparing by size is counting") {
  Wash wash;
  wash.handler("(coin)", "idle", "paid", /*compares=*/true);
  wash.handler("(start)", "paid", "washing", true);
  wash.handler("(tick)", "washing", {}, true);
  CHECK(findings(kRule, wash.unit).empty());
}

TEST_CASE("an actor that becomes another behaviour has said its states") {
  Wash wash;
  wash.handler("(coin)", "idle", "paid");
  wash.handler("(start)", "paid", "washing");
  wash.handler("(tick)", "washing");
  wash.unit.actor("wash").handles("(stop)").becomes("stopped");
  CHECK(findings(kRule, wash.unit).empty());
}

TEST_CASE("two handlers are no machine") {
  Wash wash;
  wash.handler("(coin)", "idle", "paid");
  wash.handler("(start)", "paid", "washing");
  CHECK(findings(kRule, wash.unit).empty());
}

TEST_CASE("three handlers that depend on a phase which two of them change are one") {
  Wash wash;
  wash.handler("(coin)", "idle", "paid");
  wash.handler("(start)", "paid", "washing");
  wash.handler("(tick)", "washing");
  const auto found = findings(kRule, wash.unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(says(found[0], "goes to `paid`"));
  CHECK(says(found[0], "depending on `washing`"));
}

TEST_CASE("the handlers' code lies in another unit than the actor") {
  Wash wash;
  wash.handler("(coin)", "idle", "paid");
  wash.handler("(start)", "paid", "washing");
  wash.unit.actor("wash").handles("(tick)").calls("step");
  UnitBuilder other("step.cpp");
  other.function("step").when({"wash::phase"}).comparing({"washing"}).writes("wash::beats", WriteKind::update);
  std::vector<Finding> found;
  findRule(kRule)->check(link({wash.unit.facts(), other.facts()}), found);
  CHECK(found.size() == 1);
}

}  // namespace dramaturg::test
