// What facts say of classes in which threads meet.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

#include <algorithm>
#include <map>

namespace dramaturg::test {
namespace {

UnitFacts factsOf(const std::string& code) {
  const Scratch scratch;
  scratch.write("main.cpp", code);
  Outcome outcome = extractUnit(scratch.job({"-std=c++20"}), DRAMATURG_CLANG_RESOURCE_DIR);
  INFO(outcome.error);
  REQUIRE(outcome.facts);
  CHECK_FALSE(outcome.facts->partial);
  return std::move(*outcome.facts);
}

std::string name(const UnitFacts& facts, Symbol symbol) { return facts.symbols[static_cast<std::size_t>(symbol)].name; }

std::vector<std::string> records(const UnitFacts& facts) {
  std::vector<std::string> names;
  for (const Record& record : facts.records) names.push_back(name(facts, record.symbol));
  std::ranges::sort(names);
  return names;
}

/// By name.
std::map<std::string, MemberKind> members(const UnitFacts& facts) {
  std::map<std::string, MemberKind> kinds;
  for (const Record& record : facts.records)
    for (const Member& member : record.members) kinds[name(facts, member.field.symbol)] = member.kind;
  return kinds;
}

const Function& functionNamed(const UnitFacts& facts, std::string_view wanted) {
  const auto found = std::ranges::find_if(
      facts.functions, [&](const Function& function) { return name(facts, function.symbol) == wanted; });
  REQUIRE(found != facts.functions.end());
  return *found;
}

template <class Kind>
std::vector<Kind> eventsOf(const Function& function) {
  std::vector<Kind> events;
  for (const Event& event : function.events)
    if (const auto* what = std::get_if<Kind>(&event.what)) events.push_back(*what);
  return events;
}

}  // namespace

TEST_CASE("only classes in which threads meet are told of", "[threads]") {
  const UnitFacts facts = factsOf(R"(
#include <deque>
#include <memory>
#include <mutex>
struct Plain { std::deque<int> all; };
struct Guarded { std::mutex lock; };
struct Owner { std::unique_ptr<Guarded> inner; };
struct Heir : Guarded {};
struct Visitor { Guarded& other; Guarded* another; };
)");
  CHECK(records(facts) == std::vector<std::string>{"Guarded", "Heir", "Owner"});
  CHECK(facts.libraries.empty());  // no threads
}

TEST_CASE("members are what their types are to threads", "[threads]") {
  const UnitFacts facts = factsOf(R"(
#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <thread>
#include <vector>
struct W {
  std::thread one;
  std::unique_ptr<std::thread> owned;
  std::thread* pointed;
  std::optional<std::jthread> perhaps;
  pthread_t old;
  std::vector<std::thread> many;
  std::array<std::unique_ptr<std::thread>, 2> two;
  std::thread plain[3];
  std::mutex mutex;
  std::condition_variable condition;
  std::deque<int> queue;
  std::map<int, int> table;
  std::atomic<bool> flag;
  bool other;
  std::shared_ptr<int> data;
};
)");
  using enum MemberKind;
  CHECK(members(facts) == std::map<std::string, MemberKind>{{"W::one", thread},
                                                            {"W::owned", thread},
                                                            {"W::pointed", thread},
                                                            {"W::perhaps", thread},
                                                            {"W::old", thread},
                                                            {"W::many", threads},
                                                            {"W::two", threads},
                                                            {"W::plain", threads},
                                                            {"W::mutex", lock},
                                                            {"W::condition", lock},
                                                            {"W::queue", queue},
                                                            {"W::table", data},
                                                            {"W::flag", scalar},
                                                            {"W::other", scalar},
                                                            {"W::data", data}});
  REQUIRE(facts.libraries.size() == 1);
  CHECK(facts.records.front().library == facts.libraries.front().name);
}

TEST_CASE("calls tell on what they are made, and what they share", "[threads]") {
  const UnitFacts facts = factsOf(R"(
#include <memory>
#include <mutex>
struct Data { int n; };
struct Guarded { std::mutex lock; void put(std::shared_ptr<Data> data); };
struct User { Guarded inner; void use(std::shared_ptr<Data> mine); void again(); };
void User::use(std::shared_ptr<Data> mine) { inner.put(mine); }
void User::again() {
  auto kept = std::make_shared<Data>();
  for (;;) {
    inner.put(kept);
    auto fresh = std::make_shared<Data>();
    inner.put(fresh);
  }
}
)");
  const auto calls = eventsOf<FunctionCall>(functionNamed(facts, "User::use"));
  REQUIRE(calls.size() == 1);
  CHECK(name(facts, calls[0].object) == "User::inner");
  REQUIRE(calls[0].payload.size() == 1);
  CHECK(calls[0].payload[0].ownership == Ownership::sharedMutable);
  CHECK_FALSE(calls[0].payload[0].again);

  const auto looped = eventsOf<FunctionCall>(functionNamed(facts, "User::again"));
  REQUIRE(looped.size() == 2);
  CHECK(looped[0].payload.at(0).again);
  CHECK_FALSE(looped[1].payload.at(0).again);
}

TEST_CASE("waits tell what they wait on", "[threads]") {
  const UnitFacts facts = factsOf(R"(
#include <condition_variable>
#include <future>
#include <mutex>
struct W {
  std::mutex mutex;
  std::condition_variable filled;
  bool full = false;
  std::future<int> ask();
  void wait() {
    std::unique_lock<std::mutex> lock(mutex);
    filled.wait(lock, [this] { return full; });
  }
};
int direct(W& w) { return w.ask().get(); }
int later(W& w) {
  auto answer = w.ask();
  return answer.get();
}
)");
  const auto receiver = [&](std::string_view function) {
    for (const Block& block : eventsOf<Block>(functionNamed(facts, function)))
      if (block.kind != BlockKind::lock) return block.receiver;
    return Handle{};
  };
  CHECK(receiver("W::wait").kind == HandleKind::field);
  CHECK(name(facts, receiver("W::wait").symbol) == "W::filled");
  for (const char* function : {"direct", "later"}) {
    CHECK(receiver(function).kind == HandleKind::result);
    CHECK(name(facts, receiver(function).symbol) == "W::ask");
  }
  const auto passed = eventsOf<FunctionCall>(functionNamed(facts, "W::wait"));
  REQUIRE(passed.size() == 1);
  CHECK(passed[0].form == CallForm::passed);
}

TEST_CASE("code that a template of the project gets is given, not called", "[threads]") {
  const UnitFacts facts = factsOf(R"(
struct W { template <class F> void ask(F question); };
template <class F> void W::ask(F) {}
void user(W& w) { w.ask([] {}); }
)");
  const auto calls = eventsOf<FunctionCall>(functionNamed(facts, "user"));
  REQUIRE(calls.size() == 2);
  CHECK(calls[1].form == CallForm::given);
}

TEST_CASE("queues of libraries are known by their profile", "[threads]") {
  const UnitFacts facts = factsOf(R"(
#include <thread>
namespace moodycamel {
template <class T> struct BlockingConcurrentQueue { bool enqueue(T); void wait_dequeue(T&); };
}
struct W {
  moodycamel::BlockingConcurrentQueue<int> queue;
  void put(int n) { queue.enqueue(n); }
  void take(int& n) { queue.wait_dequeue(n); }
};
)");
  CHECK(members(facts) == std::map<std::string, MemberKind>{{"W::queue", MemberKind::mailbox}});
  const auto put = eventsOf<StateWrite>(functionNamed(facts, "W::put"));
  REQUIRE(put.size() == 1);
  CHECK(put[0].kind == WriteKind::insert);
  const auto take = eventsOf<StateWrite>(functionNamed(facts, "W::take"));
  REQUIRE(take.size() == 1);
  CHECK(take[0].kind == WriteKind::erase);
  CHECK(eventsOf<Block>(functionNamed(facts, "W::take")).size() == 1);
}

TEST_CASE("methods tell whether everybody may call them, and whether they answer later", "[threads]") {
  const UnitFacts facts = factsOf(R"(
#include <future>
class W {
 public:
  std::future<int> open() { return {}; }
 private:
  void closed() {}
};
)");
  CHECK(functionNamed(facts, "W::open").isPublic);
  CHECK(functionNamed(facts, "W::open").answersLater);
  CHECK_FALSE(functionNamed(facts, "W::closed").isPublic);
  CHECK_FALSE(functionNamed(facts, "W::closed").answersLater);
}

}  // namespace dramaturg::test
