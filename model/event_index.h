// Where in a program events of each kind are.
#pragma once

#include "facts/piece_format.h"
#include "model/function_table.h"

#include <algorithm>
#include <array>
#include <span>
#include <type_traits>
#include <vector>

namespace dramaturg {

/// Nearly all events are of these kinds: whoever looks for them looks at functions one by one.
template <class Kind>
inline constexpr bool kCommonEvent =
    std::is_same_v<Kind, FunctionCall> || std::is_same_v<Kind, StateRead> || std::is_same_v<Kind, StateWrite>;

class EventIndex {
 public:
  EventIndex() = default;
  explicit EventIndex(const FunctionTable& functions);

  /// By function and position.
  template <class... Kinds>
  std::vector<Site> sites() const {
    static_assert(!(kCommonEvent<Kinds> || ...));
    std::vector<Site> all;
    (all.insert(all.end(), byKind_[kEventKind<Kinds>].begin(), byKind_[kEventKind<Kinds>].end()), ...);
    if constexpr (sizeof...(Kinds) > 1) std::sort(all.begin(), all.end());
    return all;
  }
  /// Functions that mention the sender of the message at hand, once for each event that does.
  std::span<const FunctionId> senderUses() const { return senderUses_; }
  /// Functions with a loop that never ends.
  std::span<const FunctionId> endless() const { return endless_; }

 private:
  std::array<std::vector<Site>, std::variant_size_v<EventKind>> byKind_;
  std::vector<FunctionId> senderUses_;
  std::vector<FunctionId> endless_;
};

}  // namespace dramaturg
