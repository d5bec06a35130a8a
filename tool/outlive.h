// Values that are not taken apart any more.
#pragma once

#include <utility>
#include <vector>

namespace dramaturg {

/// Keeps a value until the process ends, and lets it go with it: to destroy what is made of a million parts takes
/// longer than some of the work on it.
template <class T>
const T& outlive(T value) {
  static auto& kept = *new std::vector<const T*>;  // known to whoever looks for leaks
  kept.push_back(new T(std::move(value)));
  return *kept.back();
}

}  // namespace dramaturg
