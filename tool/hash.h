// BLAKE3, as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// 64 hexadecimal digits.
std::string contentHash(std::string_view content);
/// Of several texts, where the border between them counts: ("ab", "c") and ("a", "bc") differ.
std::string joinedHash(const std::vector<std::string_view>& parts);

}  // namespace dramaturg
