#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-call-without-timeout";

/// `client` holds a handle of `server`, which answers `(get)` by value.
UnitBuilder clientAndServer() {
  UnitBuilder unit("client.cpp");
  unit.function("main").isEntry().spawns("server").into(variable("s")).spawns("client");
  unit.flow(field("client::server"), variable("s"));
  unit.actor("server").handles("(get)", Answers::value).replies();
  return unit;
}

Bound spelledForEver(UnitBuilder& unit) { return {BoundKind::none, 0, unit.nextPlace()}; }

}  // namespace

TEST_CASE("a call with a time limit is fine, and so is a finite default") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client")
      .handles("(go)")
      .asks(field("client::server"), "(get)", CallStyle::suspend, after(1000))
      .asks(field("client::server"), "(get)", CallStyle::suspend, {BoundKind::libraryDefault, 5000, {}})
      .asks(field("client::server"), "(get)", CallStyle::suspend, {BoundKind::expression, 0, {}});
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("main may wait for the end of the program") {
  UnitBuilder unit = clientAndServer();
  unit.function("main").asks(variable("s"), "(get)", CallStyle::blocking, spelledForEver(unit));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("an actor that waits for whatever comes next is idle, not stuck") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client")
      .ownLoop()
      .handler(HandlerKind::body)
      .waits(BlockKind::receive, Awaits::thread, forEver(), "receive");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the inner limit may be shorter than the outer one") {
  UnitBuilder unit = clientAndServer();
  unit.function("main").asks(variable("c"), "(go)", CallStyle::blocking, after(3000));
  unit.flow(variable("c"), spawned("client"));
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::suspend, after(1000));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("inner limits of different branches do not add up") {
  UnitBuilder unit = clientAndServer();
  unit.flow(variable("c"), spawned("client"));
  unit.function("main").asks(variable("c"), "(go)", CallStyle::blocking, after(3000));
  FunctionBuilder go = unit.actor("client").handles("(go)");
  for (const char* test : {"x", "y"})
    go.when({test}).asks(field("client::server"), "(get)", CallStyle::blocking, after(2000)).endWhen();
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a continuation to a local actor is a quiet hint when the library tells of deaths") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::continuation,
                                            spelledForEver(unit));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("a spelled endless limit that holds the turn is certain") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::suspend, spelledForEver(unit));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "nobody ends the wait for the answer to `(get)`");
  CHECK(says(found[0], "`client` takes no other message meanwhile"));
}

TEST_CASE("an endless default is likely") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::blocking,
                                            {BoundKind::libraryDefault, 0, {}});
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
}

TEST_CASE("a thread beside main that waits for ever hangs by itself") {
  UnitBuilder unit = clientAndServer();
  unit.function("main").startsTask("console", TaskOwner::local);
  unit.function("console").asks(variable("s"), "(get)", CallStyle::blocking, spelledForEver(unit));
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a remote receiver without limit is a warning even with a continuation") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client").handles("(go)").asks(remote(), "(get)", CallStyle::continuation, spelledForEver(unit));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::warning);
}

TEST_CASE("a future without limit in a handler") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client").handles("(go)").waits(BlockKind::future, Awaits::thread, forEver(), "get");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a caller that gives up before its callee does") {
  UnitBuilder unit = clientAndServer();
  unit.flow(variable("c"), spawned("client"));
  unit.function("main").asks(variable("c"), "(go)", CallStyle::blocking, after(1000));
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::suspend, after(5000));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "the caller gives up after 1 s, but `client` may wait 5 s before it answers");
}

TEST_CASE("inner limits in sequence add up") {
  UnitBuilder unit = clientAndServer();
  unit.flow(variable("c"), spawned("client"));
  unit.function("main").asks(variable("c"), "(go)", CallStyle::blocking, after(3000));
  unit.actor("client")
      .handles("(go)")
      .asks(field("client::server"), "(get)", CallStyle::blocking, after(2000))
      .asks(field("client::server"), "(get)", CallStyle::blocking, after(2000));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.find("may wait 4 s") != std::string::npos);
}

TEST_CASE("a limit of zero is an error") {
  UnitBuilder unit = clientAndServer();
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::continuation, after(0));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
}

TEST_CASE("four synchronous hops are too deep, three are not") {
  for (const std::size_t hops : {3u, 4u}) {
    UnitBuilder unit("deep.cpp");
    FunctionBuilder main = unit.function("main").isEntry();
    const std::vector<std::string> names{"a", "b", "c", "d", "e"};
    for (std::size_t i = 0; i <= hops; ++i) main.spawns(names[i]).into(variable(names[i]));
    for (std::size_t i = 0; i < hops; ++i) {
      const std::string next = names[i] + "::next";
      unit.flow(field(next), variable(names[i + 1]));
      const auto limit = static_cast<std::int64_t>(10000 - 1000 * i);
      unit.actor(names[i])
          .handles("(" + names[i] + ")")
          .asks(field(next), "(" + names[i + 1] + ")", CallStyle::suspend, after(limit));
    }
    unit.actor(names[hops]).handles("(" + names[hops] + ")").replies();
    const std::vector<Finding> found = findings(kRule, unit);
    CHECK(found.size() == (hops > 3 ? 1u : 0u));
    if (!found.empty()) CHECK(found[0].severity == Severity::suggestion);
  }
}
