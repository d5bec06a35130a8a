#include "tool/paths.h"

#include <algorithm>
#include <filesystem>

namespace dramaturg {
namespace {

/// Has neither empty parts nor `.` and `..`, and no `/` at the end.
bool isNormal(std::string_view path) {
  for (std::size_t start = 0; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view part = path.substr(start, end - start);
    if ((part.empty() && start > 0) || part == "." || part == "..") return false;
    start = end + 1;
  }
  return !path.empty();
}

}  // namespace

std::string absolutePath(std::string_view path, const std::string& base) {
  // Nearly all paths of a large project are like this, and the way below is slow.
  if (path.starts_with('/') && path.size() > 1 && isNormal(path)) return std::string(path);
  if (base.starts_with('/') && base.size() > 1 && isNormal(base) && !path.starts_with('/') && isNormal(path))
    return base + '/' + std::string(path);
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
