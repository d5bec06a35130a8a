#include "tests/support/catch.h"
#include "tests/tool/project_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

namespace dramaturg::test {

using Catch::Contains;

namespace {

using Project = ProjectFixture;

}  // namespace

// --- how a run ends

TEST_CASE_METHOD(Project, "a project without flaws is clean, and quiet on standard error", "[check]") {
  unit("a.cpp", "int a;");
  CHECK(run() == 0);
  CHECK_THAT(host.out, Contains("no findings"));
  CHECK(host.err.empty());
}

TEST_CASE_METHOD(Project, "findings give 1, unless they are not severe enough", "[check]") {
  unit("a.cpp", "blocks room");
  CHECK(run() == 1);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler") && Contains("a.cpp:1:1") && Contains("room"));
  CHECK(host.err.empty());
  CHECK(run({"--fail-on", "error"}) == 0);
  CHECK(run({"--fail-on", "suggestion"}) == 1);
  CHECK(run({"--fail-on", "never"}) == 0);
  CHECK(run({"check", "--exit-zero"}) == 0);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler"));
}

TEST_CASE_METHOD(Project, "without a compile database: what to do, and 2", "[check]") {
  CHECK(run() == 2);
  CHECK_THAT(host.err, Contains("no compile_commands.json") && Contains("CMAKE_EXPORT_COMPILE_COMMANDS"));
  CHECK(host.out.empty());
}

TEST_CASE_METHOD(Project, "a broken compile database is 2, with the place", "[check]") {
  folder.write("compile_commands.json", "[{]");
  CHECK(run() == 2);
  CHECK_THAT(host.err, Contains("compile_commands.json:1:3: ") && Contains("regenerate"));
}

TEST_CASE_METHOD(Project, "a database without C++ is nothing to analyse: 4", "[check]") {
  entry("boot.S");
  CHECK(run() == 4);
  CHECK_THAT(host.err, Contains("nothing to analyse") && Contains("compile_commands.json"));
}

TEST_CASE_METHOD(Project, "a missing source is 3; the rest is analysed and printed", "[check]") {
  unit("a.cpp", "blocks room");
  entry("gone.cpp");
  CHECK(run() == 3);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler") && Contains("gone.cpp: source does not exist") &&
                           Contains("regenerate"));
}

TEST_CASE_METHOD(Project, "a unit that crashes the worker is 3; the rest is analysed and printed", "[check]") {
  unit("segfault.cpp");
  unit("a.cpp", "blocks room");
  CHECK(run({"-o", "concise"}) == 3);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler") && !Contains("segfault.cpp"));
  CHECK_THAT(host.err, Contains("not analysed: segfault.cpp: the worker crashed (segmentation fault)"));
  const auto failed = json().at("run").at("units").at("failed");
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].at("file") == "segfault.cpp");
}

TEST_CASE_METHOD(Project, "a header that does not exist is 3, with its place; the rest is analysed and printed",
                 "[check]") {
  unit("partial.cpp", "blocks room");
  CHECK(run() == 3);
  CHECK_THAT(host.out, Contains("bottleneck-blocking-handler"));
  CHECK_THAT(host.err, Contains("analysed only in part: partial.cpp: partial.cpp:3: 'nowhere.hpp' file not found") &&
                           Contains("mend the compile commands"));
  CHECK(json().at("run").at("units").at("partial") == 1);
  CHECK(json().at("run").at("units").at("cached") == 0);  // the header may exist by the next run
}

TEST_CASE_METHOD(Project, "a unit that hangs is 3, after its time", "[check]") {
  unit("hang.cpp");
  CHECK(run({"--timeout", "1"}) == 3);
  CHECK_THAT(host.out, Contains("hang.cpp: timed out after 1 s"));
}

TEST_CASE_METHOD(Project, "without the worker: 2 and how to get it", "[check]") {
  unit("a.cpp");
  host.environment.erase("DRAMATURG_EXTRACT");
  CHECK(run() == 2);
  CHECK_THAT(host.err, Contains("dramaturg-extract` does not exist") && Contains("DRAMATURG_EXTRACT"));
}

TEST_CASE_METHOD(Project, "Ctrl-C ends with 130, and finished units are kept", "[check]") {
  unit("a.cpp", "blocks room");
  unit("hang.cpp");
  host.onPrint = [](std::string_view text) {
    if (text == "[1/2] a.cpp\n") ::kill(::getpid(), SIGINT);
  };
  const int code = run({"-j", "1", "--progress", "plain"});
  CHECK(code == 130);
  CHECK(host.out.empty());
  CHECK_THAT(host.err, Contains("interrupted"));
  CHECK(json({"--timeout", "1"}).at("run").at("units").at("cached") == 1);
}

// --- what is analysed anew

TEST_CASE_METHOD(Project, "a second run takes every unit from the cache", "[check]") {
  unit("a.cpp", "#include \"a.h\"\nblocks room");
  unit("b.cpp", "");
  folder.write("a.h", "int a;");
  CHECK(json().at("run").at("units").at("cached") == 0);
  const auto first = json();
  CHECK(first.at("run").at("units").at("cached") == 2);
  CHECK(first.at("findings").size() == 1);

  SECTION("not what was edited") {
    folder.write("b.cpp", "blocks kitchen");
    const auto second = json();
    CHECK(second.at("run").at("units").at("cached") == 1);
    CHECK(second.at("findings").size() == 2);
  }
  SECTION("not what includes a header that was edited") {
    folder.write("a.h", "int b;");
    CHECK(json().at("run").at("units").at("cached") == 1);
  }
  SECTION("not with another library profile, nor when that changes") {
    folder.write("mine.yaml", "one");
    CHECK(json({"--library", "mine.yaml"}).at("run").at("units").at("cached") == 0);
    CHECK(json({"--library", "mine.yaml"}).at("run").at("units").at("cached") == 2);
    folder.write("mine.yaml", "two");
    CHECK(json({"--library", "mine.yaml"}).at("run").at("units").at("cached") == 0);
  }
  SECTION("not with another worker") {
    std::filesystem::copy(FAKE_WORKER, folder / "worker");
    CHECK(json({"--worker", folder / "worker"}).at("run").at("units").at("cached") == 0);
  }
  SECTION("not when told so") { CHECK(json({"--no-cache"}).at("run").at("units").at("cached") == 0); }
  SECTION("not when everything is to be parsed") {
    CHECK(json({"--plain"}).at("run").at("units").at("cached") == 0);
    CHECK(json().at("run").at("units").at("cached") == 2);  // what was known before stays
  }
  SECTION("not in another cache") { CHECK(json({"--cache-dir", "c"}).at("run").at("units").at("cached") == 0); }
}

TEST_CASE_METHOD(Project, "what was parsed as by a compiler is not kept for others", "[check]") {
  unit("shortcut.cpp", "blocks room");
  CHECK(run({"--plain"}) == 1);
  CHECK(run() == 3);
  CHECK_THAT(host.out, Contains("shortcut.cpp: a shortcut went wrong"));
  CHECK(run({"--plain"}) == 1);
}

TEST_CASE_METHOD(Project, "a cache that cannot be used is a warning, not an end", "[check]") {
  unit("a.cpp", "blocks room");
  folder.write("file", "");
  CHECK(run({"--cache-dir", "file"}) == 1);
  CHECK_THAT(host.err, Contains("warning: the fact cache in"));
}

TEST_CASE_METHOD(Project, "two runs at once do not disturb each other", "[check]") {
  for (int i = 0; i < 20; ++i) unit("u" + std::to_string(i) + ".cpp", "blocks a" + std::to_string(i));
  std::vector<pid_t> runs;
  for (int i = 0; i < 2; ++i) {
    runs.push_back(::fork());
    if (runs.back() == 0) ::_exit(run({"-o", "run" + std::to_string(i) + ".txt"}) * 2 + !host.err.empty());
  }
  for (const pid_t pid : runs) {
    int status = 0;
    ::waitpid(pid, &status, 0);
    CHECK(WEXITSTATUS(status) == 3);  // findings (1), and the summary line on standard error
  }
  const auto text = [&](const std::string& name) { return host.read(folder / name).value_or(name); };
  CHECK_THAT(text("run0.txt"), Contains("20 findings"));
  CHECK(json().at("run").at("units").at("cached") == 20);
}

TEST_CASE_METHOD(Project, "the report does not depend on the number of workers", "[check]") {
  for (int i = 0; i < 12; ++i) unit("u" + std::to_string(i) + ".cpp", "blocks a" + std::to_string(i) + "\nblocks b");
  unit("abort.cpp");
  run({"-j", "1", "--no-cache"});
  const std::string one = host.out;
  CHECK_THAT(one, Contains("`a11`"));
  run({"-j", "4", "--no-cache"});
  CHECK(host.out == one);
}

TEST_CASE_METHOD(Project, "the report does not depend on shared headers; -v says why there are none", "[check]") {
  unit("src/nogroup.cpp", "blocks room");
  for (int i = 0; i < 4; ++i) unit("src/u" + std::to_string(i) + ".cpp", "blocks a" + std::to_string(i));
  CHECK(run({"--no-cache"}) == 1);
  CHECK(host.err.empty());
  const std::string report = host.out;
  run({"--no-cache", "-v"});
  CHECK_THAT(host.err, Contains("no headers shared by 5 units (src/nogroup.cpp, ...): the sources have no headers"));
  CHECK(run({"--no-cache", "--no-share"}) == 1);
  CHECK(host.out == report);
  run({"--no-cache", "--no-share", "-v"});
  CHECK_THAT(host.err, !Contains("no headers shared"));
  run({"--plain", "-v"});
  CHECK_THAT(host.err, !Contains("no headers shared"));
}

// --- what is shown

TEST_CASE_METHOD(Project, "paths restrict what is reported, not what is analysed", "[check]") {
  unit("src/a.cpp", "blocks room");
  unit("src/deep/b.cpp", "#include \"b.h\"\nblocks kitchen");
  folder.write("src/deep/b.h", "");
  unit("src2/c.cpp", "blocks cellar");
  folder.write("README.md", "");
  CHECK(json().at("findings").size() == 3);
  CHECK(json({"src"}).at("findings").size() == 2);
  CHECK(json({"src"}).at("run").at("units").at("total") == 3);
  CHECK(json({"src/a.cpp", "src2"}).at("findings").size() == 2);
  CHECK(json({"src/deep/b.h"}).at("findings").empty());
  CHECK(json({"src/deep/b.h", "--no-cache"}).at("findings").empty());

  CHECK(run({"src/nothing.cpp"}) == 2);
  CHECK_THAT(host.err, Contains("`src/nothing.cpp`: no such file or directory"));
  CHECK(run({"./README.md"}) == 2);
  CHECK_THAT(host.err, Contains("no unit of the compile database") && Contains("README.md"));
}

TEST_CASE_METHOD(Project, "tests and third parties are left out, unless asked for", "[check]") {
  unit("src/a.cpp", "blocks room");
  unit("Tests/t.cpp", "blocks test_room");
  unit("lib/third_party/x/t.cpp", "blocks foreign_room");
  const auto hidden = json();
  CHECK(hidden.at("findings").size() == 1);
  CHECK(hidden.at("run").at("hidden").at("path") == 2);
  CHECK(json({"--include-tests"}).at("findings").size() == 3);
  CHECK(json({"Tests"}).at("findings").size() == 1);
  CHECK(json({"Tests"}).at("run").at("hidden").at("path") == 0);
}

TEST_CASE_METHOD(Project, "less sure findings are counted, and shown on demand", "[check]") {
  unit("a.cpp", "blocks room");
  const auto strict = json({"--min-confidence", "certain"});
  const auto all = json({"--min-confidence", "possible"});
  CHECK(all.at("run").at("hidden").at("confidence") == 0);
  CHECK(strict.at("findings").size() + strict.at("run").at("hidden").at("confidence").get<std::size_t>() ==
        all.at("findings").size());
}

TEST_CASE_METHOD(Project, "rules can be chosen and excluded", "[check]") {
  unit("a.cpp", "blocks room");
  CHECK(json({"--rule", "messaging-call-cycle"}).at("findings").empty());
  CHECK(json({"--exclude-rule", "bottleneck-blocking-handler"}).at("findings").empty());
  CHECK(json({"--rule", "messaging-call-cycle,bottleneck-blocking-handler"}).at("findings").size() == 1);
  CHECK(run({"--rule", "bottleneck-blocking-handle"}) == 2);
  CHECK_THAT(host.err,
             Contains("unknown rule `bottleneck-blocking-handle`; did you mean `bottleneck-blocking-handler`?"));
  CHECK(run({"--exclude-rule", "x"}) == 2);
}

TEST_CASE_METHOD(Project, "a comment with a reason allows a finding", "[check]") {
  SECTION("on the line before") {
    unit("a.cpp", "// dramaturg: allow(bottleneck-blocking-handler) measured, it is quick\nblocks room");
  }
  SECTION("on the same line, for the actor too") {
    unit("a.cpp", "blocks room // dramaturg: allow(bottleneck-blocking-handler) measured, it is quick");
  }
  const auto report = json();
  if (report.at("findings").empty()) {
    REQUIRE(report.at("suppressed").size() == 1);
    CHECK(report.at("suppressed")[0].at("reason") == "measured, it is quick");
    CHECK(run() == 0);
  }
  CHECK(report.at("findings").empty());
}

TEST_CASE_METHOD(Project, "a comment that is not right is a finding itself", "[check]") {
  unit("a.cpp",
       "// dramaturg: allow(bottleneck-blocking-handler)\nblocks room\n// dramaturg: allow(bottlenek-blocking-handler) "
       "why");
  const auto findings = json().at("findings");
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].at("rule") == "suppression");
  CHECK(findings[0].at("severity") == "warning");
  CHECK_THAT(findings[0].at("message").get<std::string>(), Contains("gives no reason"));
  CHECK(findings[1].at("rule") == "bottleneck-blocking-handler");
  CHECK(findings[2].at("severity") == "error");
  CHECK_THAT(findings[2].at("message").get<std::string>(), Contains("did you mean `bottleneck-blocking-handler`"));
}

TEST_CASE_METHOD(Project, "every finding about an actor has a walk and a fingerprint that no edit of lines changes",
                 "[check]") {
  unit("a.cpp", "blocks room");
  const auto before = json().at("findings").at(0);
  CHECK_FALSE(before.at("advice").at("walk").empty());
  CHECK(before.at("fingerprint").get<std::string>().size() == 16);
  folder.write("a.cpp", "\n\n\nblocks room");
  const auto after = json().at("findings").at(0);
  CHECK(after.at("line") == 4);
  CHECK(after.at("fingerprint") == before.at("fingerprint"));
}

// --- where it goes

TEST_CASE_METHOD(Project, "several reports go where they are sent", "[check]") {
  unit("a.cpp", "blocks room");
  CHECK(run({"-o", "concise", "-o", "all.json", "-o", "full=report.txt", "--color", "never"}) == 1);
  CHECK(std::count(host.out.begin(), host.out.end(), '\n') == 1);
  CHECK_THAT(host.err, Contains("1 finding in 1 unit"));
  CHECK(nlohmann::json::parse(host.read(folder / "all.json").value_or("")).at("schema") == "dramaturg.findings/1");
  CHECK_THAT(host.read(folder / "report.txt").value_or(""), Contains("room"));
}

TEST_CASE_METHOD(Project, "colour is never in files and only on demand elsewhere", "[check]") {
  unit("a.cpp", "blocks room");
  run();
  CHECK_THAT(host.out, !Contains("\x1b["));
  run({"--color", "always"});
  CHECK_THAT(host.out, Contains("\x1b["));
  host.screen.colour = true;
  run({"--color=never"});
  CHECK_THAT(host.out, !Contains("\x1b["));
  run({"-o", "text=report.txt"});
  CHECK_THAT(host.read(folder / "report.txt").value_or(""), !Contains("\x1b["));
}

TEST_CASE_METHOD(Project, "-v tells on standard error what was used and how long it took", "[check]") {
  unit("a.cpp");
  CHECK(run({"-v", "--progress", "plain"}) == 0);
  CHECK_THAT(host.err,
             Contains("using compile_commands.json (1 unit)") && Contains("[1/1] a.cpp") && Contains("extract"));
  CHECK_THAT(host.out, !Contains("[1/1]"));
}

}  // namespace dramaturg::test
