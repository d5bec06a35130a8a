#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "observability-trace-left-on";

Trace trace(UnitBuilder& unit, bool on = true, std::string_view shows = "every message") {
  return Trace{unit.symbol("log_all"), unit.symbol(shows), on, false};
}

}  // namespace

TEST_CASE("a flag decides, at the switch or on the way to it") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().when({"verbose"}).does(trace(unit));
  CHECK(findings(kRule, unit).empty());

  UnitBuilder before("main.cpp");
  before.function("main").isEntry().when({"verbose"}).calls("look_at_all");
  before.function("look_at_all").does(trace(before));
  CHECK(findings(kRule, before).empty());
}

TEST_CASE("the preprocessor decides") {
  UnitBuilder unit("main.cpp");
  Trace optional = trace(unit);
  optional.optional = true;
  unit.function("main").isEntry().does(optional);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("what is switched off or narrowed down somewhere is looked after") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().does(trace(unit));
  UnitBuilder other("guard.cpp");
  other.function("guard::~guard").isForm(dramaturg::FunctionForm::destructor).does(trace(other, /*on=*/false));
  const auto system = link({unit.facts(), other.facts()});
  const Rule* rule = findRule(kRule);
  CHECK(runRules(system, {&rule, 1}).empty());
}

TEST_CASE("a message that switches it on is somebody's decision") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("server");
  unit.actor("server").handles("(look)").does(trace(unit));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("nobody is seen to call it") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry();
  unit.function("look_at_all").does(trace(unit));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("switched on by the start, for ever") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().does(trace(unit));
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "`log_all` shows every message in every run, and nothing ends that");
}

TEST_CASE("another trace that is switched off is none of its business") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().does(trace(unit)).does(trace(unit, false, "every allocation"));
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("the start of an actor, through a function of another unit") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("server");
  unit.actor("server").init().calls("look_at_all");
  UnitBuilder other("look.cpp");
  other.function("look_at_all").does(trace(other));
  const auto system = link({unit.facts(), other.facts()});
  const Rule* rule = findRule(kRule);
  const auto found = runRules(system, {&rule, 1});
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}
