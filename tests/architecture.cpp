#include "tests/architecture.h"

#include <algorithm>
#include <array>
#include <regex>
#include <sstream>

namespace dramaturg::architecture {
namespace {

using Names = std::vector<std::string_view>;

struct Layer {
  std::string_view folder;
  Names uses;                 ///< folders of the house, besides itself
  Names packages;             ///< libraries from outside, by the first part of the include
  bool touchesWorld = false;  ///< may speak to file system, terminal, environment and processes
};

const std::array kLayers{
    Layer{"facts", {}, {}},
    Layer{"libraries", {"facts"}, {}},
    Layer{"extract", {"facts", "libraries"}, {"clang", "llvm", "seccomp.h"}, true},
    Layer{"model", {"facts"}, {}},
    Layer{"rules", {"model", "facts"}, {}},
    Layer{"decision-tree", {"model", "facts"}, {}},
    Layer{"report", {"rules", "decision-tree", "model", "facts"}, {"nlohmann"}},
    Layer{"tool",
          {"report", "rules", "decision-tree", "model", "facts", "libraries"},
          {"nlohmann", "CLI", "llvm", "sqlite3.h", "zstd.h"},
          true},
};

/// The one file of facts/ that reads and writes JSON.
constexpr std::string_view kFactsJson = "facts/facts_json.cpp";

const Names kPackages{"clang", "clang-c", "llvm", "nlohmann", "CLI", "catch2", "sqlite3.h", "seccomp.h", "zstd.h"};

/// What only the layers that touch the world may include or say.
const Names kWorldHeaders{"filesystem", "fstream", "iostream", "cstdlib", "unistd.h", "sys", "fcntl.h", "thread"};
const std::regex kWorldWords(R"(\b(getenv|std::c(out|err|in)|fopen|printf|fork|exec[lv]p?)\b\s*[(<]?)");

bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const Layer* layerOf(std::string_view folder) {
  const auto found =
      std::find_if(kLayers.begin(), kLayers.end(), [&](const Layer& one) { return one.folder == folder; });
  return found == kLayers.end() ? nullptr : &*found;
}

std::string_view firstPart(std::string_view path) { return path.substr(0, path.find('/')); }

/// Why `layer` may not include this; empty when it may.
std::string objection(const Layer& layer, std::string_view file, std::string_view header) {
  const std::string_view part = firstPart(header);
  const std::string name(layer.folder);
  if (layerOf(part) && part != layer.folder && !has(layer.uses, part))
    return name + " may not use " + std::string(part);
  if (part == "nlohmann" && file == kFactsJson) return {};
  if (has(kPackages, part) && !has(layer.packages, part)) return name + " may not use " + std::string(header);
  if (has(kWorldHeaders, part) && !layer.touchesWorld)
    return name + " may not touch the world with " + std::string(header);
  return {};
}

}  // namespace

std::vector<std::string> violations(std::string_view file, std::string_view text) {
  static const std::regex include(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  const Layer* layer = layerOf(firstPart(file));
  if (!layer) return {std::string(file) + ": its folder has no row in the include table"};
  std::vector<std::string> found;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const std::string where = std::string(file) + ":" + std::to_string(number) + ": ";
    std::smatch match;
    if (std::regex_search(line, match, include)) {
      const std::string why = objection(*layer, file, match[1].str());
      if (!why.empty()) found.push_back(where + why);
    } else if (const std::string code = line.substr(0, line.find("//")); !layer->touchesWorld &&
                                                                         code.find('"') == std::string::npos &&
                                                                         std::regex_search(code, match, kWorldWords)) {
      found.push_back(where + std::string(layer->folder) + " may not touch the world with " + match[1].str());
    }
  }
  return found;
}

}  // namespace dramaturg::architecture
