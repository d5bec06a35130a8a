#include "facts/fields.h"

#include "tests/facts/samples.h"
#include "tests/support/catch.h"

#include <typeinfo>

namespace dramaturg::test {
namespace {

struct Anything {
  template <class T>
  operator T() const {
    return T{};
  }
};

/// How many members an aggregate has: the most that it can be initialised with.
template <class T, class... Given>
constexpr std::size_t memberCount() {
  if constexpr (requires { T{Given{}..., Anything{}}; })
    return memberCount<T, Given..., Anything>();
  else
    return sizeof...(Given);
}

struct Count {
  std::size_t members = 0;
  void operator()(const char*, const auto&) { ++members; }
};

template <class T>
void expectComplete(std::string_view name) {
  INFO(name);
  Count listed;
  const T sample{};
  fields(listed, sample);
  CHECK(listed.members == memberCount<T>());
}

template <std::size_t I = 0>
void expectCompleteEvents() {
  if constexpr (I < std::variant_size_v<EventKind>) {
    expectComplete<std::variant_alternative_t<I, EventKind>>(kEventNames[I]);
    expectCompleteEvents<I + 1>();
  }
}

template <class... T>
void expectComplete() {
  (expectComplete<T>(typeid(T).name()), ...);
}

}  // namespace

TEST_CASE("no member of a fact is missing in the listing") {
  expectCompleteEvents();
  expectComplete<SymbolInfo, Place, Handle, Flow, Bound, Payload, Event, Loop, Condition, Lock, Capture, Parameter,
                 Function, Field, Actor, Member, Record, Handler, Library, Suppression, Input, Problem, UnitFacts, Job,
                 Outcome>();
}

TEST_CASE("enumerator names end with the last enumerator") {
  // One per enumeration that has grown before or is likely to: a forgotten name shows as a wrong last one.
  CHECK(kEnumNames<HandleKind>[static_cast<int>(HandleKind::remote)] == "remote");
  CHECK(kEnumNames<BlockKind>.size() == static_cast<std::size_t>(BlockKind::library) + 1);
  CHECK(kEnumNames<HandlerKind>.size() == static_cast<std::size_t>(HandlerKind::terminate) + 1);
  CHECK(kEnumNames<Placement>.size() == static_cast<std::size_t>(Placement::elsewhere) + 1);
  CHECK(kEnumNames<Ownership>.size() == static_cast<std::size_t>(Ownership::handle) + 1);
  CHECK(kEnumNames<ActorForm>.size() == static_cast<std::size_t>(ActorForm::threadLoop) + 1);
}

TEST_CASE("the schema fingerprint is sixteen hexadecimal digits and does not change within a build") {
  CHECK(schemaFingerprint().size() == 16);
  CHECK(schemaFingerprint().find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(schemaFingerprint() == schemaFingerprint());
}

}  // namespace dramaturg::test
