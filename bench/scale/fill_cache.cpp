// Writes a project of many small files with its compile database, and fills a fact cache as if all of its units had
// been extracted. `dramaturg check` with the same worker and cache then finds everything unchanged.
//
// usage: fill_cache SAMPLES PROJECT CACHE WORKER UNITS
//   SAMPLES  folder of *.json, each what `dramaturg-extract --json` says of a unit
#include "bench/scale/multiply.h"
#include "facts/facts_json.h"
#include "tool/extraction.h"
#include "tool/hash.h"
#include "tool/paths.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace dramaturg::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLibraryHeaders = 560;  ///< that every unit includes
constexpr std::size_t kOtherHeaders = 400;    ///< of which every unit includes eight

struct Arguments {
  fs::path samples, project, cache, worker;
  std::size_t units = 0;
};

std::vector<UnitFacts> readSamples(const SystemHost& host, const fs::path& folder) {
  std::vector<UnitFacts> samples;
  for (const std::string& name : host.list(folder)) {
    if (!name.ends_with(".json")) continue;
    auto facts = fromJson(host.read(folder / name).value_or(""));
    if (facts && !facts.value->partial) samples.push_back(std::move(*facts.value));
  }
  return samples;
}

/// The files of the project, old enough for their times to be trusted.
class Disk {
 public:
  explicit Disk(fs::path root) : root_(std::move(root)) {}

  Input write(const std::string& name, std::size_t lines) const {
    const fs::path path = root_ / name;
    std::string text = "// " + name + '\n';
    for (std::size_t i = 1; i < lines; ++i) text += "  the_code_of_line(number, " + std::to_string(i) + ");\n";
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
    const FileStatus status = SystemHost().status(path).value_or(FileStatus{});
    return {path, contentHash(text), status.size, status.modified};
  }

 private:
  fs::path root_;
};

std::vector<Input> writeHeaders(const Disk& disk, const std::string& folder, std::size_t count) {
  std::vector<Input> inputs;
  for (std::size_t i = 0; i < count; ++i)
    inputs.push_back(disk.write(folder + "/some_library/detail/header_number_" + std::to_string(i) + ".hpp", 10));
  return inputs;
}

/// Commands as build systems write them, with flags and folders by the dozen.
std::string command(const fs::path& root, const std::string& source) {
  std::string text = "clang++ -std=c++17 -O2 -g -Wall -Wextra -fPIC -pthread -DNDEBUG -DPROJECT_LIBRARY=1";
  for (int i = 0; i < 12; ++i)
    text += " -I" + (root / ("libraries/some_library_" + std::to_string(i))).string() + "/include";
  return text + " -o build/" + source + ".o -c " + source;
}

void writeDatabase(const fs::path& root, std::size_t units) {
  std::ofstream out(root / "compile_commands.json");
  for (std::size_t i = 0; i < units; ++i) {
    const std::string source = Project::unitPath(i);
    out << (i == 0 ? "[" : ",\n") << R"({"directory": ")" << root.string() << R"(", "command": ")"
        << command(root, source) << R"(", "file": ")" << source << "\"}";
  }
  out << "]\n";
}

int fill(const Arguments& arguments) {
  SystemHost host;
  const Project project(readSamples(host, arguments.samples));
  fs::create_directories(arguments.project / ".git");
  const fs::path root = fs::canonical(arguments.project);
  const Disk disk(root);
  const std::vector<Input> library = writeHeaders(disk, "libraries", kLibraryHeaders);
  const std::vector<Input> others = writeHeaders(disk, "others", kOtherHeaders);
  std::vector<Input> common = library;
  for (std::size_t i = 0; i < Project::kHeaders; ++i) common.push_back(disk.write(Project::headerPath(i), 100));
  writeDatabase(root, arguments.units);

  std::vector<Input> own;
  for (std::size_t i = 0; i < arguments.units; ++i) {
    own.push_back(disk.write(Project::unitPath(i), 300));
    own.push_back(disk.write(Project::unitPath(i) + ".hpp", 10));
  }

  AnalysisOptions options;
  options.compileDatabase = options.root = root;
  Units units = findUnits(host, options);
  makeKeys(host, findWorker(host, arguments.worker), units);
  FactCache cache(host, cacheDirectory(host, fs::absolute(arguments.cache)), units.root);
  std::size_t functions = 0, events = 0, symbols = 0;
  double seconds = 0;
  for (std::size_t i = 0; i < units.all.size(); ++i) {
    UnitFacts facts = project.unit(i, arguments.units);
    facts.inputs = common;
    facts.inputs.insert(facts.inputs.end(), {own[2 * i], own[2 * i + 1]});
    for (std::size_t k = 0; k < 8; ++k) facts.inputs.push_back(others[(i * 8 + k * 3) % others.size()]);
    functions += facts.functions.size();
    symbols += facts.symbols.size();
    for (const Function& function : facts.functions) events += function.events.size();
    const double start = host.milliseconds();
    cache.store(units.all[i].key, facts);
    seconds += (host.milliseconds() - start) / 1000;
  }
  std::cout << units.all.size() << " units, on average " << functions / units.all.size() << " functions, "
            << events / units.all.size() << " events, " << symbols / units.all.size() << " symbols; stored in "
            << seconds << " s\n"
            << cache.warning();
  return cache.warning().empty() ? 0 : 1;
}

}  // namespace
}  // namespace dramaturg::bench

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "usage: fill_cache SAMPLES PROJECT CACHE WORKER UNITS\n";
    return 2;
  }
  return dramaturg::bench::fill({argv[1], argv[2], argv[3], argv[4], std::strtoul(argv[5], nullptr, 10)});
}
