#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "supervision-linked-task-kills-caller";

/// `bank`, which `shop` needs, starts a linked `audit` that may throw for a message.
UnitBuilder bankWithAudit() {
  UnitBuilder unit("bank.cpp");
  unit.function("main").isEntry().spawns("bank").spawns("shop");
  unit.actor("shop").handles("(buy)").casts(spawned("bank"), "(pay)");
  unit.actor("bank").handles("(pay)").writes("bank::sum");
  unit.actor("bank").handles("(close)").spawnsLinked("audit");
  std::get<dramaturg::Spawn>(unit.function("bank (close)").last().what).mutual = true;
  unit.actor("audit").handles("(check)").throws("mismatch");
  return unit;
}

dramaturg::Spawn& spawnIn(UnitBuilder& unit) {
  return std::get<dramaturg::Spawn>(unit.function("bank (close)").last().what);
}

/// `scan` starts `read` as a task; `tried` says whether a `try` is around the start.
UnitBuilder scanWith(TaskKind kind, bool tried) {
  UnitBuilder unit("scan.cpp");
  unit.function("scan").isEntry().startsTask("read", TaskOwner::local, kind);
  std::get<Task>(unit.function("scan").last().what).holder = unit.symbol("result");
  const dramaturg::Place start = unit.function("scan").last().place;
  unit.function("scan").does(TaskControl{unit.symbol("result"), TaskAction::wait});
  if (tried) unit.function("scan").does(dramaturg::Catch{unit.symbol("std::exception"), CatchBody::logs, start});
  unit.function("read").throws("unreadable");
  return unit;
}

}  // namespace

TEST_CASE("a link that ends the child alone") {
  UnitBuilder unit = bankWithAudit();
  spawnIn(unit).mutual = false;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a handler for exits keeps the caller alive") {
  UnitBuilder unit = bankWithAudit();
  unit.actor("bank").handler(HandlerKind::exit);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a task that does not fail, or catches what it throws") {
  UnitBuilder calm = bankWithAudit();
  calm.function("audit (check)").fact().events.clear();
  CHECK(findings(kRule, calm).empty());
  UnitBuilder caught = bankWithAudit();
  std::get<dramaturg::Throw>(caught.function("audit (check)").last().what).caughtHere = true;
  CHECK(findings(kRule, caught).empty());
}

TEST_CASE("nobody else needs the caller, and it has no plan") {
  UnitBuilder unit("bank.cpp");
  unit.function("main").isEntry().spawns("bank");
  unit.actor("bank").handles("(close)").spawnsLinked("audit");
  spawnIn(unit).mutual = true;
  unit.actor("audit").handles("(check)").throws("mismatch");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("what starts together may be meant to end together") {
  UnitBuilder unit = bankWithAudit();
  unit.function("bank (close)").fact().events.clear();
  unit.actor("bank").init().spawnsLinked("audit");
  std::get<dramaturg::Spawn>(unit.function("bank").last().what).mutual = true;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an exception of a thread without a plan is another matter") {
  CHECK(findings(kRule, scanWith(TaskKind::thread, false)).empty());
  CHECK(findings(kRule, scanWith(TaskKind::async, false)).empty());
}

TEST_CASE("a future that is looked at inside of the try") {
  UnitBuilder unit = scanWith(TaskKind::async, true);
  auto& events = unit.function("scan").fact().events;
  std::get<dramaturg::Catch>(events.back().what).tried.endLine = events.back().place.line;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the others lose the caller through one task") {
  const std::vector<Finding> found = findings(kRule, bankWithAudit());
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "`bank` dies with `audit`, which it is linked to");
  CHECK(says(found[0], "throws `mismatch`"));
  CHECK(says(found[0], "`shop` depends on `bank` as well"));
}

TEST_CASE("an error branch that never runs") {
  UnitBuilder unit("bank.cpp");
  unit.function("main").isEntry().spawns("bank");
  unit.actor("bank").handles("(close)").spawnsLinked("audit");
  spawnIn(unit).mutual = true;
  unit.function("bank (close)")
      .asks(spawned("audit"), "(check)", CallStyle::continuation, after(1000), "checked", "refused");
  unit.function("checked");
  unit.function("refused");
  unit.actor("audit").handles("(check)").throws("mismatch");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "which the caller does not live to see"));
}

TEST_CASE("a notice that comes too late") {
  UnitBuilder unit("bank.cpp");
  unit.function("main").isEntry().spawns("bank");
  unit.actor("bank").handles("(close)").monitors(self("bank"), spawned("audit")).spawnsLinked("audit");
  spawnIn(unit).mutual = true;
  unit.actor("bank").handler(HandlerKind::down);
  unit.actor("audit").handles("(check)").throws("mismatch");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "the link comes first"));
}

TEST_CASE("a try around the start of a thread catches nothing of the thread") {
  const std::vector<Finding> found = findings(kRule, scanWith(TaskKind::thread, true));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
  CHECK(found[0].message == "an exception in this thread ends the whole process");
}

TEST_CASE("a future that is looked at after the try") {
  const std::vector<Finding> found = findings(kRule, scanWith(TaskKind::async, true));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(says(found[0], "here it comes out again"));
}

TEST_CASE("the throw is in a helper of another unit") {
  UnitBuilder bank = bankWithAudit();
  bank.function("audit (check)").fact().events.clear();
  bank.function("audit (check)").calls("compare");
  UnitBuilder helper("compare.cpp");
  helper.function("compare").throws("mismatch");
  CHECK(findings(kRule, {bank.facts(), helper.facts()}).size() == 1);
}
