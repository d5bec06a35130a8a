// Ids as positions.
#pragma once

#include "model/actor_system.h"

#include <cstddef>

namespace dramaturg {

template <class Id>
concept SystemId = std::is_same_v<Id, ActorId> || std::is_same_v<Id, FunctionId> || std::is_same_v<Id, HandlerId> ||
                   std::is_same_v<Id, Symbol> || std::is_same_v<Id, FileId>;

constexpr std::size_t at(SystemId auto id) { return static_cast<std::size_t>(id); }

/// What `table` has for `id`, `otherwise` outside of it; "none" of every id lies outside or at an empty entry.
template <class T>
T lookUp(const std::vector<T>& table, SystemId auto id, const T& otherwise) {
  return at(id) < table.size() ? table[at(id)] : otherwise;
}

}  // namespace dramaturg
