// A compile database may hold several programs, each with its own `main`.
#pragma once

#include "model/function_table.h"

#include <cstdint>
#include <unordered_set>

namespace dramaturg {

/// Which files start a program: those that define an entry function.
class Programs {
 public:
  Programs() = default;
  explicit Programs(const FunctionTable& functions);

  bool startsIn(FileId file) const { return starts_.contains(static_cast<std::uint32_t>(file)); }
  /// False when both places lie in files that start programs, and in different ones.
  bool mayMeet(const Place& a, const Place& b) const;

 private:
  std::unordered_set<std::uint32_t> starts_;
};

}  // namespace dramaturg
