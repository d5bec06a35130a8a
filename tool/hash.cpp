#include "tool/hash.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>

#include <cstdint>

namespace dramaturg {
namespace {

std::string digits(llvm::BLAKE3& hasher) {
  const auto bytes = hasher.final();
  return llvm::toHex(bytes, /*LowerCase=*/true);
}

}  // namespace

std::string contentHash(std::string_view content) {
  llvm::BLAKE3 hasher;
  hasher.update(llvm::StringRef(content));
  return digits(hasher);
}

std::string joinedHash(const std::vector<std::string_view>& parts) {
  llvm::BLAKE3 hasher;
  for (const std::string_view part : parts) {
    hasher.update(llvm::StringRef(std::to_string(part.size()) + ':'));
    hasher.update(llvm::StringRef(part));
  }
  return digits(hasher);
}

}  // namespace dramaturg
