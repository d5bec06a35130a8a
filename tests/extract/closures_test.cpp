// Messages that are calls of a member function, answers that come through promises.
#include "tests/support/catch.h"

#include "extract/extract.h"
#include "tests/extract/scratch.h"

#include <algorithm>
#include <string>

namespace dramaturg::test {
namespace {

constexpr std::string_view kLibrary = R"(
#include <future>
#include <utility>
namespace td {
struct Actor {
  template <class T> T* actor_id(T* self);
};
template <class T> struct ActorId {};
template <class T> struct Promise {
  void set_value(T&&);
  template <class F> Promise(F&&);
  Promise();
  Promise(Promise&&);
};
struct PromiseCreator {
  template <class F> static F lambda(F&& f) { return std::move(f); }
};
template <class A, class M, class... P> void send_closure(A&&, M, P&&...) {}
template <class A, class... P> ActorId<A> create_actor(const char*, P&&...) { return {}; }
template <class A, class... P> ActorId<A> create_actor_on_scheduler(const char*, int, P&&...) { return {}; }
}
struct Oven : td::Actor {
  void heat(int degrees) { degrees_ += degrees; }
  void ask(td::Promise<int> promise) { promise.set_value(int{degrees_}); }
  int degrees_ = 0;
};
)";

UnitFacts factsOf(std::string_view code) {
  const Scratch scratch;
  scratch.write("main.cpp", std::string(kLibrary) + std::string(code));
  Outcome outcome = extractUnit(scratch.job({"-std=c++17"}), DRAMATURG_CLANG_RESOURCE_DIR);
  REQUIRE(outcome.facts);
  REQUIRE(outcome.facts->problems.empty());
  return std::move(*outcome.facts);
}

template <class Kind>
std::vector<Kind> eventsOf(const UnitFacts& facts) {
  std::vector<Kind> found;
  for (const Function& function : facts.functions)
    for (const Event& event : function.events)
      if (const auto* what = std::get_if<Kind>(&event.what)) found.push_back(*what);
  return found;
}

std::string nameOf(const UnitFacts& facts, Symbol symbol) {
  return std::string(facts.symbols[static_cast<std::size_t>(symbol)].name);
}

}  // namespace

TEST_CASE("a method that nobody sends handles nothing") {
  const UnitFacts facts = factsOf("void f(Oven& oven) { oven.heat(3); }");
  CHECK(std::ranges::none_of(facts.handlers, [](const Handler& h) { return h.kind == HandlerKind::message; }));
  CHECK(eventsOf<Cast>(facts).empty());
}

TEST_CASE("a message without a promise asks for nothing") {
  const UnitFacts facts = factsOf("void f(td::ActorId<Oven> oven) { td::send_closure(oven, &Oven::heat, 3); }");
  CHECK(eventsOf<Call>(facts).empty());
  const auto casts = eventsOf<Cast>(facts);
  REQUIRE(casts.size() == 1);
  CHECK(nameOf(facts, casts[0].message) == "Oven::heat");
  CHECK(std::ranges::any_of(facts.handlers, [&](const Handler& h) {
    return h.message == casts[0].message && nameOf(facts, h.actor) == "Oven" && h.answers == Answers::nothing;
  }));
}

TEST_CASE("a promise that came from elsewhere is handed on") {
  const UnitFacts facts = factsOf(R"(
void f(td::ActorId<Oven> oven, td::Promise<int> promise) { td::send_closure(oven, &Oven::ask, std::move(promise)); })");
  CHECK(eventsOf<Call>(facts).empty());
  CHECK(eventsOf<Delegate>(facts).size() == 1);
}

TEST_CASE("an empty promise asks without looking at the answer") {
  const UnitFacts facts =
      factsOf("void f(td::ActorId<Oven> oven) { td::send_closure(oven, &Oven::ask, td::Promise<int>()); }");
  const auto calls = eventsOf<Call>(facts);
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].style == CallStyle::unobserved);
}

TEST_CASE("a wrapped function takes the answer later, and waits for nobody") {
  const UnitFacts facts = factsOf(R"(
void f(td::ActorId<Oven> oven, std::future<int> other) {
  auto answer = td::PromiseCreator::lambda([](int) {});
  td::send_closure(oven, &Oven::ask, std::move(answer));
  other.get();
})");
  const auto calls = eventsOf<Call>(facts);
  REQUIRE_FALSE(calls.empty());
  CHECK(std::ranges::all_of(calls, [](const Call& c) { return c.style == CallStyle::continuation; }));
  CHECK(std::ranges::all_of(calls, [](const Call& c) { return c.onReply != Symbol::none; }));
  CHECK(eventsOf<Block>(facts).size() == 1);
}

TEST_CASE("whoever waits for the future of the promise that an answer fills waits for the answer") {
  const UnitFacts facts = factsOf(R"(
void f(td::ActorId<Oven> oven) {
  std::promise<int> slot;
  auto degrees = slot.get_future();
  td::send_closure(oven, &Oven::ask, td::PromiseCreator::lambda([&slot](int found) { slot.set_value(found); }));
  degrees.get();
})");
  const auto calls = eventsOf<Call>(facts);
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].style == CallStyle::blocking);
  CHECK(calls[0].timeout.kind == BoundKind::none);
  CHECK(eventsOf<Block>(facts).empty());
}

TEST_CASE("a thread of its own is one with another number than that of all") {
  const auto placements = [](std::string_view spawn) {
    return eventsOf<Spawn>(factsOf("void f(int thread) { auto oven = " + std::string(spawn) + "; }"));
  };
  CHECK(placements("td::create_actor<Oven>(\"oven\")")[0].placement == Placement::unknown);
  CHECK(placements("td::create_actor_on_scheduler<Oven>(\"oven\", 0)")[0].placement == Placement::unknown);
  CHECK(placements("td::create_actor_on_scheduler<Oven>(\"oven\", 2)")[0].placement == Placement::ownThread);
}

}  // namespace dramaturg::test
