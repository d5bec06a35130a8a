#include "rules/aside.h"
#include "tool/passes/passes.h"
#include "tool/paths.h"

#include <algorithm>
#include <string>

namespace dramaturg {
std::size_t restrictToPaths(const ActorSystem& system, const std::string& root, const std::vector<std::string>& paths,
                            bool includeTests, Findings& findings) {
  std::size_t hidden = 0;
  std::erase_if(findings, [&](const ReportedFinding& reported) {
    const std::string path(system.path(reported.finding.place.file));
    if (!paths.empty()) {
      const std::string absolute = absolutePath(path, root);
      return std::none_of(paths.begin(), paths.end(),
                          [&](const auto& wanted) { return isAtOrBelow(absolute, wanted); });
    }
    if (includeTests || !liesAside(path)) return false;
    hidden += reported.suppressed.empty();
    return true;
  });
  return hidden;
}

}  // namespace dramaturg
