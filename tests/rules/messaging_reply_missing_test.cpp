#include "tests/rules/programs.h"

#include "tests/support/catch.h"

namespace dramaturg::test {
namespace {

constexpr char kRule[] = "messaging-reply-missing";

/// The last function leaves a promise unanswered.
Unanswered forgotten(UnitBuilder& unit, DutyForm form) {
  Unanswered fact;
  fact.holder = unit.symbol("promise");
  fact.form = form;
  fact.made = unit.nextPlace();
  fact.decisions = {unit.nextPlace()};
  return fact;
}

/// `main` spawns a server and a client, which knows it.
UnitBuilder clientAndServer() {
  UnitBuilder unit("server.cpp");
  unit.function("main").isEntry().spawns("server").into(variable("s")).spawns("client");
  unit.flow(field("client::server"), variable("s"));
  return unit;
}

void addServer(UnitBuilder& unit, DutyForm form) {
  unit.actor("server").handles("(get)", Answers::promise).does(forgotten(unit, form));
}

}  // namespace

TEST_CASE("a message that is only ever cast owes nobody an answer") {
  UnitBuilder unit = clientAndServer();
  addServer(unit, DutyForm::local);
  unit.actor("client").handles("(go)").casts(field("client::server"), "(get)");
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a caller that gave a promise away for nothing does not wait") {
  UnitBuilder unit = clientAndServer();
  addServer(unit, DutyForm::parameter);
  auto go = unit.actor("client").handles("(go)");
  go.casts(field("client::server"), "(get)");
  go.asks(field("client::server"), "(get)", CallStyle::unobserved, after(100));
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("who lends a promise to a helper may answer it afterwards") {
  UnitBuilder unit = clientAndServer();
  unit.function("tryCache").does(forgotten(unit, DutyForm::borrowed));
  unit.actor("server").handles("(get)", Answers::promise).calls("tryCache").replies();
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::blocking, forEver());
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a function that makes a promise for its caller returns it unanswered") {
  UnitBuilder unit = clientAndServer();
  Unanswered fact = forgotten(unit, DutyForm::local);
  fact.returned = true;
  unit.function("promised").does(fact);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a function object that may be called any number of times owes nothing") {
  UnitBuilder unit = clientAndServer();
  unit.function("each").isForm(FunctionForm::lambda).does(forgotten(unit, DutyForm::capture));
  unit.actor("server").handles("(get)").calls("each", CallForm::passed);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a periodic timer comes again, and can answer then") {
  UnitBuilder unit = clientAndServer();
  unit.function("tick").isForm(FunctionForm::lambda).does(forgotten(unit, DutyForm::capture));
  Schedule again;
  again.body = unit.symbol("tick");
  again.periodic = true;
  unit.actor("server").handles("(get)").does(again);
  CHECK(findings(kRule, unit).empty());
}

TEST_CASE("a handler's way out without an answer is told, with who waits for ever first") {
  UnitBuilder unit = clientAndServer();
  addServer(unit, DutyForm::borrowed);
  auto go = unit.actor("client").handles("(go)");
  go.asks(field("client::server"), "(get)", CallStyle::continuation, after(100));
  std::get<dramaturg::Call>(go.last().what).resultUsed = true;
  go.asks(field("client::server"), "(get)", CallStyle::blocking, forEver());
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::error);
  CHECK(found[0].confidence == Confidence::certain);
  CHECK(says(found[0], "this test leads there"));
  CHECK(says(found[0], "waits for the answer for ever"));
}

TEST_CASE("where the library tells the caller of a lost promise it is a suggestion") {
  UnitBuilder unit = clientAndServer();
  unit.library().lossReachesCaller = true;
  unit.library().promiseSource = "lost promises answer with an error (promise.h:1)";
  addServer(unit, DutyForm::parameter);
  unit.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::blocking, forEver());
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::suggestion);
  CHECK(says(found[0], "promise.h:1"));
}

TEST_CASE("a continuation that forgets the promise is told") {
  UnitBuilder unit = clientAndServer();
  unit.function("take").isForm(FunctionForm::lambda).does(forgotten(unit, DutyForm::capture));
  unit.actor("server").handles("(get)").asks(field("server::db"), "(row)", CallStyle::continuation, after(100), "take");
  CHECK(findings(kRule, unit).size() == 1);
}

TEST_CASE("two ways out of one handler are one finding each holder") {
  UnitBuilder unit = clientAndServer();
  Unanswered never = forgotten(unit, DutyForm::parameter);
  never.always = true;
  never.decisions.clear();
  unit.actor("server").handles("(get)", Answers::promise).does(never);
  const auto found = findings(kRule, unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message.find("never answers") != std::string::npos);
}

TEST_CASE("the handler lies in another unit than who asks") {
  UnitBuilder server("server.cpp");
  addServer(server, DutyForm::parameter);
  UnitBuilder client("client.cpp");
  client.function("main").isEntry().spawns("server").into(variable("s")).spawns("client");
  client.flow(field("client::server"), variable("s"));
  client.actor("client").handles("(go)").asks(field("client::server"), "(get)", CallStyle::blocking, forEver());
  const ActorSystem system = link({server.facts(), client.facts()});
  std::vector<Finding> found;
  findRule(kRule)->check(system, found);
  REQUIRE(found.size() == 1);
  CHECK(says(found[0], "waits for the answer for ever"));
}

}  // namespace dramaturg::test
