// Compile commands of strangers: each would make plain Clang write a file, load code or run a program.
#include "extract/command.h"
#include "extract/extract.h"
#include "tests/extract/scratch.h"
#include "tests/support/catch.h"

#include <clang/Driver/CreateInvocationFromArgs.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>

namespace dramaturg::test {
namespace {

using Options = std::vector<std::string>;

/// A program that includes a header, is part of a module map, and gives a warning: enough for any of the writers.
void writeProgram(const Scratch& scratch) {
  scratch.write("main.cpp", "#include \"part.h\"\nint main() { int unused; return part(); }\n");
  scratch.write("part.h", "#pragma once\ninline int part() { return 0; }\n");
  scratch.write("module.modulemap", "module part { header \"part.h\" }\n");
}

/// Reads the unit as the worker does, but without the sandbox that would hide a leak.
void extractUnsealed(const Job& job) {
  const Outcome outcome = extractUnit(job, findResourceDir(nullptr));
  INFO(outcome.error);
  CHECK(outcome.facts.has_value());
}

/// What a tool does that takes the command as it is.
void readAsItIs(const Job& job) {
  std::vector<const char*> arguments;
  for (const std::string& argument : job.arguments) arguments.push_back(argument.c_str());
  clang::CreateInvocationOptions options;
  options.RecoverOnError = true;
  clang::CompilerInstance compiler(clang::createInvocation(arguments, options));
  compiler.createVirtualFileSystem();
  compiler.createDiagnostics();
  clang::SyntaxOnlyAction action;
  compiler.ExecuteAction(action);
}

}  // namespace

TEST_CASE("flags that make plain Clang write a file leave the worker's disk alone") {
  const Options options = GENERATE(values<Options>({
      {"-Wall", "--serialize-diagnostics", "leak"},
      {"-H", "-Xclang", "-header-include-file", "-Xclang", "leak"},
      {"-Wall", "-Xclang", "-diagnostic-log-file", "-Xclang", "leak"},
      {"-Xclang", "-dependency-file", "-Xclang", "leak", "-Xclang", "-MT", "-Xclang", "x"},
      {"-fmodules", "-fmodules-cache-path=leak"},
      {"-Xclang", "-stats-file=leak"},
      {"-MD", "-MF", "leak"},
      {"-MJ", "leak"},
      {"-gen-cdb-fragment-path", "leak"},
      {"-Xclang", "-dependency-dot", "-Xclang", "leak"},
  }));
  INFO(Catch::Detail::stringify(options));
  Scratch scratch;
  writeProgram(scratch);
  const auto before = scratch.files();

  extractUnsealed(scratch.job(options));
  CHECK(scratch.files() == before);

  readAsItIs(scratch.job(options));
  CHECK(scratch.files() != before);  // else the flag is no danger any more, and the check above proves nothing
}

TEST_CASE("flags that name outputs of other stages write nothing either") {
  const Options options = GENERATE(values<Options>({
      {"-o", "leak"},
      {"-MMD", "-MP", "-MQ", "leak", "-MFleak"},
      {"-E", "-o", "leak"},
      {"-S", "-emit-llvm", "-o", "leak"},
      {"-save-temps=obj", "-o", "leak"},
      {"-Xclang", "-emit-pch", "-o", "leak"},
      {"-emit-ast", "-o", "leak"},
      {"-ftime-trace=leak"},
      {"-ftime-report"},
      {"-fcrash-diagnostics-dir=leak", "-gen-reproducer=always"},
      {"--coverage"},
      {"-fprofile-instr-generate=leak"},
      {"-fprofile-generate=leak"},
      {"-fsave-optimization-record", "-foptimization-record-file=leak"},
      {"-fstack-usage"},
      {"-g", "-gsplit-dwarf"},
      {"-std=c++20", "-fmodule-output=leak"},
      {"-fmodules-driver", "-fmodules-cache-path=leak"},
      {"-Xclang", "-dump-minimization-hints=leak"},
      {"-Xclang", "-module-dependency-dir", "-Xclang", "leak"},
      {"-Xclang", "-ast-dump=json"},
      {"-fproc-stat-report=leak"},
      {"-save-stats"},
      {"-fdump-tree-all", "-fdump-ipa-all=leak"},
      {"-fxray-instrument", "-fsanitize=fuzzer"},
  }));
  INFO(Catch::Detail::stringify(options));
  Scratch scratch;
  writeProgram(scratch);
  const auto before = scratch.files();
  extractUnsealed(scratch.job(options));
  CHECK(scratch.files() == before);
}

TEST_CASE("code that a command wants to have loaded is not loaded") {
  const std::string plugin = DRAMATURG_HOSTILE_PLUGIN;
  const Options options = GENERATE_COPY(values<Options>({
      {"-fplugin=" + plugin},
      {"-fpass-plugin=" + plugin},
      {"-Xclang", "-load", "-Xclang", plugin, "-Xclang", "-add-plugin", "-Xclang", "hostile"},
      {"-mllvm", "-load=" + plugin},
      {"-mllvm", "-load-pass-plugin=" + plugin},
  }));
  INFO(Catch::Detail::stringify(options));
  Scratch scratch;
  writeProgram(scratch);
  const auto before = scratch.files();
  extractUnsealed(scratch.job(options));
  CHECK(scratch.files() == before);
}

TEST_CASE("programs that a command names are not run") {
  Scratch scratch;
  writeProgram(scratch);
  const std::string program = "#!/bin/sh\ntouch \"" + scratch.path().string() + "/program-was-run\"\n";
  for (const char* name : {"g++", "clang++", "amdgpu-arch", "nvptx-arch", "offload-arch", "as", "ld"})
    scratch.write(name, program, /*executable=*/true);
  const auto before = scratch.files();
  const std::string here = "-B" + scratch.path().string();

  SECTION("as the compiler") { extractUnsealed(scratch.job({}, scratch.path().string() + "/g++")); }
  SECTION("as tools of the compiler") { extractUnsealed(scratch.job({here, "-fno-integrated-as", "-fuse-ld=ld"})); }
  SECTION("to ask for graphics processors, for OpenMP") {
    extractUnsealed(scratch.job({here, "-fopenmp", "--offload-arch=native"}));
    extractUnsealed(scratch.job({here, "-fopenmp", "-fopenmp-targets=amdgcn-amd-amdhsa"}));
    extractUnsealed(
        scratch.job({"--offload-arch=native", "-fopenmp", "--offload-arch-tool=" + scratch.path().string() + "/ld"}));
  }
  SECTION("to ask for graphics processors, as the target") {
    const Outcome outcome =
        extractUnit(scratch.job({here, "--target=amdgcn-amd-amdhsa", "-mcpu=native"}), findResourceDir(nullptr));
    CHECK(outcome.error == "it is compiled for a graphics processor");
  }
  CHECK(scratch.files() == before);
}

}  // namespace dramaturg::test
