#include "tool/cmake_presets.h"
#include "tool/compile_database.h"
#include "tool/exit_code.h"
#include "tool/paths.h"

namespace dramaturg {
namespace {

const char* const kName = "compile_commands.json";

bool isFile(const Host& host, const std::string& path) {
  const auto status = host.status(path);
  return status && !status->directory;
}

/// Folders below `directory` that builds go to by convention.
std::vector<std::string> buildFolders(const Host& host, const std::string& directory) {
  std::vector<std::string> folders;
  for (const std::string& name : host.list(directory)) {
    const std::string path = absolutePath(name, directory);
    if (name.starts_with("build") || name.starts_with("cmake-build-")) folders.push_back(path);
    if (name == "out")
      for (const std::string& inner : host.list(path)) folders.push_back(absolutePath(inner, path));
  }
  for (std::string& folder : presetBinaryFolders(host, directory)) folders.push_back(std::move(folder));
  return folders;
}

/// The newest database in the build folders of `directory`; empty if there is none.
std::string newestBelow(const Host& host, const std::string& directory) {
  std::string best;
  std::int64_t newest = 0;
  for (const std::string& folder : buildFolders(host, directory)) {
    const std::string path = absolutePath(kName, folder);
    const auto status = host.status(path);
    if (!status || status->directory || (!best.empty() && status->modified <= newest)) continue;
    best = path;
    newest = status->modified;
  }
  return best;
}

std::string givenDatabase(const Host& host, const std::string& given) {
  const std::string path = absolutePath(given, host.currentDirectory());
  const auto status = host.status(path);
  if (!status) throw usageError("`-p " + given + "`: no such file or directory");
  if (!status->directory) return path;
  const std::string inside = absolutePath(kName, path);
  if (!isFile(host, inside))
    throw usageError("`-p " + given + "`: no compile_commands.json in this directory; configure with `cmake -B " +
                     given + " -DCMAKE_EXPORT_COMPILE_COMMANDS=ON`");
  return inside;
}

}  // namespace

std::string findCompileDatabase(const Host& host, const std::string& given, const std::string& top) {
  if (!given.empty()) return givenDatabase(host, given);
  std::vector<std::string> directories;
  for (std::string d = host.currentDirectory();; d = parentOf(d)) {
    directories.push_back(d);
    if (d == top || d == "/") break;
  }
  for (const std::string& directory : directories)
    if (const std::string path = absolutePath(kName, directory); isFile(host, path)) return path;
  if (top.empty()) directories.resize(1);  // build folders far above are hardly this project's
  for (const std::string& directory : directories)
    if (std::string path = newestBelow(host, directory); !path.empty()) return path;
  throw usageError("no compile_commands.json in `" + directories.front() +
                   "`, its parents or their build folders; make one with "
                   "`cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON` (or `bear -- make`), or name one with `-p`");
}

}  // namespace dramaturg
