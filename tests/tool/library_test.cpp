#include "tests/support/catch.h"
#include "tests/tool/project_fixture.h"

namespace dramaturg::test {

using Catch::Contains;
using Project = ProjectFixture;

TEST_CASE_METHOD(Project, "settings that make no sense end the run before any work", "[library]") {
  unit("a.cpp", "blocks room");
  folder.write(".dramaturg.yaml", "librarys: [ours.yaml]\n");
  CHECK(run() == 2);
  CHECK_THAT(host.err, Contains(".dramaturg.yaml:1:1") && Contains("did you mean `libraries`?"));
  folder.write(".dramaturg.yaml", "libraries: [ours.yaml]\n");
  CHECK(run() == 2);
  CHECK_THAT(host.err, Contains("ours.yaml") && Contains("no file"));
  folder.write("ours.yaml", "invalid\n");
  CHECK(run() == 2);
  CHECK_THAT(host.err, Contains("ours.yaml` is not valid"));
  CHECK(host.out.empty());
}

TEST_CASE_METHOD(Project, "empty settings are the defaults", "[library]") {
  unit("a.cpp", "blocks room");
  folder.write(".dramaturg.yaml", "\n");
  CHECK(run() == 1);
  folder.write(".dramaturg.yaml", "# nothing yet\n");
  CHECK(run() == 1);
}

TEST_CASE_METHOD(Project, "the profiles of the settings are part of what facts depend on", "[library]") {
  unit("a.cpp", "blocks room");
  folder.write("profiles/ours.yaml", "post\n");
  CHECK(json().at("run").at("units").at("cached") == 0);
  folder.write(".dramaturg.yaml", "libraries: [profiles/ours.yaml]\n");
  CHECK(json().at("run").at("units").at("cached") == 0);
  CHECK(json().at("run").at("units").at("cached") == 1);
}

TEST_CASE_METHOD(Project, "a profile is told what fits it, and what does not", "[library]") {
  unit("a.cpp", "nothing\npost(x)\n");
  unit("b.cpp", "post(y)\npost(z)\n");
  unit("error.cpp", "post(z)\n");
  folder.write("ours.yaml", "post\nspawn\n");
  CHECK(run({"library", "check", "ours.yaml", "a.cpp", "b.cpp"}) == 0);
  CHECK_THAT(host.out, Contains("post  3 times, first at a.cpp:2") && Contains("spawn  nothing fits") &&
                           Contains("1 of 2 entries fit"));
  CHECK(run({"library", "check", "ours.yaml", "--json"}) == 3);
  CHECK_THAT(host.err, Contains("error.cpp"));
  const auto entries = nlohmann::json::parse(host.out).at("entries");
  CHECK(entries.at(0).at("count") == 3);
  CHECK(entries.at(1).at("count") == 0);
}

TEST_CASE_METHOD(Project, "a library that nobody knows is told with its nearest name", "[library]") {
  unit("a.cpp");
  CHECK(run({"library", "check", "play"}) == 2);
  CHECK_THAT(host.err, Contains("did you mean `plays`?"));
  CHECK(run({"library", "list"}) == 0);
  CHECK_THAT(host.out, Contains("plays") && Contains("0 entries"));
}

}  // namespace dramaturg::test
