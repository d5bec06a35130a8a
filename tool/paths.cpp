#include "tool/paths.h"

#include <filesystem>

namespace dramaturg {

std::string absolutePath(std::string_view path, const std::string& base) {
  std::string result = (std::filesystem::path(base) / path).lexically_normal();
  while (result.size() > 1 && result.back() == '/') result.pop_back();
  return result;
}

bool isAtOrBelow(std::string_view path, std::string_view directory) {
  if (directory == "/" || directory == ".") return true;
  return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

std::string relativeTo(std::string_view root, const std::string& path) {
  if (path == root) return ".";
  if (!isAtOrBelow(path, root)) return path;
  return path.substr(root == "/" ? 1 : root.size() + 1);
}

std::string parentOf(const std::string& path) { return std::filesystem::path(path).parent_path(); }

}  // namespace dramaturg
