#include "tool/project.h"

#include "tool/exit_code.h"
#include "tool/paths.h"

#include <algorithm>

namespace dramaturg {

std::string markedRoot(const Host& host) {
  for (std::string directory = host.currentDirectory();; directory = parentOf(directory)) {
    for (const char* mark : {".dramaturg.yaml", ".git"})
      if (host.status(absolutePath(mark, directory))) return directory;
    if (directory == "/" || directory.empty()) return {};
  }
}

std::string findRoot(const Host& host, const std::string& given, const std::vector<CompileCommand>& units) {
  const std::string here = host.currentDirectory();
  if (!given.empty()) {
    const std::string root = absolutePath(given, here);
    const auto status = host.status(root);
    if (!status || !status->directory) throw usageError("`--root " + given + "`: no such directory");
    return root;
  }
  const auto holdsUnit = [&](const std::string& directory) {
    return std::any_of(units.begin(), units.end(), [&](const auto& unit) { return isAtOrBelow(unit.file, directory); });
  };
  const std::string marked = markedRoot(host);
  if (!marked.empty() && holdsUnit(marked)) return marked;
  if (units.empty() || holdsUnit(here)) return here;
  std::string common = parentOf(units.front().file);
  for (const CompileCommand& unit : units)
    while (!isAtOrBelow(unit.file, common)) common = parentOf(common);
  return common;
}

std::vector<std::string> resolvePaths(const Host& host, const std::vector<std::string>& arguments) {
  std::vector<std::string> paths;
  for (const std::string& argument : arguments) {
    paths.push_back(absolutePath(argument, host.currentDirectory()));
    if (!host.status(paths.back()))
      throw usageError("`" + argument +
                       "`: no such file or directory; paths name sources or folders whose findings are wanted");
  }
  return paths;
}

}  // namespace dramaturg
