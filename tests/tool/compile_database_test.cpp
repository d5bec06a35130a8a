#include "tool/compile_database.h"
#include "tests/support/catch.h"
#include "tests/tool/test_host.h"
#include "tool/exit_code.h"

#include <filesystem>

namespace dramaturg::test {

using Catch::Contains;

namespace {

std::string failureOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const Failure& failure) {
    CHECK(failure.code == ExitCode::usage);
    return failure.what();
  }
  return "no failure";
}

struct Fixture {
  TempFolder folder;
  TestHost host{folder.makeFolder("project/src")};

  CompileDatabase read(const std::string& text) const {
    return readCompileDatabase(host, folder.write("db.json", text));
  }
  std::string rejected(const std::string& text) const {
    return failureOf([&] { read(text); });
  }
  std::string found(const std::string& given = "") const {
    return std::filesystem::relative(findCompileDatabase(host, given, folder / "project"), folder.path());
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a compile database gives commands with absolute paths", "[compile_database]") {
  const auto database =
      read(R"([{"directory": "/p/build", "file": "../src/a.cpp", "arguments": ["c++", "-c", "../src/a.cpp"]}])");
  REQUIRE(database.commands.size() == 1);
  CHECK(database.commands[0].file == "/p/src/a.cpp");
  CHECK(database.commands[0].directory == "/p/build");
  CHECK(database.commands[0].arguments == std::vector<std::string>{"c++", "-c", "../src/a.cpp"});
}

TEST_CASE_METHOD(Fixture, "a command string is split as a shell would", "[compile_database]") {
  const auto database =
      read(R"([{"directory": "/p", "file": "a b.cpp", "command": "c++ -DNAME=\"\\\"x y\\\"\" -I'in c' a\\ b.cpp"}])");
  REQUIRE(database.commands.size() == 1);
  CHECK(database.commands[0].arguments == std::vector<std::string>{"c++", "-DNAME=\"x y\"", "-Iin c", "a b.cpp"});
}

TEST_CASE_METHOD(Fixture, "repeated entries are one unit, other flags are another", "[compile_database]") {
  const auto database = read(R"([
    {"directory": "/p", "file": "a.cpp", "command": "c++ -c a.cpp"},
    {"directory": "/p", "file": "a.cpp", "arguments": ["c++", "-c", "a.cpp"]},
    {"directory": "/p", "file": "a.cpp", "command": "c++ -DTEST -c a.cpp"}])");
  CHECK(database.commands.size() == 2);
}

TEST_CASE_METHOD(Fixture, "only C and C++ are units", "[compile_database]") {
  const auto database = read(R"([
    {"directory": "/p", "file": "boot.S", "command": "cc -c boot.S"},
    {"directory": "/p", "file": "app.rc", "command": "rc app.rc"},
    {"directory": "/p", "file": "a.c", "command": "cc -c a.c"},
    {"directory": "/p", "file": "a.cxx", "command": "cc -c a.cxx"}])");
  CHECK(database.commands.size() == 2);
  CHECK(database.ignored == 2);
}

TEST_CASE_METHOD(Fixture, "a broken database is refused with place and remedy", "[compile_database]") {
  CHECK_THAT(rejected("[\n  {\"directory\": \"/p\",\n}]"), Contains("db.json:3:1: ") && Contains("regenerate it"));
  CHECK_THAT(rejected(""), Contains("db.json:1:") && Contains("regenerate it"));
  CHECK_THAT(rejected("{}"), Contains("is an array of objects"));
  CHECK_THAT(rejected("[1]"), Contains("entry 1 is not an object"));
  CHECK_THAT(rejected(R"([{"directory": "/p", "command": "c++"}])"), Contains("entry 1 has no `file`"));
  CHECK_THAT(rejected(R"([{"file": "a.cpp", "command": "c++"}])"), Contains("entry 1 has no `directory`"));
  CHECK_THAT(rejected(R"([{"directory": "/p", "file": "a.cpp"}])"), Contains("neither `arguments` nor `command`"));
  CHECK_THAT(rejected(R"([{"directory": "/p", "file": "a.cpp", "arguments": []}])"), Contains("empty command"));
  CHECK_THAT(rejected(R"([{"directory": "/p", "file": "a.cpp", "arguments": [1]}])"), Contains("not a string"));
}

TEST_CASE_METHOD(Fixture, "no database anywhere: how to make one", "[compile_database]") {
  CHECK_THAT(failureOf([&] { findCompileDatabase(host, "", folder / "project"); }),
             Contains("no compile_commands.json") && Contains("CMAKE_EXPORT_COMPILE_COMMANDS"));
}

TEST_CASE_METHOD(Fixture, "the database of a parent is found, not one above the project", "[compile_database]") {
  folder.write("compile_commands.json", "[]");
  CHECK_THAT(failureOf([&] { found(); }), Contains("no compile_commands.json"));
  folder.write("project/compile_commands.json", "[]");
  CHECK(found() == "project/compile_commands.json");
}

TEST_CASE_METHOD(Fixture, "the newest of several build folders is taken", "[compile_database]") {
  namespace fs = std::filesystem;
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
  for (const char* place : {"build", "build-asan", "cmake-build-debug", "out/x64", "elsewhere"})
    fs::last_write_time(folder.write("project/" + std::string(place) + "/compile_commands.json", "[]"), old);
  for (const char* place : {"build-asan", "cmake-build-debug", "out/x64"}) {
    const std::string name = "project/" + std::string(place) + "/compile_commands.json";
    fs::last_write_time(folder / name, old + std::chrono::minutes(1));
    CHECK(found() == name);
    fs::remove(folder / name);
  }
  CHECK(found() == "project/build/compile_commands.json");
}

TEST_CASE_METHOD(Fixture, "presets name build folders, inherited and with macros", "[compile_database]") {
  folder.write("project/CMakePresets.json", R"({"version": 3, "configurePresets": [
    {"name": "base", "hidden": true, "binaryDir": "${sourceDir}/bin/${presetName}"},
    {"name": "circle", "inherits": ["circle"]},
    {"name": "env", "binaryDir": "$env{HOME}/x"},
    {"name": "dev", "inherits": "base"}]})");
  folder.write("project/bin/base/compile_commands.json", "[]");
  CHECK_THAT(failureOf([&] { found(); }), Contains("no compile_commands.json"));
  folder.write("project/bin/dev/compile_commands.json", "[]");
  CHECK(found() == "project/bin/dev/compile_commands.json");
}

TEST_CASE_METHOD(Fixture, "-p names a folder or a file", "[compile_database]") {
  folder.write("project/src/b/compile_commands.json", "[]");
  folder.write("project/src/other.json", "[]");
  CHECK(found("b") == "project/src/b/compile_commands.json");
  CHECK(found("other.json") == "project/src/other.json");
  CHECK_THAT(failureOf([&] { found("nowhere"); }), Contains("`-p nowhere`: no such file or directory"));
  CHECK_THAT(failureOf([&] { found(".."); }),
             Contains("no compile_commands.json in this directory") && Contains("cmake -B"));
}

}  // namespace dramaturg::test
