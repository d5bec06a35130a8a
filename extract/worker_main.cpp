// dramaturg-extract: the worker. Without arguments it answers the job on standard input; with `--share` it parses what
// a group of units has in common and forks a worker for each; with `--json` it shows a person the facts of one unit,
// with `--profiles` which library profiles there are.
#include "extract/command.h"
#include "extract/extract.h"
#include "extract/heap.h"
#include "extract/profile.h"
#include "extract/sandbox.h"
#include "extract/serve.h"
#include "extract/share.h"
#include "facts/facts_json.h"

#include <clang/Basic/Stack.h>
#include <clang/Tooling/JSONCompilationDatabase.h>
#include <fcntl.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/Process.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Support/thread.h>
#include <unistd.h>

#include <algorithm>
#include <optional>

namespace {

using namespace dramaturg;

constexpr int kUsageError = 2;
/// Deeply nested templates and expressions recurse deeply in Clang and in whoever walks its trees.
constexpr std::optional<unsigned> kStackBytes = 256u << 20;

constexpr llvm::StringLiteral kUsage =
    "usage: dramaturg-extract                   answer the job on standard input\n"
    "       dramaturg-extract --share           serve a group of units on the socket that is standard input\n"
    "       dramaturg-extract --json [--plain] -p DIR FILE\n"
    "                                           show the facts of a unit of a compile database\n"
    "       dramaturg-extract --json [--plain] -- COMPILER ARGS FILE\n"
    "                                           show the facts of the unit that this command compiles\n"
    "       dramaturg-extract --profiles [FILE]...\n"
    "                                           list the built-in library profiles and these, with their entries\n"
    "With --plain everything is parsed, as a compiler would.\n";

/// The pipes that the worker was started with, moved out of the way: what Clang or a library prints to standard
/// output must not end up between the outcomes, and a source that includes /dev/stdin must not eat the jobs.
struct Pipes {
  int in = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

  Pipes() {
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    ::close(nothing);
  }
};

std::string currentDirectory() {
  llvm::SmallString<256> directory;
  return llvm::sys::fs::current_path(directory) ? std::string() : directory.str().str();
}

/// The job that the arguments after `--json` spell, nothing when they make no sense.
std::optional<Job> jobOf(llvm::ArrayRef<const char*> arguments) {
  Job job;
  job.directory = job.root = currentDirectory();
  job.plain = !arguments.empty() && arguments.front() == llvm::StringRef("--plain");
  if (job.plain) arguments = arguments.drop_front();
  if (arguments.size() > 2 && arguments.front() == llvm::StringRef("--")) {
    job.arguments.assign(arguments.begin() + 1, arguments.end());
    job.file = arguments.back();
    return job;
  }
  if (arguments.size() != 3 || arguments.front() != llvm::StringRef("-p")) return std::nullopt;
  std::string error;
  const auto database = clang::tooling::CompilationDatabase::loadFromDirectory(arguments[1], error);
  llvm::SmallString<256> file(arguments[2]);
  if (llvm::sys::fs::make_absolute(file)) return std::nullopt;
  const auto commands = database ? database->getCompileCommands(file) : std::vector<clang::tooling::CompileCommand>();
  if (commands.empty()) {
    llvm::errs() << "dramaturg-extract: " << (database ? "no compile command for `" + file.str().str() + "`" : error)
                 << "\n";
    return std::nullopt;
  }
  job.directory = commands.front().Directory;
  job.file = commands.front().Filename;
  job.arguments = commands.front().CommandLine;
  return job;
}

int showJson(llvm::ArrayRef<const char*> arguments, int out, const std::string& resourceDir) {
  const std::optional<Job> job = jobOf(arguments);
  if (!job) {
    llvm::errs() << kUsage;
    return kUsageError;
  }
  const Outcome outcome = extractUnit(*job, resourceDir, /*last=*/true);
  llvm::raw_fd_ostream stream(out, /*shouldClose=*/false);
  if (outcome.facts) stream << toJson(*outcome.facts) << "\n";
  if (!outcome.facts) llvm::errs() << job->file << ": not analysed: " << outcome.error << "\n";
  return outcome.facts ? 0 : 1;
}

/// What a profile that is not valid ends with is its error; otherwise JSON, in the order of the profiles.
int showProfiles(llvm::ArrayRef<const char*> files, int out) {
  std::string error;
  const auto profiles = loadProfiles({files.begin(), files.end()}, error);
  if (!profiles) {
    llvm::errs() << error << "\n";
    return kUsageError;
  }
  llvm::json::Array libraries;
  for (const Profile& profile : *profiles) {
    llvm::json::Array entries;
    for (const ProfileEntry& entry : entriesOf(profile))
      entries.push_back(llvm::json::Object{{"section", entry.section}, {"entry", *entry.entry}});
    libraries.push_back(
        llvm::json::Object{{"library", profile.library}, {"title", profile.title}, {"entries", std::move(entries)}});
  }
  llvm::raw_fd_ostream(out, /*shouldClose=*/false) << llvm::json::Value(std::move(libraries)) << "\n";
  return 0;
}

int work(llvm::ArrayRef<const char*> arguments, const Pipes& pipes, const std::string& resourceDir) {
  clang::noteBottomOfStack();
  if (arguments.empty()) return serveJob(pipes.in, pipes.out, resourceDir) ? 0 : 1;
  if (arguments.size() == 1 && arguments.front() == llvm::StringRef("--share"))
    return shareGroup(pipes.in, resourceDir) ? 0 : 1;
  if (arguments.front() == llvm::StringRef("--json")) return showJson(arguments.drop_front(), pipes.out, resourceDir);
  if (arguments.front() == llvm::StringRef("--profiles")) return showProfiles(arguments.drop_front(), pipes.out);
  llvm::errs() << kUsage;
  return kUsageError;
}

}  // namespace

int main(int argc, char** argv) {
  llvm::sys::Process::PreventCoreFiles();
  dramaturg::tuneHeap();
  const Pipes pipes;
  const std::string resourceDir = dramaturg::findResourceDir(argv[0]);
  if (resourceDir.empty()) {
    llvm::errs() << "dramaturg-extract: Clang's own headers (stddef.h, ...) are neither beside this program nor in "
                 << DRAMATURG_CLANG_RESOURCE_DIR << "; install dramaturg again, or Debian's libclang-common-22-dev\n";
    return 1;
  }
  dramaturg::enterSandbox();
  int status = 0;
  llvm::thread worker(kStackBytes, [&] { status = work({argv + 1, argv + argc}, pipes, resourceDir); });
  worker.join();
  return status;
}
