// Paths as text: absolute ones for the file system, ones relative to the project root for people. Nothing here looks
// at the disk; symbolic links keep the name that they were called by.
#pragma once

#include <string>
#include <string_view>

namespace dramaturg {

/// `path` made absolute from `base`, without `.`, `..` and a trailing `/`.
std::string absolutePath(std::string_view path, const std::string& base);
/// The same file, or somewhere in that directory? Both absolute, or both relative to the same place.
bool isAtOrBelow(std::string_view path, std::string_view directory);
/// Relative to `root` where it lies at or below it (`.` for the root itself), else as it is.
std::string relativeTo(std::string_view root, const std::string& path);
/// The directory that a path lies in; `/` for `/`.
std::string parentOf(const std::string& path);

}  // namespace dramaturg
