// What facts say of loops, copies, and the places that tasks and failures go to. The library is made up.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

#include <algorithm>

namespace dramaturg::test {
namespace {

constexpr const char* kProfile = R"(profile: 1
library: mill
title: Mill
defaults:
  mailbox: {bounded: false, source: 'x'}
  placement: {at: shared-pool, source: 'x'}
  spawn: {supervises: false, source: 'x'}
  throw: {ends-actor: false, source: 'x'}
  call: {down-reaches-caller: false, source: 'x'}
handles: ['mill::Handle', 'mill::Typed']
functions:
  - {name: 'mill::send', role: cast, receiver: 0, payload: 1}
)";

constexpr const char* kCode = R"(
#include <array>
#include <future>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>
namespace mill {
struct Handle {};
template <class Interface> struct Typed {};
template <class To, class... Ts> void send(const To& to, Ts&&... values) {}
}
)";

UnitFacts factsOf(const std::string& code) {
  const Scratch scratch;
  scratch.write("main.cpp", kCode + code);
  scratch.write("mill.yaml", kProfile);
  Job job = scratch.job({"-std=c++20"});
  job.profiles = {(scratch.path() / "mill.yaml").string()};
  Outcome outcome = extractUnit(job, DRAMATURG_CLANG_RESOURCE_DIR);
  INFO(outcome.error);
  REQUIRE(outcome.facts);
  CHECK_FALSE(outcome.facts->partial);
  return std::move(*outcome.facts);
}

std::string name(const UnitFacts& facts, Symbol symbol) { return facts.symbols[static_cast<std::size_t>(symbol)].name; }

const Function& functionNamed(const UnitFacts& facts, std::string_view wanted) {
  const auto found = std::ranges::find_if(
      facts.functions, [&](const Function& function) { return name(facts, function.symbol) == wanted; });
  REQUIRE(found != facts.functions.end());
  return *found;
}

template <class Kind>
std::vector<Kind> eventsIn(const UnitFacts& facts, std::string_view function) {
  std::vector<Kind> events;
  for (const Event& event : functionNamed(facts, function).events)
    if (const auto* what = std::get_if<Kind>(&event.what)) events.push_back(*what);
  return events;
}

/// The outermost loop of a function `run` around these statements.
Loop loopAround(const std::string& statements, const std::string& before = {}) {
  const UnitFacts facts = factsOf(
      "int ask(int); void tell(int); bool more(); void fill(int&); template <class F> void each(F f) { f(1); }\n"
      "void run(const std::vector<int>& items) {" +
      before + "\n  for (int item : items) {" + statements + "}\n}");
  return functionNamed(facts, "run").loops.front();
}

Bulk bulkSent(const std::string& type) {
  const UnitFacts facts = factsOf(
      "struct Big { char bytes[2000]; };\n"
      "struct Row { int number; std::string text; std::vector<int> cells; };\n"
      "void run(mill::Handle to, " +
      type + " value) { mill::send(to, value); }");
  const auto casts = eventsIn<Cast>(facts, "run");
  REQUIRE(casts.size() == 1);
  return casts[0].payload.empty() ? Bulk{} : casts[0].payload[0].bulk;
}

}  // namespace

TEST_CASE("a loop whose passes have nothing to do with each other", "[passes]") {
  const std::string collect = "std::vector<int> all; int sum = 0;";
  for (const char* body : {"tell(item);", "int got = ask(item); if (got > 3) tell(got);", "all.push_back(ask(item));",
                           "sum += ask(item);", "each([&](int one) { all.push_back(one); });",
                           "int got; fill(got); tell(got);", "if (item == 3) continue; tell(item);"}) {
    INFO(body);
    const Loop loop = loopAround(body, collect);
    CHECK_FALSE(loop.leaves);
    CHECK_FALSE(loop.carries);
  }
}

TEST_CASE("what may end a loop from inside", "[passes]") {
  for (const char* body : {"if (ask(item)) break;", "if (!more()) return;", "if (!more()) throw item;"}) {
    INFO(body);
    CHECK(loopAround(body).leaves);
  }
  CHECK_FALSE(loopAround("for (int i = 0; i < 9; ++i) if (more()) break;").leaves);
  CHECK_FALSE(loopAround("switch (item) { case 1: tell(1); break; default: break; }").leaves);
  CHECK_FALSE(loopAround("auto later = [] { return 1; }; tell(later());").leaves);
}

TEST_CASE("what a pass leaves behind for the next", "[passes]") {
  for (const char* body :
       {"last = ask(last);", "fill(last); tell(last);", "last += ask(item); if (last > 9) tell(item);", "tell(last++);",
        "each([last](int) { return last; }); last = item;", "[&] { last = item; }(); tell(last);"}) {
    INFO(body);
    CHECK(loopAround(body, "int last = 0;").carries);
  }
}

TEST_CASE("what a copy takes along", "[bulk]") {
  CHECK(bulkSent("int").kind == BulkKind::fixed);
  CHECK(bulkSent("std::shared_ptr<const std::vector<int>>").kind == BulkKind::fixed);
  CHECK(bulkSent("std::string").kind == BulkKind::text);
  CHECK(bulkSent("std::vector<int>").kind == BulkKind::elements);
  CHECK(bulkSent("const std::map<int, int>&").kind == BulkKind::elements);
  CHECK(bulkSent("std::array<std::string, 4>").kind == BulkKind::text);
  CHECK(bulkSent("Row").kind == BulkKind::elements);
  CHECK(bulkSent("Big").bytes == 2000);
  CHECK(bulkSent("Big").kind == BulkKind::fixed);
}

TEST_CASE("what is moved or made for the message is not told", "[bulk]") {
  const UnitFacts facts = factsOf(
      "std::vector<int> make();\n"
      "void run(mill::Handle to, std::vector<int> value) {\n"
      "  mill::send(to, make()); mill::send(to, std::move(value)); }");
  for (const Cast& cast : eventsIn<Cast>(facts, "run")) CHECK(cast.payload.empty());
}

TEST_CASE("what a lambda copies", "[bulk]") {
  const UnitFacts facts = factsOf(
      "void go(std::vector<int> rows, int n) {\n"
      "  auto a = [rows] { return rows.size(); }; auto b = [&rows] { return rows.size(); };\n"
      "  auto c = [all = std::move(rows)] { return all.size(); }; a(); b(); c(); }");
  std::vector<BulkKind> kinds;
  for (const Function& function : facts.functions)
    for (const Capture& capture : function.captures) kinds.push_back(capture.bulk.kind);
  CHECK(std::ranges::count(kinds, BulkKind::elements) == 1);
  CHECK(kinds.size() == 3);
}

TEST_CASE("a handle with an interface", "[checked]") {
  const UnitFacts facts = factsOf(
      "void any(mill::Handle to) { mill::send(to, 1); }\n"
      "void typed(mill::Typed<int> to) { mill::send(to, 1); }");
  CHECK_FALSE(eventsIn<Cast>(facts, "any").at(0).checked);
  CHECK(eventsIn<Cast>(facts, "typed").at(0).checked);
}

TEST_CASE("a task among others, and one that is alone", "[tasks]") {
  const UnitFacts facts = factsOf(R"(
void work();
struct Pool {
  std::vector<std::thread> all;
  std::map<int, std::thread> byKey;
  std::thread one;
  void emplace() { all.emplace_back(work); }
  void push() { all.push_back(std::thread(work)); }
  void store() { byKey[3] = std::thread(work); }
  void replace() { one = std::thread(work); }
};
)");
  for (const char* function : {"Pool::emplace", "Pool::push", "Pool::store"}) {
    INFO(function);
    CHECK(eventsIn<Task>(facts, function).at(0).among);
  }
  CHECK_FALSE(eventsIn<Task>(facts, "Pool::replace").at(0).among);
}

TEST_CASE("a catch knows its try", "[catch]") {
  const UnitFacts facts = factsOf("void work();\nvoid run() {\n  try {\n    work();\n  } catch (...) {\n  }\n}");
  const auto caught = eventsIn<dramaturg::Catch>(facts, "run");
  REQUIRE(caught.size() == 1);
  CHECK(caught[0].tried.endLine == caught[0].tried.line + 2);
}

}  // namespace dramaturg::test
