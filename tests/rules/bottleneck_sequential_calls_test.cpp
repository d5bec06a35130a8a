#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-sequential-calls";

using dramaturg::Block;
using dramaturg::Function;
using dramaturg::Loop;

/// `board` asks each of several `shops` in a loop of one of its turns.
UnitBuilder boardAsking(CallStyle style, LoopKind loop = LoopKind::container, std::uint64_t count = 0) {
  UnitBuilder unit("board.cpp");
  unit.function("main").isEntry().spawns("board").inLoop(LoopKind::container, "names").spawns("shop").endLoop();
  unit.actor("shop").handles("(price)", Answers::value).reads("shop::price").replies();
  unit.actor("board")
      .handles("(compare)")
      .inLoop(loop, "shops", count)
      .asks(spawned("shop"), "(price)", style, after(10));
  return unit;
}

Loop& loopOf(UnitBuilder& unit) { return unit.function("board (compare)").fact().loops.back(); }

}  // namespace

TEST_CASE("answers that come as turns of their own do not hold the loop") {
  CHECK(findings(kRule, boardAsking(CallStyle::continuation)).empty());
  CHECK(findings(kRule, boardAsking(CallStyle::unobserved)).empty());

  UnitBuilder unit = boardAsking(CallStyle::suspend);
  std::get<dramaturg::Call>(unit.function("board (compare)").last().what).onReply = unit.symbol("got");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an answer that may end the loop decides whether there is a next pass") {
  UnitBuilder unit = boardAsking(CallStyle::blocking);
  loopOf(unit).leaves = true;
  CHECK(findings(kRule, unit).empty());

  UnitBuilder thrown = boardAsking(CallStyle::blocking);
  thrown.function("board (compare)").inLoop(LoopKind::container, "shops").calls("check");
  thrown.function("board (compare)").fact().events.back().loop = 1;
  thrown.function("check").throws("refused");
  CHECK(findings(kRule, thrown).empty());
}

TEST_CASE("a pass that needs what the last one got comes after it") {
  UnitBuilder unit = boardAsking(CallStyle::blocking);
  loopOf(unit).carries = true;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("loops that go on until something holds are retries and polls") {
  CHECK(findings(kRule, boardAsking(CallStyle::blocking, LoopKind::condition)).empty());
  CHECK(findings(kRule, boardAsking(CallStyle::blocking, LoopKind::infinite)).empty());
  CHECK(findings(kRule, boardAsking(CallStyle::blocking, LoopKind::constant, 1)).empty());
}

TEST_CASE("futures that are collected after all were started") {
  UnitBuilder unit("scale.cpp");
  dramaturg::test::FunctionBuilder scale = unit.function("scale").isEntry().inLoop(LoopKind::container, "images");
  scale.startsTask("shrink", TaskOwner::local, TaskKind::async).endLoop();
  std::get<Task>(scale.last().what).holder = unit.symbol("futures");
  std::get<Task>(scale.last().what).among = true;
  scale.inLoop(LoopKind::container, "futures").waits(BlockKind::future, Awaits::thread, forEver(), "get");
  std::get<Block>(scale.last().what).receiver = unit.handle(variable("future"));
  unit.function("shrink");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an oldest future that is waited for when there are many limits them") {
  UnitBuilder unit("scale.cpp");
  dramaturg::test::FunctionBuilder scale = unit.function("scale").isEntry().inLoop(LoopKind::container, "images");
  scale.startsTask("shrink", TaskOwner::local, TaskKind::async);
  std::get<Task>(scale.last().what).holder = unit.symbol("futures");
  std::get<Task>(scale.last().what).among = true;
  scale.waits(BlockKind::future, Awaits::thread, forEver(), "get");
  std::get<Block>(scale.last().what).receiver = unit.handle(variable("futures"));
  unit.function("shrink");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("requests to several actors, each awaited before the next") {
  const std::vector<Finding> found = findings(kRule, boardAsking(CallStyle::blocking));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "every pass of a loop over `shops` waits for the answer to `(price)`");
  CHECK(says(found[0], "no value of one pass goes into the next"));
}

TEST_CASE("a suspended turn that goes on in the same loop waits like a blocked one") {
  CHECK(findings(kRule, boardAsking(CallStyle::suspend)).size() == 1);
}

TEST_CASE("one receiver answers one by one whatever its caller does") {
  UnitBuilder unit("board.cpp");
  unit.function("main").isEntry().spawns("board").spawns("shop");
  unit.actor("shop").handles("(price)", Answers::value).reads("shop::price").replies();
  unit.actor("board").handles("(compare)").inLoop(LoopKind::container, "goods");
  unit.function("board (compare)").inLoop(LoopKind::container, "goods");
  unit.function("board (compare)").asks(spawned("shop"), "(price)", CallStyle::blocking, after(10));
  unit.function("board (compare)").last().loop = 1;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("what else a pass does may have to stay in order") {
  UnitBuilder unit = boardAsking(CallStyle::blocking);
  unit.function("board (compare)").casts(spawned("shop"), "(sold)");
  unit.function("board (compare)").last().loop = 1;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("a future that the same pass makes and waits for") {
  UnitBuilder unit("scale.cpp");
  dramaturg::test::FunctionBuilder scale = unit.function("scale").isEntry().inLoop(LoopKind::container, "images");
  scale.startsTask("shrink", TaskOwner::local, TaskKind::async);
  std::get<Task>(scale.last().what).holder = unit.symbol("done");
  scale.waits(BlockKind::future, Awaits::thread, forEver(), "get");
  std::get<Block>(scale.last().what).receiver = unit.handle(variable("done"));
  unit.function("shrink");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}

TEST_CASE("a dropped future of an asynchronous task waits where it is dropped") {
  UnitBuilder unit("scale.cpp");
  unit.function("scale")
      .isEntry()
      .inLoop(LoopKind::container, "images")
      .startsTask("shrink", TaskOwner::dropped, TaskKind::async);
  unit.function("shrink");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("the wait is in a helper of another unit") {
  UnitBuilder board("board.cpp");
  board.function("main").isEntry().spawns("board").inLoop(LoopKind::container, "names").spawns("shop").endLoop();
  board.actor("shop").handles("(price)", Answers::value).reads("shop::price").replies();
  board.actor("board").handles("(compare)").inLoop(LoopKind::container, "shops").calls("ask_price");
  UnitBuilder client("client.cpp");
  client.function("ask_price").asks(spawned("shop"), "(price)", CallStyle::blocking, after(10));
  const std::vector<Finding> found = findings(kRule, {board.facts(), client.facts()});
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "calls `ask_price`"));
}
