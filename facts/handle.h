// Handle flow: what is known of the values that denote actors.
#pragma once

#include "facts/symbol.h"

#include <cstdint>

namespace dramaturg {

/// Where a handle may be held. Flow-insensitive and field-based: one holder per variable or field, whatever the
/// instance and the moment; a container of handles is its own holder.
enum class HandleKind : std::uint8_t {
  unknown,    ///< the code does not tell
  self,       ///< the actor whose code `symbol` (record or function) is
  spawned,    ///< an instance of the actor `symbol`
  variable,   ///< local or global variable `symbol`
  field,      ///< data member `symbol`
  parameter,  ///< parameter `index` of function `symbol`
  result,     ///< what function `symbol` returns
  sender,     ///< whoever sent the message that function `symbol` handles
  name,       ///< what a registry holds under the literal name `symbol`
  remote,     ///< an actor of another process
  group,      ///< whoever has joined a group or topic
};

struct Handle {
  HandleKind kind = HandleKind::unknown;
  Symbol symbol = Symbol::none;
  std::uint32_t index = 0;

  auto operator<=>(const Handle&) const = default;
};

/// A handle that is in `from` may also be in `to`.
struct Flow {
  Handle to;
  Handle from;
  Place place;

  bool operator==(const Flow&) const = default;
};

}  // namespace dramaturg
