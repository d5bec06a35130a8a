// A small project in a folder of its own, checked with the fake worker.
#pragma once

#include "tests/tool/test_host.h"
#include "tool/cli.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace dramaturg::test {

struct ProjectFixture {
  TempFolder folder;
  TestHost host{folder.path()};

  ProjectFixture() {
    folder.makeFolder(".git");
    host.environment["DRAMATURG_EXTRACT"] = FAKE_WORKER;
    host.environment["XDG_CACHE_HOME"] = folder / "cache";
  }

  /// Writes a source and enters it into the compile database.
  void unit(const std::string& file, const std::string& text = "") {
    folder.write(file, text);
    entry(file);
  }
  void entry(const std::string& file) {
    database_.push_back({{"directory", folder.path()}, {"file", file}, {"command", "c++ -c " + file}});
    folder.write("compile_commands.json", database_.dump());
  }

  /// Gives the exit code; what is printed is in `host.out` and `host.err`.
  int run(const std::vector<std::string>& arguments = {}) {
    host.out.clear();
    host.err.clear();
    return static_cast<int>(runCommandLine(host, arguments));
  }
  nlohmann::json json(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), {"check", "-o", "json"});
    run(arguments);
    return nlohmann::json::parse(host.out);
  }

 private:
  nlohmann::json database_ = nlohmann::json::array();
};

}  // namespace dramaturg::test
