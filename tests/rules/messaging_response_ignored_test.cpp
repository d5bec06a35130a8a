#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-response-ignored";

/// `client` holds a handle of `server`, which answers `(get)` by value.
UnitBuilder clientAndServer(Answers answers = Answers::value) {
  UnitBuilder unit("client.cpp");
  unit.function("main").isEntry().spawns("server").into(variable("s")).spawns("client");
  unit.flow(field("client::server"), variable("s"));
  unit.actor("server").handles("(get)", answers).replies();
  return unit;
}

}  // namespace

TEST_CASE("an answer that is taken, kept or passed on is not ignored") {
  UnitBuilder unit = clientAndServer();
  unit.function("take").reads("client::x");
  auto go = unit.actor("client").handles("(go)");
  go.asks(field("client::server"), "(get)", CallStyle::continuation, after(100), "take");
  go.asks(field("client::server"), "(get)", CallStyle::unobserved, after(100));
  std::get<dramaturg::Call>(go.last().what).resultUsed = true;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a handler whose body does something that is no event is not nothing") {
  UnitBuilder unit = clientAndServer();
  unit.function("print");
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::continuation, after(100),
                                            "print", "print");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("without an error handler the library decides") {
  UnitBuilder unit = clientAndServer();
  unit.function("nothing").fact().empty = true;
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::continuation, after(100),
                                            "nothing");
  CHECK(findings(kRule, unit).empty());
}

namespace {

/// `client` asks `(get)` in `(go)`; the answer comes as the message `<get>`.
void asksForMessage(UnitBuilder& unit) {
  auto go = unit.actor("client").handles("(go)");
  go.asks(field("client::server"), "(get)", CallStyle::continuation, after(100));
  std::get<dramaturg::Call>(go.last().what).answer = unit.symbol("<get>");
}

}  // namespace

TEST_CASE("an answer that comes as a message is taken by its handler, or by one for all") {
  UnitBuilder unit = clientAndServer();
  asksForMessage(unit);
  SECTION("its own") { unit.actor("client").handles("<get>").reads("client::x"); }
  SECTION("one for all") { unit.actor("client").handler(HandlerKind::fallback); }
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that takes no messages at all takes no answer either") {
  UnitBuilder unit = clientAndServer();
  auto tick = unit.function("tick");
  tick.asks(field("client::server"), "(get)", CallStyle::continuation, after(100));
  std::get<dramaturg::Call>(tick.last().what).answer = unit.symbol("<get>");
  unit.actor("client").init().calls("tick");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("an answer that comes as a message for which there is no handler is lost") {
  UnitBuilder unit = clientAndServer();
  asksForMessage(unit);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "no handler for `<get>`"));
}

TEST_CASE("a dropped answer is told, with what else is lost") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::unobserved, after(100));
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(says(found[0], "100 ms"));
}

TEST_CASE("where nothing is answered a cast would say the same") {
  UnitBuilder unit = clientAndServer(Answers::nothing);
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::unobserved, after(100));
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
}

TEST_CASE("answer and failure that end in empty functions are ignored") {
  UnitBuilder unit = clientAndServer();
  unit.function("nothing").fact().empty = true;
  auto go = unit.actor("client").handles("(go)");
  go.asks(field("client::server"), "(get)", CallStyle::continuation, after(100), "nothing", "nothing");
  std::get<dramaturg::Call>(go.last().what).resultUsed = true;
  CHECK(findings(kRule, unit).size() == 1);
}
