#include "extract/command.h"

#include <clang/Basic/Version.h>
#include <clang/Driver/CreateInvocationFromArgs.h>
#include <clang/Driver/ToolChain.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Lex/HeaderSearchOptions.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/Regex.h>
#include <llvm/TargetParser/Triple.h>

#include <algorithm>
#include <utility>

namespace dramaturg {
namespace {

namespace path = llvm::sys::path;
using Arguments = std::vector<std::string>;
using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;

/// Remembers which files were opened through it.
class RecordingFiles : public llvm::vfs::ProxyFileSystem {
 public:
  using ProxyFileSystem::ProxyFileSystem;

  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& name) override {
    auto file = ProxyFileSystem::openFileForRead(name);
    if (file) {
      llvm::SmallString<256> absolute;
      name.toVector(absolute);
      if (!makeAbsolute(absolute)) opened_.emplace_back(absolute.str());
    }
    return file;
  }

  Arguments takeOpened() { return std::exchange(opened_, {}); }

 private:
  Arguments opened_;
};

bool looksLikeCompiler(llvm::StringRef argument) {
  static const llvm::Regex compiler(
      R"(^([A-Za-z0-9_.]+-)*(gcc|g\+\+|cc|c\+\+|clang|clang\+\+|clang-cl|cl|icx|icpx)(-[0-9.]+)?(\.exe)?$)");
  return compiler.match(path::filename(argument));
}

/// `ccache g++ …`, `cmake -E env X=1 clang++ …` → from the compiler on.
Arguments withoutLaunchers(const Arguments& arguments) {
  static const llvm::StringSet<> launchers{"ccache",    "sccache", "buildcache", "distcc", "icecc", "gomacc",
                                           "rewrapper", "env",     "cmake",      "nice",   "time"};
  if (!launchers.contains(path::stem(arguments.front()))) return arguments;
  const auto compiler = std::find_if(arguments.begin() + 1, arguments.end(), looksLikeCompiler);
  return compiler == arguments.end() ? arguments : Arguments(compiler, arguments.end());
}

/// Why it cannot be done; empty when it is.
std::string expandResponseFiles(Arguments& arguments, RecordingFiles& files) {
  llvm::BumpPtrAllocator memory;
  const bool windows = path::stem(arguments.front()).ends_with("cl");
  llvm::cl::ExpansionContext context(
      memory, windows ? llvm::cl::TokenizeWindowsCommandLine : llvm::cl::TokenizeGNUCommandLine, &files);
  llvm::SmallVector<const char*, 64> expanded;
  for (const std::string& argument : arguments) expanded.push_back(argument.c_str());
  if (llvm::Error error = context.expandResponseFiles(expanded)) return llvm::toString(std::move(error));
  arguments = Arguments(expanded.begin(), expanded.end());
  const auto left = llvm::find_if(arguments, [](llvm::StringRef argument) { return argument.starts_with("@"); });
  return left == arguments.end() ? std::string() : "`" + left->substr(1) + "` does not exist; build the project first";
}

struct DriverOption {
  llvm::StringLiteral name;
  bool joined = false;  ///< what follows in the same word belongs to it
  bool takesNext = false;
};

/// What the driver would do by itself, before there is anything to take the reading part of: ask programs which
/// graphics processors there are, write compile databases, build modules, read settings from other places.
constexpr DriverOption kDangers[] = {
    {"--offload", true, false},
    {"-fopenmp-targets", true, false},
    {"--cuda-gpu-arch", true, false},
    {"--amdgpu-arch-tool", true, false},
    {"--nvptx-arch-tool", true, false},
    {"-fsycl", true, false},
    {"-MJ", true, true},
    {"-gen-cdb-fragment-path", true, true},
    {"-fmodules-driver", false, false},
    {"--config", true, true},
    {"-resource-dir", true, true},
};

Arguments withoutDangers(const Arguments& arguments) {
  Arguments kept;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const llvm::StringRef argument = arguments[i];
    const auto* danger = llvm::find_if(kDangers, [&](const DriverOption& one) {
      return one.joined ? argument.starts_with(one.name) : argument == one.name;
    });
    if (danger == std::end(kDangers))
      kept.push_back(arguments[i]);
    else if (danger->takesNext && argument == danger->name)
      ++i;
  }
  return kept;
}

/// `aarch64-linux-gnu-g++` says `--target` and `--driver-mode` by its name.
void spellTargetAndMode(Arguments& arguments) {
  const auto name = clang::driver::ToolChain::getTargetAndModeFromProgramName(arguments.front());
  if (name.DriverMode) arguments.insert(arguments.begin() + 1, name.DriverMode);
  if (llvm::Triple(name.TargetPrefix).getArch() != llvm::Triple::UnknownArch)
    arguments.insert(arguments.begin() + 1, "--target=" + name.TargetPrefix);
}

std::unique_ptr<clang::CompilerInvocation> understand(const Arguments& arguments, const Files& files) {
  clang::DiagnosticOptions options;
  clang::IgnoringDiagConsumer nobody;
  clang::CreateInvocationOptions creation;
  creation.VFS = files;
  creation.RecoverOnError = true;
  creation.Diags = clang::CompilerInstance::createDiagnostics(*files, options, &nobody, /*ShouldOwnClient=*/false);
  std::vector<const char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(argument.c_str());
  return clang::createInvocation(pointers, creation);
}

/// A standard folder named once more with `-isystem` comes before those of the C++ library, whose `#include_next` then
/// finds nothing. Build systems leave such a folder out for that reason; commands written by hand have it.
void dropRepeatedFolders(clang::HeaderSearchOptions& search) {
  const auto isStandard = [&](llvm::StringRef folder) {
    return llvm::any_of(search.UserEntries, [&](const auto& entry) {
      return entry.Group == clang::frontend::ExternCSystem && entry.Path == folder;
    });
  };
  llvm::erase_if(search.UserEntries,
                 [&](const auto& entry) { return entry.Group == clang::frontend::System && isStandard(entry.Path); });
}

/// Only what decides how the source reads.
std::shared_ptr<clang::CompilerInvocation> readingPart(const clang::CompilerInvocation& from, const std::string& file,
                                                       clang::InputKind kind) {
  auto to = std::make_shared<clang::CompilerInvocation>();
  to->getLangOpts() = from.getLangOpts();
  to->getLangOpts().ImplicitModules = false;  // would be built into a cache on disk
  to->getLangOpts().SpellChecking = false;    // corrected names are guesses
  to->getTargetOpts() = from.getTargetOpts();
  to->getFileSystemOpts() = from.getFileSystemOpts();

  clang::HeaderSearchOptions& search = to->getHeaderSearchOpts();
  search = from.getHeaderSearchOpts();
  dropRepeatedFolders(search);
  search.ModuleCachePath.clear();
  search.ModuleUserBuildPath.clear();
  search.ImplicitModuleMaps = false;
  search.Verbose = false;

  clang::PreprocessorOptions& preprocessor = to->getPreprocessorOpts();
  preprocessor = from.getPreprocessorOpts();
  preprocessor.ImplicitPCHInclude.clear();  // some other compiler's; the header behind it is included by name
  preprocessor.PCHThroughHeader.clear();
  preprocessor.ChainedIncludes.clear();

  to->getDiagnosticOpts().ShowCarets = false;     // nor does it count errors on standard error
  to->getDiagnosticOpts().IgnoreWarnings = true;  // also those that are errors by default, where GCC only warns
  to->getFrontendOpts().ProgramAction = clang::frontend::ParseSyntaxOnly;
  to->getFrontendOpts().Inputs.emplace_back(file, kind);
  return to;
}

/// Why this cannot be one of Clang's C or C++ units; empty when it can.
std::string refusal(const clang::CompilerInvocation* invocation, const Job& job) {
  if (!invocation || invocation->getFrontendOpts().Inputs.empty())
    return "its compile command does not compile a C or C++ source: `" + job.arguments.front() + " …`";
  const clang::InputKind kind = invocation->getFrontendOpts().Inputs.front().getKind();
  if (kind.getFormat() != clang::InputKind::Source || kind.getLanguage() == clang::Language::Asm ||
      kind.getLanguage() == clang::Language::LLVM_IR)
    return "it is not a C or C++ source";
  return {};
}

bool forGraphicsProcessor(const Arguments& arguments) {
  return llvm::any_of(llvm::ArrayRef(arguments), [](llvm::StringRef argument) {
    argument.consume_front("--target=");
    const llvm::Triple triple(argument);
    return triple.isGPU() && argument.contains('-');
  });
}

PreparedCommand refused(std::string why) {
  PreparedCommand prepared;
  prepared.error = std::move(why);
  return prepared;
}

}  // namespace

PreparedCommand prepareCommand(const Job& job, const std::string& resourceDir, const Files& files) {
  PreparedCommand prepared;
  if (job.arguments.empty()) return refused("its compile command is empty");
  if (files->setCurrentWorkingDirectory(job.directory))
    return refused("the directory of its compile command does not exist: `" + job.directory + "`");
  if (!files->exists(job.file)) return refused("the source does not exist; the compile database is out of date");

  auto recording = llvm::makeIntrusiveRefCnt<RecordingFiles>(files);
  Arguments arguments = withoutLaunchers(job.arguments);
  if (std::string error = expandResponseFiles(arguments, *recording); !error.empty())
    return refused("the response file of its compile command cannot be read: " + error);
  prepared.responseFiles = recording->takeOpened();
  if (forGraphicsProcessor(arguments)) return refused("it is compiled for a graphics processor");

  arguments = withoutDangers(arguments);
  spellTargetAndMode(arguments);
  arguments.insert(arguments.begin() + 1, {"-resource-dir=" + resourceDir, "--no-default-config"});
  const auto invocation = understand(arguments, files);
  if (prepared.error = refusal(invocation.get(), job); prepared.error.empty())
    prepared.invocation = readingPart(*invocation, job.file, invocation->getFrontendOpts().Inputs.front().getKind());
  return prepared;
}

std::string findResourceDir(const char* argv0) {
  static int anchor = 0;
  const std::string program = llvm::sys::fs::getMainExecutable(argv0, &anchor);
  const std::string version = CLANG_VERSION_MAJOR_STRING;
  for (const std::string& folder : {"/../lib/dramaturg/clang/" + version, "/../../lib/dramaturg/clang/" + version,
                                    "/../lib/clang/" + version, std::string()}) {
    llvm::SmallString<256> candidate(folder.empty() ? llvm::StringRef(DRAMATURG_CLANG_RESOURCE_DIR)
                                                    : path::parent_path(program));
    candidate += folder;
    path::remove_dots(candidate, /*remove_dot_dot=*/true);
    if (llvm::sys::fs::exists(candidate + "/include/stddef.h")) return candidate.str().str();
  }
  return {};
}

}  // namespace dramaturg
