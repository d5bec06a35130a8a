#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-blocking-init";

/// `parent` spawns `child`, whose constructor runs inside the spawn.
UnitBuilder parentAndChild() {
  UnitBuilder unit("child.cpp");
  unit.function("main").isEntry().spawns("parent");
  unit.actor("parent").handles("(start)").spawns("child");
  return unit;
}

}  // namespace

TEST_CASE("what is there at once may be waited for") {
  UnitBuilder unit = parentAndChild();
  unit.actor("child")
      .init()
      .waits(BlockKind::file, Awaits::pageCache, forEver())
      .waits(BlockKind::lock, Awaits::lock, forEver());
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("on a thread of its own it holds nobody up") {
  UnitBuilder unit("child.cpp");
  unit.function("main").isEntry().spawnsOn(Placement::ownThread, "child");
  unit.actor("child").placement(Placement::ownThread).init().waits(BlockKind::network, Awaits::outside, forEver());
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a request that is sent and not waited for is the right thing") {
  UnitBuilder unit = parentAndChild();
  unit.actor("child").init().asks(field("child::server"), "(get)", CallStyle::continuation, after(100));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a wait for another machine is told, through a helper in another unit too") {
  UnitBuilder unit = parentAndChild();
  unit.actor("child").init().calls("connect_to");
  UnitBuilder helper("net.cpp");
  helper.function("connect_to").waits(BlockKind::network, Awaits::outside, forEver(), "connect");
  std::vector<Finding> found;
  findRule(kRule)->check(link({unit.facts(), helper.facts()}, {true}), found);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "waits in `connect`"));
}
