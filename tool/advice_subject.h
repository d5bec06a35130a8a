// What somebody wants advice on: an actor by its name, or whatever is at a place in the code.
#pragma once

#include "decision-tree/evaluators.h"
#include "tool/host.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dramaturg {

/// `src/a.cpp:12` or `src/a.cpp:12:7`, as reports print it.
struct Spot {
  std::string file;
  std::uint32_t line = 0;
};
std::optional<Spot> parseSpot(std::string_view text);

struct NamedSubject {
  Subject subject;
  std::string tree;   ///< that is about such things: of an actor `abstraction`, of a message `call_or_cast`
  std::string about;  ///< where it is no actor itself: `the message at src/a.cpp:12`
};

/// Throws `Failure` (usage) with the nearest names for an actor that does not exist, or with the nearest lines for a
/// place where nothing is.
NamedSubject findSubject(const Host&, const ActorSystem&, const std::string& root, const std::string& asked);

}  // namespace dramaturg
