// What a decoder gives: a value, or the reason why there is none.
#pragma once

#include <optional>
#include <string>

namespace dramaturg {

template <class T>
struct Decoded {
  std::optional<T> value;
  std::string error;  ///< without a value: what is wrong with the input, as a person should read it

  explicit operator bool() const { return value.has_value(); }
};

}  // namespace dramaturg
