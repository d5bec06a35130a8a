#include "tests/rules/programs.h"

#include <catch2/catch.hpp>

using namespace dramaturg::test;

namespace {

constexpr char kRule[] = "messaging-scattered-protocol";

/// `ledger` in `ledger.cpp`, and `files` other files that each send it `message`.
UnitBuilder ledgerUsedIn(const std::vector<std::string>& files, const std::string& message = "(book, int)") {
  UnitBuilder unit("ledger.cpp");
  unit.actor("ledger").handles(message).writes("ledger::sum");
  unit.in("main.cpp").function("main").isEntry().spawns("ledger");
  int number = 0;
  for (const std::string& file : files) {
    const std::string client = "client" + std::to_string(number++);
    unit.in("main.cpp").function("main").spawns(client);
    unit.in(file).actor(client).handles("(line)").casts(spawned("ledger"), message);
  }
  return unit;
}

const std::vector<std::string> kThree{"shop.cpp", "till.cpp", "web/cart.cpp"};

}  // namespace

TEST_CASE("two files are few") { CHECK(findings(kRule, ledgerUsedIn({"shop.cpp", "till.cpp"})).empty()); }

TEST_CASE("the actor's own header and source do not count") {
  CHECK(findings(kRule, ledgerUsedIn({"shop.cpp", "till.cpp", "ledger.hpp", "ledger.cpp"})).empty());
}

TEST_CASE("tests do not count") {
  CHECK(findings(kRule, ledgerUsedIn({"shop.cpp", "till.cpp", "tests/ledger_test.cpp"})).empty());
}

TEST_CASE("a message of one class has its format there") {
  CHECK(findings(kRule, ledgerUsedIn(kThree, "(booking)")).empty());
  CHECK(findings(kRule, ledgerUsedIn(kThree, "(std::pair<int, int>)")).empty());
}

TEST_CASE("handles with an interface and topics") {
  UnitBuilder unit = ledgerUsedIn(kThree);
  std::get<dramaturg::Cast>(unit.function("client0 (line)").last().what).checked = true;
  CHECK(findings(kRule, unit).empty());
  std::get<dramaturg::Cast>(unit.function("client0 (line)").last().what).checked = false;
  std::get<dramaturg::Cast>(unit.function("client0 (line)").last().what).receiver = {dramaturg::HandleKind::group};
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("functions beside the actor send for everybody") {
  UnitBuilder unit = ledgerUsedIn({});
  unit.in("ledger.hpp").function("book").casts(spawned("ledger"), "(book, int)");
  for (const std::string& file : kThree) {
    unit.in("main.cpp").function("main").spawns("client " + file);
    unit.in(file).actor("client " + file).handles("(line)").calls("book");
  }
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("raw messages from three files") {
  const std::vector<Finding> found = findings(kRule, ledgerUsedIn(kThree));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(found[0].confidence == Confidence::likely);
  CHECK(found[0].message == "messages to `ledger` are put together in 3 other files");
  CHECK(says(found[0], "builds `(book, int)`"));
}

TEST_CASE("a function that everybody passes by") {
  UnitBuilder unit = ledgerUsedIn(kThree);
  unit.in("main.cpp").function("main").calls("book");
  unit.in("ledger.hpp").function("book").casts(spawned("ledger"), "(book, int)");
  const std::vector<Finding> found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "they pass it by"));
}

TEST_CASE("each file is a unit of its own") {
  std::vector<dramaturg::UnitFacts> units;
  UnitBuilder ledger("ledger.cpp");
  ledger.actor("ledger").handles("(book, int)").writes("ledger::sum");
  units.push_back(ledger.facts());
  for (const std::string& file : kThree) {
    UnitBuilder client(file);
    client.function("main " + file).isEntry().spawns("ledger").casts(spawned("ledger"), "(book, int)");
    units.push_back(client.facts());
  }
  CHECK(findings(kRule, units).size() == 1);
}
