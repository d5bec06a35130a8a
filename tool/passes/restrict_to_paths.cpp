#include "tool/passes/passes.h"
#include "tool/paths.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace dramaturg {
namespace {

/// Folders by whose names people say that their code is not the product.
const std::set<std::string_view> kAside = {
    "test",      "tests",      "testing",   "unittest", "unittests",  "bench",       "benches",
    "benchmark", "benchmarks", "example",   "examples", "sample",     "samples",     "demo",
    "demos",     "vendor",     "vendors",   "vendored", "thirdparty", "third_party", "third-party",
    "3rdparty",  "external",   "externals", "extern",   "deps",       "_deps",
};

/// In a folder of tests and the like? `path` is relative to the root; absolute ones lie outside of it.
bool liesAside(std::string_view path) {
  if (path.starts_with('/')) return true;
  for (std::size_t start = 0, end; (end = path.find('/', start)) != std::string_view::npos; start = end + 1) {
    std::string folder(path.substr(start, end - start));
    for (char& c : folder) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (kAside.contains(folder)) return true;
  }
  return false;
}

}  // namespace

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
