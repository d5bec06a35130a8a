#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "bottleneck-read-through-actor";

/// A single `table` with a field, `(get)` and `(set)`, and readers that ask `(get)` in their handler `(go)`.
UnitBuilder tableWith(std::initializer_list<const char*> readers) {
  UnitBuilder unit("table.cpp");
  FunctionBuilder main = unit.function("main").isEntry().spawns("table").into(variable("t"));
  for (const char* reader : readers) main.spawns(reader);
  for (const char* reader : readers) {
    const std::string hold = std::string(reader) + "::table";
    unit.flow(field(hold), variable("t"));
    unit.actor(reader).handles("(go)").asks(field(hold), "(get)", CallStyle::continuation, after(1000));
  }
  ActorBuilder table = unit.actor("table").field("table::value");
  table.handles("(get)").reads("table::value").replies();
  table.handles("(set)").writes("table::value");
  return unit;
}

}  // namespace

TEST_CASE("one class of readers does not make a snapshot worth it") {
  CHECK(findings(kRule, tableWith({"gate"})).empty());
}

TEST_CASE("a question that changes the answer is no read") {
  UnitBuilder unit = tableWith({"gate", "kiosk"});
  unit.actor("table").handles("(get)").writes("table::value", WriteKind::update);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a reader that writes first must see its own write") {
  UnitBuilder unit = tableWith({"gate", "kiosk"});
  unit.actor("gate").handles("(go)").casts(field("gate::table"), "(set)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("fields of different writers belong together only inside of a turn") {
  UnitBuilder unit = tableWith({"gate", "kiosk"});
  ActorBuilder table = unit.actor("table").field("table::other");
  table.handles("(other)").writes("table::other");
  table.handles("(get)").reads("table::other");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that is mostly written to keeps its reads") {
  UnitBuilder unit = tableWith({"gate", "kiosk"});
  FunctionBuilder feed = unit.actor("feed").handles("(go)");
  unit.flow(field("feed::table"), variable("t"));
  feed.casts(field("feed::table"), "(set)").casts(field("feed::table"), "(set)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("two classes that only read wait for a turn that they do not need") {
  const std::vector<Finding> found = findings(kRule, tableWith({"gate", "kiosk"}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "2 of 2 places that send to `table` only read");
  CHECK(says(found[0], "only handler `(set)` of `table` writes it"));
}

TEST_CASE("values of the start are constants, and their readers are told so") {
  UnitBuilder unit("table.cpp");
  unit.function("main").isEntry().spawns("table").into(variable("t")).spawns("gate").spawns("kiosk");
  for (const char* reader : {"gate", "kiosk"}) {
    unit.flow(field(std::string(reader) + "::table"), variable("t"));
    unit.actor(reader).handles("(go)").asks(field(std::string(reader) + "::table"), "(get)", CallStyle::continuation,
                                            after(1000));
  }
  ActorBuilder table = unit.actor("table").field("table::value");
  table.init().writes("table::value");
  table.handles("(get)").reads("table::value").replies();
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "`table` hands out values that never change after its start");
}

TEST_CASE("what it has no handler for is no use of it") {
  UnitBuilder unit = tableWith({"gate", "kiosk"});
  unit.function("main").casts(variable("t"), "(set)").casts(variable("t"), "(nobody takes this)");
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "2 of 3 places that send to `table` only read");
}
