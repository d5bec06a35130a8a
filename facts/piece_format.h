// What the writer and the readers of pieces agree on, and how they tell events apart.
#pragma once

#include "facts/unit_facts.h"

#include <cstddef>
#include <type_traits>
#include <variant>

namespace dramaturg {

/// Position of a kind among the alternatives of `EventKind`.
template <class Kind>
inline constexpr std::size_t kEventKind = []<class... Kinds>(const std::variant<Kinds...>*) {
  std::size_t position = 0;
  bool found = false;
  ((found = found || std::is_same_v<Kind, Kinds>, position += !found), ...);
  return position;
}(static_cast<const EventKind*>(nullptr));

/// Calls `use(member)` for every sequence of facts in a piece, in the order of its bytes.
void forEachSequence(auto use) {
  use(&UnitFacts::libraries), use(&UnitFacts::actors), use(&UnitFacts::handlers);
  use(&UnitFacts::records), use(&UnitFacts::functions);
  use(&UnitFacts::flows), use(&UnitFacts::suppressions);
}

}  // namespace dramaturg
