#pragma once

#include <string_view>

namespace dramaturg {

inline constexpr std::string_view kVersion = DRAMATURG_VERSION;

}  // namespace dramaturg
