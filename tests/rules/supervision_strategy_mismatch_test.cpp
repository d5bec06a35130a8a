#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "supervision-strategy-mismatch";

/// A `parent` that starts a `store` and a `shop` which gets the store's handle.
UnitBuilder parentOfTwo() {
  UnitBuilder unit("parent.cpp");
  unit.function("main").isEntry().spawns("parent");
  unit.actor("parent").field("parent::store", FieldRole::actorHandle).init().calls("start_store");
  unit.function("start_store").spawns("store").into(field("parent::store"));
  unit.actor("parent").init().spawns("shop").into(field("parent::shop"));
  unit.flow(field("shop::store"), field("parent::store"));
  unit.actor("shop").field("shop::store", FieldRole::actorHandle);
  unit.actor("shop").handles("(sell)").casts(field("shop::store"), "(take)");
  unit.actor("store").field("store::n").handles("(take)").reads("store::n").writes("store::n", WriteKind::update);
  return unit;
}

void restartsTheStore(UnitBuilder& unit) { unit.actor("parent").handler(HandlerKind::down).calls("start_store"); }

}  // namespace

TEST_CASE("whoever restarts nothing has no strategy") {
  UnitBuilder unit = parentOfTwo();
  unit.actor("parent").handler(HandlerKind::down).writes("parent::n", WriteKind::update);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("what depends on it is started again as well") {
  UnitBuilder unit = parentOfTwo();
  restartsTheStore(unit);
  unit.actor("parent").handler(HandlerKind::down).spawns("shop").into(field("parent::shop"));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the dependent is sent the new handle, or told to end") {
  UnitBuilder sent = parentOfTwo();
  restartsTheStore(sent);
  sent.actor("parent").handler(HandlerKind::down).casts(field("parent::shop"), "(use)");
  CHECK(findings(kRule, sent).empty());

  UnitBuilder ended = parentOfTwo();
  restartsTheStore(ended);
  ended.actor("parent").handler(HandlerKind::down).stops(field("parent::shop"));
  CHECK(findings(kRule, ended).empty());
}

TEST_CASE("the dependent hears of the end or looks the name up") {
  UnitBuilder watches = parentOfTwo();
  restartsTheStore(watches);
  watches.actor("shop").init().monitors(self("shop"), field("shop::store"));
  CHECK(findings(kRule, watches).empty());

  UnitBuilder looksUp = parentOfTwo();
  restartsTheStore(looksUp);
  looksUp.actor("shop").handles("(sell)").gets("store", field("shop::store"));
  CHECK(findings(kRule, looksUp).empty());
}

TEST_CASE("siblings that know nothing of each other are restarted alone") {
  UnitBuilder unit("parent.cpp");
  unit.function("main").isEntry().spawns("parent");
  unit.actor("parent").init().spawns("store").spawns("shop");
  unit.actor("parent").handler(HandlerKind::down).spawns("store");
  unit.actor("shop").handles("(sell)").replies();
  unit.actor("store").handles("(take)").replies();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("one is restarted, the other keeps the handle of the dead one") {
  UnitBuilder unit = parentOfTwo();
  restartsTheStore(unit);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "`store` is started again alone, `shop` keeps the handle of the one that ended");
  CHECK(says(found[0], "starts `shop`"));
}

TEST_CASE("the dependent is in another unit") {
  UnitBuilder unit("parent.cpp");
  unit.function("main").isEntry().spawns("parent");
  unit.actor("parent").init().spawns("store").into(field("parent::store")).spawns("shop").into(field("parent::shop"));
  unit.actor("parent").handler(HandlerKind::down).spawns("store").into(field("parent::store"));
  unit.flow(parameter("shop::shop", 0), field("parent::store"));
  UnitBuilder other("shop.cpp");
  other.flow(field("shop::store"), parameter("shop::shop", 0));
  other.actor("shop").field("shop::store", FieldRole::actorHandle);
  other.actor("shop").handles("(sell)").casts(field("shop::store"), "(take)");
  other.actor("store").handles("(take)").replies();
  const Rule* rule = findRule(kRule);
  CHECK(runRules(link({unit.facts(), other.facts()}), {&rule, 1}).size() == 1);
}

TEST_CASE("strangers are ended and restarted together") {
  UnitBuilder unit("parent.cpp");
  unit.function("main").isEntry().spawns("parent");
  unit.actor("parent").init().calls("start_all");
  unit.function("start_all").spawns("clock").into(field("parent::clock")).spawns("radio").into(field("parent::radio"));
  unit.actor("parent")
      .handler(HandlerKind::down)
      .stops(field("parent::clock"))
      .stops(field("parent::radio"))
      .calls("start_all");
  unit.actor("clock").handles("(time)").replies();
  unit.actor("radio").handles("(play)").replies();
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
  CHECK(says(found[0], "no message, link or memory"));

  unit.flow(field("radio::clock"), field("parent::clock"));
  unit.actor("radio").handles("(play)").asks(field("radio::clock"), "(time)", CallStyle::continuation, after(100));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a name is looked up before its owner is started") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("shop").spawns("store").into(variable("s")).puts("store", variable("s"));
  unit.actor("shop").init().gets("store", field("shop::store"));
  unit.actor("shop").handles("(sell)").casts(field("shop::store"), "(take)");
  unit.actor("store").handles("(take)").replies();
  auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "`shop` looks for `store`, which is started after it");

  unit.actor("shop").handles("(sell)").gets("store", field("shop::store"));
  CHECK(findings(kRule, unit).empty());
}
