// Sorting many texts that begin alike.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace dramaturg {

/// The positions of the texts in the order of their bytes. Equal texts come in the order of their positions.
std::vector<std::uint32_t> orderOf(std::span<const std::string_view> texts);

}  // namespace dramaturg
