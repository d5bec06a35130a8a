#include "tests/support/catch.h"
#include "tests/tool/test_host.h"
#include "tool/progress.h"

namespace dramaturg::test {

using Catch::Contains;

TEST_CASE("colour is for terminals that want it", "[host]") {
  TestHost host("/");
  CHECK_FALSE(wantsColour(host, true));  // no TERM at all
  host.environment["TERM"] = "dumb";
  CHECK_FALSE(wantsColour(host, true));
  host.environment["TERM"] = "xterm";
  CHECK(wantsColour(host, true));
  CHECK_FALSE(wantsColour(host, false));
  host.environment["CLICOLOR"] = "0";
  CHECK_FALSE(wantsColour(host, true));
  host.environment["CLICOLOR_FORCE"] = "1";
  CHECK(wantsColour(host, false));
  host.environment["NO_COLOR"] = "1";
  CHECK_FALSE(wantsColour(host, true));
}

TEST_CASE("the first set locale variable decides on UTF-8", "[host]") {
  TestHost host("/");
  CHECK_FALSE(speaksUtf8(host));
  host.environment["LANG"] = "de_DE.UTF-8";
  CHECK(speaksUtf8(host));
  host.environment["LC_ALL"] = "C";
  CHECK_FALSE(speaksUtf8(host));
  host.environment["LC_ALL"] = "C.utf8";
  CHECK(speaksUtf8(host));
}

TEST_CASE("files are replaced as a whole, or not at all", "[host]") {
  const TempFolder folder;
  SystemHost host;
  CHECK(host.write(folder / "a.txt", "one").empty());
  CHECK(host.write(folder / "a.txt", "two").empty());
  CHECK(host.read(folder / "a.txt") == "two");
  CHECK_THAT(host.write(folder / "none/a.txt", "x"), Contains("cannot write") && Contains("No such file"));
  CHECK(host.list(folder.path()) == std::vector<std::string>{"a.txt"});  // nothing temporary is left
}

TEST_CASE("progress is silent when piped", "[progress]") {
  TestHost host("/");
  {
    Progress(host, ProgressMode::automatic, 2).done("a.cpp");
  }
  host.screen.interactive = true;
  {
    Progress(host, ProgressMode::none, 2).done("a.cpp");
  }
  CHECK(host.err.empty());
}

TEST_CASE("plain progress is a line for each unit", "[progress]") {
  TestHost host("/");
  Progress progress(host, ProgressMode::plain, 2);
  progress.done("a.cpp");
  progress.done("b.cpp");
  CHECK(host.err == "[1/2] a.cpp\n[2/2] b.cpp\n");
}

TEST_CASE("a terminal gets one line, which is removed in the end", "[progress]") {
  TestHost host("/");
  host.screen.interactive = true;
  host.screen.width = 30;
  {
    Progress(host, ProgressMode::automatic, 2).done("a/very/long/path/to/some/unit.cpp");
  }
  CHECK(host.err == "\r[1/2] ...ath/to/some/unit.cpp\x1b[K\r\x1b[K");
  CHECK(host.out.empty());
}

}  // namespace dramaturg::test
