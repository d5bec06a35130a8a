// A compile database may hold several programs, each with its own `main` and with functions and classes that bear
// the names of others' without being the same.
#pragma once

#include "facts/unit_facts.h"

#include <unordered_set>
#include <vector>

namespace dramaturg {

/// Gives every function, actor and field that is defined in more than one file a key per defining file, in each unit
/// that sees one of the definitions. What one header defines for many units stays one.
void separateHomonyms(std::vector<UnitFacts>& units);

/// Which files start a program: those that define an entry function.
class Programs {
 public:
  Programs() = default;
  explicit Programs(const std::vector<Function>& functions);

  /// False when both places lie in files that start programs, and in different ones.
  bool mayMeet(const Place& a, const Place& b) const;

 private:
  std::unordered_set<std::uint32_t> starts_;
};

}  // namespace dramaturg
