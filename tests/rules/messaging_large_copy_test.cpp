#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-large-copy";

using dramaturg::Bulk;
using dramaturg::BulkKind;
using dramaturg::Payload;

Payload& payloadOf(dramaturg::test::FunctionBuilder function) {
  return std::get<dramaturg::Cast>(function.last().what).payload.back();
}

/// `press` sends what it has to each of its readers.
UnitBuilder pressSending(Bulk bulk, bool moved = false, Ownership ownership = Ownership::value) {
  UnitBuilder unit("press.cpp");
  unit.function("main").isEntry().spawns("press").inLoop(LoopKind::container, "names").spawns("reader").endLoop();
  unit.actor("reader").handles("(issue)").writes("reader::issue");
  unit.actor("press").handles("(print)").inLoop(LoopKind::container, "readers").casts(spawned("reader"), "(issue)");
  unit.function("press (print)").with(0, ownership, variable("pages"), moved);
  Payload& payload = payloadOf(unit.function("press (print)"));
  payload.bulk = bulk;
  payload.type = unit.symbol("std::vector<page>");
  payload.again = true;
  return unit;
}

constexpr Bulk kPages{BulkKind::elements, 24};

}  // namespace

TEST_CASE("what is moved, shared or counted is not copied") {
  CHECK(findings(kRule, pressSending(kPages, true)).empty());
  CHECK(findings(kRule, pressSending(kPages, false, Ownership::sharedConst)).empty());
  CHECK(findings(kRule, pressSending({BulkKind::fixed, 24})).empty());
}

TEST_CASE("each pass sends an element of its own") {
  UnitBuilder unit = pressSending(kPages);
  payloadOf(unit.function("press (print)")).again = false;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("the container that the loop goes over is no copy for each receiver") {
  UnitBuilder unit = pressSending(kPages);
  payloadOf(unit.function("press (print)")).again = false;
  payloadOf(unit.function("press (print)")).holder = unit.handle(field("press::readers"));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("one copy of a container for one receiver") {
  UnitBuilder unit = pressSending(kPages);
  unit.function("press (print)").last().loop = 0;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a topic makes the message once; another process gets a copy anyway") {
  UnitBuilder unit = pressSending(kPages);
  std::get<dramaturg::Cast>(unit.function("press (print)").last().what).receiver = {dramaturg::HandleKind::group};
  CHECK(findings(kRule, unit).empty());
  std::get<dramaturg::Cast>(unit.function("press (print)").last().what).receiver = unit.handle(remote());
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("two branches send to one of two") {
  UnitBuilder unit = pressSending(kPages);
  dramaturg::test::FunctionBuilder print = unit.function("press (print)");
  const auto cast = print.last().what;
  print.fact().events.clear();
  print.when({"press::old"}).does(cast).endWhen().when({"press::old"});
  print.does(cast);
  std::get<dramaturg::Cast>(print.last().what).receiver = unit.handle(variable("other"));
  for (auto& event : print.fact().events) event.loop = 0;
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a container is copied again for every receiver") {
  const std::vector<Finding> found = findings(kRule, pressSending(kPages));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(found[0].message == "`pages` (`std::vector<page>`) is copied into `(issue)` for every receiver");
  CHECK(says(found[0], "for each pass over `readers`"));
}

TEST_CASE("a member is the same in every pass") {
  UnitBuilder unit = pressSending(kPages);
  payloadOf(unit.function("press (print)")).again = false;
  payloadOf(unit.function("press (print)")).holder = unit.handle(field("press::pages"));
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("a text may be a word") {
  const std::vector<Finding> found = findings(kRule, pressSending({BulkKind::text, 32}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("the same container into two messages of one turn") {
  UnitBuilder unit = pressSending(kPages);
  dramaturg::test::FunctionBuilder print = unit.function("press (print)");
  print.last().loop = 0;
  const auto cast = print.last().what;
  print.does(cast);
  print.last().loop = 0;
  std::get<dramaturg::Cast>(print.last().what).receiver = unit.handle(variable("archive"));
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(says(found[0], "copied again here"));
}

TEST_CASE("a value that is large by its type, even once") {
  UnitBuilder unit = pressSending({BulkKind::fixed, 4096});
  unit.function("press (print)").last().loop = 0;
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(says(found[0], "4096 bytes"));
}

TEST_CASE("start-up copies once for each child") {
  UnitBuilder unit("press.cpp");
  unit.function("main").isEntry().calls("hand_out");
  unit.function("hand_out").inLoop(LoopKind::container, "readers").casts(spawned("reader"), "(issue)");
  unit.function("hand_out").with(0, Ownership::value, variable("pages"));
  payloadOf(unit.function("hand_out")).bulk = kPages;
  payloadOf(unit.function("hand_out")).again = true;
  unit.actor("reader").handles("(issue)").writes("reader::issue");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::possible);
}

TEST_CASE("that a turn runs the loop is seen in another unit") {
  UnitBuilder copies("copies.cpp");
  copies.function("send_all").inLoop(LoopKind::container, "readers").casts(spawned("reader"), "(issue)");
  copies.function("send_all").with(0, Ownership::value, variable("pages"));
  payloadOf(copies.function("send_all")).bulk = kPages;
  payloadOf(copies.function("send_all")).again = true;
  UnitBuilder press("press.cpp");
  press.function("main").isEntry().spawns("press").spawns("reader");
  press.actor("reader").handles("(issue)").writes("reader::issue");
  press.actor("press").handles("(print)").calls("send_all");
  const std::vector<Finding> found = findings(kRule, {copies.facts(), press.facts()});
  REQUIRE(found.size() == 1);
  CHECK(found[0].confidence == Confidence::certain);
}
