#include "tool/project.h"
#include "tests/support/catch.h"
#include "tests/tool/test_host.h"
#include "tool/exit_code.h"
#include "tool/nearest.h"
#include "tool/paths.h"

namespace dramaturg::test {

namespace {

std::vector<CompileCommand> unitsAt(const std::vector<std::string>& files) {
  std::vector<CompileCommand> units;
  for (const std::string& file : files) units.push_back({"/", file, {"c++"}});
  return units;
}

struct Fixture {
  TempFolder folder;
  TestHost host{folder.makeFolder("a/b/c")};
};

}  // namespace

TEST_CASE_METHOD(Fixture, "the nearest marked directory is the root", "[project]") {
  folder.makeFolder("a/.git");
  CHECK(findRoot(host, "", unitsAt({folder / "a/x.cpp"})) == folder / "a");
  folder.write("a/b/.dramaturg.yaml", "");
  CHECK(findRoot(host, "", unitsAt({folder / "a/b/x.cpp"})) == folder / "a/b");
}

TEST_CASE_METHOD(Fixture, "a marked directory without any unit is somebody else's", "[project]") {
  folder.makeFolder("a/.git");
  CHECK(findRoot(host, "", unitsAt({"/elsewhere/src/x.cpp", "/elsewhere/lib/y.cpp"})) == "/elsewhere");
}

TEST_CASE_METHOD(Fixture, "without a mark the current directory or what units share is the root", "[project]") {
  CHECK(findRoot(host, "", unitsAt({folder / "a/b/c/x.cpp", "/elsewhere/y.cpp"})) == folder / "a/b/c");
  CHECK(findRoot(host, "", unitsAt({"/one/src/x.cpp", "/one/src2/y.cpp"})) == "/one");
  CHECK(findRoot(host, "", unitsAt({"/x.cpp", "/one/y.cpp"})) == "/");
}

TEST_CASE_METHOD(Fixture, "--root decides, if it exists", "[project]") {
  CHECK(findRoot(host, "../..", unitsAt({"/x.cpp"})) == folder / "a");
  CHECK_THROWS_AS(findRoot(host, "nowhere", {}), Failure);
}

TEST_CASE_METHOD(Fixture, "path arguments must exist", "[project]") {
  folder.write("a/b/c/x.cpp", "");
  CHECK(resolvePaths(host, {"x.cpp", "./"}) == std::vector<std::string>{folder / "a/b/c/x.cpp", folder / "a/b/c"});
  CHECK_THROWS_AS(resolvePaths(host, {"x.cp"}), Failure);
}

TEST_CASE("a directory holds what lies below it, not what begins like it", "[paths]") {
  CHECK_FALSE(isAtOrBelow("/a/bc", "/a/b"));
  CHECK_FALSE(isAtOrBelow("/a", "/a/b"));
  CHECK(isAtOrBelow("/a/b", "/a/b"));
  CHECK(isAtOrBelow("/a/b/c", "/a/b"));
  CHECK(isAtOrBelow("/a", "/"));
  CHECK(relativeTo("/a", "/a/b/c") == "b/c");
  CHECK(relativeTo("/", "/a/b") == "a/b");
  CHECK(relativeTo("/a", "/b") == "/b");
  CHECK(relativeTo("/a", "/a") == ".");
  CHECK(absolutePath("../x/./y/", "/a/b") == "/a/x/y");
}

TEST_CASE("only near names are suggested", "[nearest]") {
  const std::vector<std::string> known{"bottleneck-single-actor-hub", "messaging-unbounded-cast",
                                       "messaging-call-cycle"};
  CHECK(didYouMean("zzzzzz", known).empty());
  CHECK(didYouMean("mesaging-unbounded-cast", known) == "; did you mean `messaging-unbounded-cast`?");
  CHECK(nearestNames("messaging", known).size() == 2);
  CHECK(didYouMean("hub", known) == "; did you mean `bottleneck-single-actor-hub`?");
}

}  // namespace dramaturg::test
