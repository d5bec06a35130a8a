// Compile commands as projects have them: what decides how the source reads must survive.
#include "extract/command.h"
#include "tests/extract/scratch.h"
#include "tests/support/catch.h"

#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>

namespace dramaturg::test {
namespace {

PreparedCommand prepare(const Job& job) {
  return prepareCommand(job, findResourceDir(nullptr), llvm::vfs::createPhysicalFileSystem());
}

/// Whether Clang reads the unit of this command without an error.
bool parses(const Job& job) {
  const PreparedCommand prepared = prepare(job);
  INFO(prepared.error);
  REQUIRE(prepared.invocation);
  clang::CompilerInstance compiler(prepared.invocation);
  clang::IgnoringDiagConsumer nobody;
  compiler.createVirtualFileSystem(llvm::vfs::createPhysicalFileSystem());
  compiler.createDiagnostics(&nobody, /*ShouldOwnClient=*/false);
  clang::SyntaxOnlyAction action;
  return compiler.ExecuteAction(action);
}

}  // namespace

TEST_CASE("Clang's own headers are found") {
  Scratch scratch;
  scratch.write("main.cpp", "#include <stddef.h>\n#include <vector>\nstd::vector<size_t> sizes;\n");
  REQUIRE(!findResourceDir(nullptr).empty());
  CHECK(parses(scratch.job({})));
  CHECK(parses(scratch.job({"-resource-dir=/nowhere"})));
  CHECK(parses(scratch.job({"-resource-dir", "/nowhere"})));
}

TEST_CASE("a standard folder that is named again hides nothing") {
  Scratch scratch;
  scratch.write("main.cpp", "#include <cstdlib>\nint main() { return std::abs(0); }\n");
  CHECK(parses(scratch.job({"-isystem", "/usr/include"})));
}

TEST_CASE("compiler launchers are looked through") {
  Scratch scratch;
  scratch.write("main.cpp", "static_assert(__cplusplus >= 202002L && VALUE == 1);\n");
  Job job = scratch.job({"-std=c++20", "-DVALUE=1"}, "/usr/bin/g++-13");
  const auto launcher = GENERATE(values<std::vector<std::string>>({
      {},
      {"ccache"},
      {"/usr/bin/sccache"},
      {"env", "CCACHE_DIR=/nowhere", "ccache"},
      {"cmake", "-E", "env", "X=1", "ccache"},
  }));
  job.arguments.insert(job.arguments.begin(), launcher.begin(), launcher.end());
  CHECK(parses(job));
}

TEST_CASE("the compiler's name tells target and dialect") {
  Scratch scratch;
  SECTION("cross compiler") {
    scratch.write("main.cpp", "static_assert(sizeof(void*) == 4);\n#ifndef __arm__\n#error\n#endif\n");
    CHECK(parses(scratch.job({}, "arm-linux-gnueabihf-g++")));
  }
  SECTION("native compiler") {
    scratch.write("main.cpp", "#ifdef _MSC_VER\n#error\n#endif\n");
    CHECK(parses(scratch.job({}, "g++")));
  }
  SECTION("clang-cl") {
    scratch.write("main.cpp", "#ifndef VALUE\n#error\n#endif\n");
    CHECK(parses(scratch.job({"/DVALUE", "/W4", "/nologo"}, "clang-cl")));
  }
  SECTION("C") {
    scratch.write("main.c", "int class = 1;\n");
    Job job = scratch.job({}, "gcc");
    job.file = job.arguments.back() = "main.c";
    CHECK(parses(job));
  }
}

TEST_CASE("response files are expanded, nested too, and named as inputs") {
  Scratch scratch;
  scratch.write("main.cpp", "static_assert(ONE == 1 && TWO == 2);\n");
  scratch.write("outer.rsp", "-DONE=1 @inner.rsp\n");
  scratch.write("inner.rsp", "'-DTWO=2'\n");
  const Job job = scratch.job({"@outer.rsp"});
  CHECK(parses(job));
  const std::string here = scratch.path().string();
  CHECK(prepare(job).responseFiles == std::vector<std::string>{here + "/outer.rsp", here + "/inner.rsp"});
}

TEST_CASE("flags that only GCC knows are dropped") {
  Scratch scratch;
  scratch.write("main.cpp", "static_assert(VALUE == 1);\n");
  CHECK(parses(
      scratch.job({"-fno-var-tracking-assignments", "-fconcepts-diagnostics-depth=3", "-mno-such-thing", "-Wno-psabi",
                   "-Wduplicated-cond", "-fipa-pta", "--param=max-inline-insns-single=100", "-DVALUE=1"},
                  "g++")));
}

TEST_CASE("warnings are off, also where the command makes them errors") {
  Scratch scratch;
  scratch.write("main.cpp", "int main() { int unused; }\n#warning \"loud\"\n");
  CHECK(parses(scratch.job({"-Wall", "-Werror"})));
  CHECK(parses(scratch.job({"-Wall", "-Werror=unused-variable", "-pedantic-errors"})));
}

TEST_CASE("what GCC only warns of is no error") {
  Scratch scratch;
  scratch.write("main.cpp", "double half = .5;\nstruct S { int i; } s{half};\n");
  CHECK(parses(scratch.job({"-Werror=narrowing"}, "g++")));
}

TEST_CASE("a precompiled header of another compiler is replaced by its source") {
  Scratch scratch;
  scratch.write("main.cpp", "static_assert(VALUE == 1);\n");
  scratch.write("all.h", "#define VALUE 1\n");
  scratch.write("all.h.pch", "no precompiled header\n");
  scratch.write("all.h.gch", "no precompiled header\n");
  CHECK(parses(scratch.job({"-Xclang", "-include-pch", "-Xclang", "all.h.pch", "-include", "all.h"})));
}

TEST_CASE("of several sources in one command the unit's own is read") {
  Scratch scratch;
  scratch.write("main.cpp", "int fine;\n");
  scratch.write("other.cpp", "this is no C++\n");
  CHECK(parses(scratch.job({"other.cpp"})));
}

TEST_CASE("a command that cannot be used says why") {
  Scratch scratch;
  scratch.write("main.cpp", "");
  scratch.write("start.s", "nop\n");
  Job job = scratch.job({});
  SECTION("source") {
    job.file = job.arguments.back() = "gone.cpp";
    CHECK(prepare(job).error == "the source does not exist; the compile database is out of date");
  }
  SECTION("directory") {
    job.directory = "/nowhere/build";
    CHECK(prepare(job).error == "the directory of its compile command does not exist: `/nowhere/build`");
  }
  SECTION("nothing") {
    job.arguments.clear();
    CHECK(prepare(job).error == "its compile command is empty");
  }
  SECTION("assembler") {
    job.file = job.arguments.back() = "start.s";
    CHECK(prepare(job).error == "its compile command does not compile a C or C++ source: `clang++ …`");
  }
  SECTION("no source") {
    job.arguments = {"clang++", "--version"};
    CHECK(prepare(job).error == "its compile command does not compile a C or C++ source: `clang++ …`");
  }
  SECTION("response file") {
    job.arguments.insert(job.arguments.begin() + 1, "@gone.rsp");
    CHECK(
        prepare(job).error ==
        "the response file of its compile command cannot be read: `gone.rsp` does not exist; build the project first");
  }
}

}  // namespace dramaturg::test
