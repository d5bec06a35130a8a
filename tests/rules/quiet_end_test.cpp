// supervision-unsupervised-actor for loops that an exception ends.
#include "tests/rules/programs.h"
#include "tests/support/catch.h"
#include "tests/support/thread_program.h"

namespace dramaturg::test {
namespace {

constexpr char kRule[] = "supervision-unsupervised-actor";

/// `w` with thread, queue and loop, which main starts and sends to. `w::entry` runs `w::loop`, which runs `w::handle`.
struct Worker {
  UnitBuilder unit{"w.cpp"};

  Worker() {
    addRecord(unit, "w",
              {{"w::mutex", MemberKind::lock}, {"w::queue", MemberKind::queue}, {"w::thread", MemberKind::thread}});
    FunctionBuilder constructor = method(unit, "w::w", "w");
    constructor.isForm(FunctionForm::constructor);
    startsThread(unit, constructor, "w::entry", "w::thread");
    method(unit, "w::entry", "w", false).calls("w::loop");
    FunctionBuilder loop = method(unit, "w::loop", "w", false);
    loop.inLoop(LoopKind::infinite);
    waitsOn(unit, loop, "w::filled").writes("w::queue", WriteKind::erase).calls("w::handle");
    method(unit, "w::handle", "w", false).throws("paper_jam");
    method(unit, "w::put", "w").writes("w::queue", WriteKind::insert);
    unit.function("main").isEntry().calls("w::w").calls("w::put");
  }

  void catches(std::string_view function, CatchBody body, bool inLoop = false) {
    FunctionBuilder catcher = unit.function(function);
    if (inLoop) catcher.inLoop(LoopKind::infinite);
    catcher.does(dramaturg::Catch{unit.symbol("std::exception"), body});
  }
};

}  // namespace

TEST_CASE("what nobody catches ends the program, and everybody notices") {
  CHECK(findings(kRule, Worker().unit).empty());
}

TEST_CASE("what is caught inside of the loop ends nothing") {
  Worker worker;
  worker.catches("w::loop", CatchBody::logs, /*inLoop=*/true);
  worker.catches("w::entry", CatchBody::logs);
  CHECK(findings(kRule, worker.unit).empty());
}

TEST_CASE("what is caught where it is thrown ends nothing") {
  Worker worker;
  worker.catches("w::handle", CatchBody::logs);
  worker.catches("w::entry", CatchBody::logs);
  CHECK(findings(kRule, worker.unit).empty());
}

TEST_CASE("somebody who is told of the end notices it") {
  Worker worker;
  worker.catches("w::entry", CatchBody::other);
  CHECK(findings(kRule, worker.unit).empty());
}

TEST_CASE("a loop that ends with a line in a log ends unnoticed") {
  Worker worker;
  worker.catches("w::entry", CatchBody::logs);
  const std::vector<Finding> found = findings(kRule, worker.unit);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "nobody would notice that the loop of `w` has ended");
  CHECK(says(found[0], "throws `paper_jam`"));
}

}  // namespace dramaturg::test
