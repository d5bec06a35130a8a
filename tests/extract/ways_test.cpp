// What is known by control flow: forgotten promises, held locks, mentions that no send leads to.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

#include <string>

namespace dramaturg::test {
namespace {

constexpr std::string_view kLibrary = R"(
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>
namespace td {
struct Actor {
  void stop();
};
template <class T> struct Promise {
  void set_value(T&&);
  void set_error(int);
  explicit operator bool() const;
  template <class F> Promise(F&&);
  Promise();
  Promise(Promise&&);
  Promise& operator=(Promise&&);
};
struct PromiseCreator {
  template <class F> static F lambda(F&& f) { return std::move(f); }
};
template <class T> struct ActorId {};
template <class A, class M, class... P> void send_closure(A&&, M, P&&...);
}
[[noreturn]] void fail();
void log();
)";

UnitFacts factsOf(std::string_view code) {
  const Scratch scratch;
  scratch.write("main.cpp", std::string(kLibrary) + std::string(code));
  Outcome outcome = extractUnit(scratch.job({"-std=c++17"}), DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(outcome.facts);
  REQUIRE(outcome.facts->problems.empty());
  return std::move(*outcome.facts);
}

/// What the body of `void f(int a, int b, td::Promise<int> p)` leaves unanswered.
std::vector<Unanswered> forgottenIn(std::string_view body) {
  const UnitFacts facts =
      factsOf("struct Oven : td::Actor { void f(int a, int b, td::Promise<int> p) {" + std::string(body) +
              "} std::vector<td::Promise<int>> kept; td::Promise<int> other; int n = 0; };");
  std::vector<Unanswered> found;
  for (const Function& function : facts.functions)
    for (const Event& event : function.events)
      if (const auto* what = std::get_if<Unanswered>(&event.what)) found.push_back(*what);
  return found;
}

/// The names of the fields that a function writes under a lock.
std::string writtenUnderLock(std::string_view body) {
  const UnitFacts facts = factsOf("struct Table { std::mutex m; int a = 0, b = 0, c = 0; bool x = false; void f() {" +
                                  std::string(body) + "} void g(std::unique_lock<std::mutex>&); };");
  std::string names;
  for (const Function& function : facts.functions)
    for (const Event& event : function.events)
      if (const auto* write = std::get_if<StateWrite>(&event.what); write && !event.locks.empty())
        if (const auto& name = facts.symbols[static_cast<std::size_t>(write->field)].name; name.starts_with("Table::"))
          names += name.substr(7);
  return names;
}

}  // namespace

TEST_CASE("whatever is done with a promise counts as answering") {
  for (const std::string_view body : {
           "p.set_value(1);",
           "if (a) { p.set_value(1); } else { p.set_error(2); }",
           "if (a) return p.set_error(2); p.set_value(1);",
           "if (a) { kept.push_back(std::move(p)); return; } p.set_value(1);",
           "if (a) { td::send_closure(b, 0, std::move(p)); } else { other = std::move(p); }",
           "if (!p) return; p.set_value(1);",
           "auto later = td::PromiseCreator::lambda([p = std::move(p)](int r) mutable { p.set_value(int(r)); });",
           "while (true) { if (a++ > b) { p.set_value(1); return; } }",
           "switch (a) { case 1: p.set_value(1); break; default: p.set_error(2); }",
       }) {
    INFO(body);
    CHECK(forgottenIn(body).empty());
  }
}

TEST_CASE("a constructor may give it to a member") {
  const UnitFacts facts = factsOf(
      "struct Job { explicit Job(td::Promise<int> p) : promise(std::move(p)) { log(); } td::Promise<int> promise; };");
  for (const Function& function : facts.functions)
    for (const Event& event : function.events) CHECK_FALSE(std::holds_alternative<Unanswered>(event.what));
}

TEST_CASE("a way that throws, ends the process or stops the actor is no way out") {
  for (const std::string_view body : {
           "if (a) throw 1; p.set_value(1);",
           "if (a) fail(); p.set_value(1);",
           "if (a) { stop(); return; } p.set_value(1);",
       }) {
    INFO(body);
    CHECK(forgottenIn(body).empty());
  }
}

TEST_CASE("ways whose tests may depend on each other are not known to exist") {
  for (const std::string_view body : {
           "if (a > 0) p.set_value(1); if (a <= 0) p.set_error(2);",
           "if (a > 0) p.set_value(1); log(); if (a > 0) return; p.set_error(2);",
           "if (a > 0) p.set_value(1); else if (b > 0) p.set_error(2); else if (a + b < 1) p.set_error(3);",
           "bool done = false; for (int i = 0; i < a; ++i) if (i == b) { p.set_value(1); done = true; break; }"
           "if (done) return; p.set_error(2);",
           "for (int i = 0; i < a; ++i) { p.set_value(1); return; }",
           "switch (a) { case 1: p.set_value(1); break; case 2: p.set_error(2); break; }",
       }) {
    INFO(body);
    CHECK(forgottenIn(body).empty());
  }
}

TEST_CASE("an early return without an answer is told with its tests") {
  const auto one = forgottenIn("if (a > b) { ++n; return; } p.set_value(1);");
  REQUIRE(one.size() == 1);
  CHECK(one[0].form == DutyForm::parameter);
  CHECK(one[0].decisions.size() == 1);
  CHECK_FALSE(one[0].always);
  const auto chain = forgottenIn("if (a > 9) return p.set_error(1); if (a < 0) return; p.set_value(1);");
  REQUIRE(chain.size() == 1);
  CHECK(chain[0].decisions.size() == 2);
  CHECK(forgottenIn("if (a > b) p.set_value(1);").size() == 1);
  CHECK(forgottenIn("if (a > b && n) p.set_value(1);").size() == 1);
}

TEST_CASE("a promise that is never mentioned is never answered") {
  const auto never = forgottenIn("n = a + b;");
  REQUIRE(never.size() == 1);
  CHECK(never[0].always);
}

TEST_CASE("what a continuation captures it has to answer") {
  const auto found = forgottenIn(
      "auto later = td::PromiseCreator::lambda([p = std::move(p)](int r) mutable { if (r < 0) return; "
      "p.set_value(int(r)); });");
  REQUIRE(found.size() == 1);
  CHECK(found[0].form == DutyForm::capture);
}

TEST_CASE("a lock is held from its guard to the end of the block") {
  CHECK(writtenUnderLock("a = 1; { std::lock_guard<std::mutex> l(m); b = 1; } c = 1;") == "b");
  CHECK(writtenUnderLock("std::unique_lock<std::mutex> l(m); a = 1; l.unlock(); b = 1; l.lock(); c = 1;") == "ac");
  CHECK(writtenUnderLock("std::unique_lock<std::mutex> l(m, std::defer_lock); a = 1; l.lock(); b = 1;") == "b");
  CHECK(writtenUnderLock("m.lock(); a = 1; m.unlock(); b = 1;") == "a");
}

TEST_CASE("where ways meet a lock is held only if it is on both") {
  CHECK(writtenUnderLock("std::unique_lock<std::mutex> l(m); if (x) { l.unlock(); return; } a = 1;") == "a");
  CHECK(writtenUnderLock("std::unique_lock<std::mutex> l(m); if (x) { l.unlock(); } a = 1;").empty());
  CHECK(writtenUnderLock("std::unique_lock<std::mutex> l(m); while (x) { l.unlock(); a = 1; l.lock(); } b = 1;") ==
        "b");
}

TEST_CASE("a lock that somebody else may give back is not known to be held") {
  CHECK(writtenUnderLock("std::unique_lock<std::mutex> l(m); g(l); a = 1;").empty());
  CHECK(writtenUnderLock("m.lock(); a = 1;").empty());
  CHECK(writtenUnderLock("std::unique_lock<std::mutex> l(m); std::thread t([this] { a = 1; }); b = 1; t.join();") ==
        "b");
}

TEST_CASE("mentions that no send leads to are apart") {
  const auto apart = [](std::string_view body) {
    const UnitFacts facts = factsOf(
        "struct Data { int n; }; struct Oven : td::Actor { void take(std::shared_ptr<Data>) {} };"
        "void f(td::ActorId<Oven> oven, bool x) { auto d = std::make_shared<Data>(); " +
        std::string(body) + "}");
    std::size_t count = 0;
    for (const Function& function : facts.functions)
      for (const Event& event : function.events)
        if (const auto* cast = std::get_if<Cast>(&event.what))
          for (const Payload& payload : cast->payload) count += payload.apart.size();
    return count;
  };
  CHECK(apart("td::send_closure(oven, &Oven::take, d); d->n = 1;") == 0);
  CHECK(apart("d->n = 1; td::send_closure(oven, &Oven::take, d);") == 0);
  CHECK(apart("if (x) { td::send_closure(oven, &Oven::take, d); } else { d->n = 1; }") == 1);
  CHECK(apart("td::send_closure(oven, &Oven::take, d); d = std::make_shared<Data>(); d->n = 1;") == 2);
  CHECK(apart("while (x) { d->n = 1; td::send_closure(oven, &Oven::take, d); }") == 0);
}

}  // namespace dramaturg::test
