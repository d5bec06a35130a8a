#include "rules/aside.h"

#include <set>
#include <string>

namespace dramaturg {
namespace {

/// Folders by whose names people say that their code is not the product.
const std::set<std::string_view> kAside = {
    "test",      "tests",      "testing",   "unittest", "unittests",  "bench",       "benches",
    "benchmark", "benchmarks", "example",   "examples", "sample",     "samples",     "demo",
    "demos",     "vendor",     "vendors",   "vendored", "thirdparty", "third_party", "third-party",
    "3rdparty",  "external",   "externals", "extern",   "deps",       "_deps",
};

}  // namespace

bool liesAside(std::string_view path) {
  if (path.starts_with('/')) return true;
  for (std::size_t start = 0, end; (end = path.find('/', start)) != std::string_view::npos; start = end + 1) {
    std::string folder(path.substr(start, end - start));
    for (char& c : folder) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (kAside.contains(folder)) return true;
  }
  return false;
}

}  // namespace dramaturg
