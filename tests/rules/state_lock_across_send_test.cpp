#include "tests/rules/programs.h"

#include "tests/support/catch.h"

namespace dramaturg::test {
namespace {

constexpr char kRule[] = "state-lock-across-send";

UnitBuilder program() {
  UnitBuilder unit("table.cpp");
  unit.function("main").isEntry().spawns("desk").into(variable("d"));
  return unit;
}

}  // namespace

TEST_CASE("what comes after the lock is given back is nobody's matter") {
  UnitBuilder unit = program();
  unit.actor("desk")
      .handles("(pay)")
      .holding("mutex")
      .writes("desk::sum")
      .letGo()
      .waits(BlockKind::future, Awaits::thread, forEver());
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("sending, writing a file and a second lock under a lock wait for nobody") {
  UnitBuilder unit = program();
  auto pay = unit.actor("desk").handles("(pay)");
  pay.holding("mutex").casts(variable("d"), "(paid)").waits(BlockKind::file, Awaits::pageCache, forEver());
  pay.holding("other").writes("desk::sum").letGo().letGo();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a wait of no length is none") {
  UnitBuilder unit = program();
  unit.actor("desk").handles("(pay)").holding("mutex").waits(BlockKind::future, Awaits::thread, after(0));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an answer that comes as a turn of its own is not waited for") {
  UnitBuilder unit = program();
  unit.function("take");
  unit.actor("desk").handles("(pay)").holding("mutex").asks(variable("d"), "(rate)", CallStyle::continuation,
                                                            after(100), "take");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a function that is handed on may run when the lock is free") {
  UnitBuilder unit = program();
  unit.function("later").waits(BlockKind::sleep, Awaits::time, after(100));
  unit.actor("desk").handles("(pay)").holding("mutex").calls("later", CallForm::passed);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a future under a lock is told, with who else takes the lock") {
  UnitBuilder unit = program();
  unit.function("total").holding("mutex").reads("desk::sum");
  unit.actor("desk").handles("(pay)").holding("mutex").waits(BlockKind::future, Awaits::thread, after(20'000), "get");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(says(found[0], "`total` stands still meanwhile"));
}

TEST_CASE("two waits under one lock are one finding") {
  UnitBuilder unit = program();
  auto pay = unit.actor("desk").handles("(pay)");
  pay.holding("mutex")
      .waits(BlockKind::future, Awaits::thread, forEver())
      .waits(BlockKind::sleep, Awaits::time, after(5));
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a call that suspends under a lock is told") {
  UnitBuilder unit = program();
  unit.actor("desk").handles("(pay)").holding("mutex").asks(variable("d"), "(rate)", CallStyle::suspend, forEver(),
                                                            "take");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("the wait lies in a helper of another unit") {
  UnitBuilder unit = program();
  unit.actor("desk").handles("(pay)").holding("mutex").calls("askBank");
  UnitBuilder bank("bank.cpp");
  bank.function("askBank").waits(BlockKind::network, Awaits::outside, forEver(), "recv");
  std::vector<Finding> found;
  findRule(kRule)->check(link({unit.facts(), bank.facts()}), found);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(says(found[0], "recv"));
}

}  // namespace dramaturg::test
