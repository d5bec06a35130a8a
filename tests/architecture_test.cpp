#include "tests/architecture.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;
using namespace dramaturg::architecture;

namespace {

/// Folders of the root that hold no part of the programs.
const std::vector<std::string> kOutside{"tests", "fixtures", "bench", "editors", "docs", "cmake"};
constexpr std::ptrdiff_t kMostLines = 400;

bool isSource(const fs::path& path) { return path.extension() == ".cpp" || path.extension() == ".h"; }

std::string read(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Every source of the programs, relative to the root. Skeletons are data: code of other people's programs.
std::vector<fs::path> sources() {
  std::vector<fs::path> found;
  for (const auto& folder : fs::directory_iterator(DRAMATURG_SOURCE_DIR)) {
    const std::string name = folder.path().filename();
    const bool outside =
        std::count(kOutside.begin(), kOutside.end(), name) > 0 || name[0] == '.' || name.starts_with("build");
    if (!folder.is_directory() || outside) continue;
    for (const auto& file : fs::recursive_directory_iterator(folder))
      if (isSource(file.path()) && file.path().string().find("/skeletons/") == std::string::npos)
        found.push_back(fs::relative(file.path(), DRAMATURG_SOURCE_DIR));
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("an include that the table allows is no violation") {
  CHECK(violations("rules/some.cpp", "#include \"rules/rule.h\"\n#include \"model/link.h\"\n#include <vector>\n")
            .empty());
  CHECK(violations("extract/some.cpp", "#include <clang/AST/Decl.h>\n").empty());
  CHECK(violations("facts/facts_json.cpp", "#include <nlohmann/json.hpp>\n").empty());
  CHECK(violations("model/some.cpp", "// once read by getenv(\"X\")\nconst char* text = \"getenv(\";\n").empty());
}

TEST_CASE("what the table forbids is found, with its line") {
  CHECK(violations("rules/some.cpp", "\n#include <clang/AST/Decl.h>\n") ==
        std::vector<std::string>{"rules/some.cpp:2: rules may not use clang/AST/Decl.h"});
  CHECK(violations("model/some.cpp", "#include \"rules/rule.h\"\n").size() == 1);
  CHECK(violations("tool/some.cpp", "#include \"extract/extract.h\"\n").size() == 1);
  CHECK(violations("facts/event.h", "#  include <nlohmann/json.hpp>\n").size() == 1);
  CHECK(violations("report/some.cpp", "#include <filesystem>\n").size() == 1);
  CHECK(violations("report/some.cpp", "  std::cout << 1;\n").size() == 1);
  CHECK(violations("model/some.cpp", "auto home = std::getenv(name);\n").size() == 1);
  CHECK(violations("helpers/some.cpp", "").size() == 1);
}

TEST_CASE("every source of the programs keeps to the include table") {
  const auto files = sources();
  REQUIRE(files.size() > 50);
  std::vector<std::string> found;
  for (const fs::path& file : files) {
    const auto here = violations(file.generic_string(), read(fs::path(DRAMATURG_SOURCE_DIR) / file));
    found.insert(found.end(), here.begin(), here.end());
  }
  CHECK(found == std::vector<std::string>{});
}

TEST_CASE("no source outgrows what a reader can hold") {
  for (const fs::path& file : sources()) {
    const std::string text = read(fs::path(DRAMATURG_SOURCE_DIR) / file);
    INFO(file);
    CHECK(std::count(text.begin(), text.end(), '\n') <= kMostLines);
  }
}
