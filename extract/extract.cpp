#include "extract/extract.h"

#include "extract/collector.h"
#include "extract/command.h"
#include "extract/profile.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

constexpr std::size_t kProblemsKept = 5;

/// Keeps the first errors; warnings are not what dramaturg is for.
class Problems : public clang::DiagnosticConsumer {
 public:
  explicit Problems(std::vector<Problem>& problems) : problems_(problems) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override {
    DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
    if (level < clang::DiagnosticsEngine::Error || problems_.size() >= kProblemsKept) return;
    Problem problem;
    llvm::SmallString<128> message;
    diagnostic.FormatDiagnostic(message);
    problem.message = std::string(message);
    if (diagnostic.hasSourceManager() && diagnostic.getLocation().isValid()) {
      const auto place = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation());
      if (place.isValid()) problem.file = place.getFilename(), problem.line = place.getLine();
    }
    problems_.push_back(std::move(problem));
  }

 private:
  std::vector<Problem>& problems_;
};

/// Profiles are read once per worker and list of files.
const std::vector<Profile>* profilesFor(const std::vector<std::string>& files, std::string& error) {
  static std::map<std::vector<std::string>, std::vector<Profile>> loaded;
  if (const auto known = loaded.find(files); known != loaded.end()) return &known->second;
  auto profiles = loadProfiles(files, error);
  return profiles ? &loaded.emplace(files, std::move(*profiles)).first->second : nullptr;
}

std::string hashOf(llvm::StringRef content) {
  llvm::BLAKE3 hasher;
  hasher.update(content);
  return llvm::toHex(hasher.final<16>(), /*LowerCase=*/true);
}

Input inputOf(std::string path, llvm::StringRef content, std::uint64_t size, llvm::sys::TimePoint<> modified) {
  return {std::move(path), hashOf(content), size, modified.time_since_epoch().count()};
}

/// Everything that the parse has read.
std::vector<Input> inputsOf(clang::CompilerInstance& compiler, const std::vector<std::string>& others) {
  clang::SourceManager& sources = compiler.getSourceManager();
  llvm::vfs::FileSystem& files = compiler.getVirtualFileSystem();
  std::vector<Input> inputs;
  const auto add = [&](llvm::StringRef name, llvm::StringRef content) {
    llvm::SmallString<256> path(name);
    if (files.makeAbsolute(path)) return;
    llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/false);
    if (const auto status = files.status(path))
      inputs.push_back(inputOf(std::string(path), content, status->getSize(), status->getLastModificationTime()));
  };
  for (auto file = sources.fileinfo_begin(); file != sources.fileinfo_end(); ++file)
    if (const auto buffer = file->second->getBufferDataIfLoaded()) add(file->first.getName(), *buffer);
  for (const std::string& other : others)
    if (const auto buffer = files.getBufferForFile(other)) add(other, (*buffer)->getBuffer());
  std::sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
  return inputs;
}

Outcome failed(std::string why) {
  Outcome outcome;
  outcome.error = std::move(why);
  return outcome;
}

}  // namespace

Outcome extractUnit(const Job& job, const std::string& resourceDir) {
  std::string error;
  const std::vector<Profile>* profiles = profilesFor(job.profiles, error);
  if (!profiles) return failed(error);

  const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = llvm::vfs::createPhysicalFileSystem();
  const PreparedCommand command = prepareCommand(job, resourceDir, files);
  if (!command.invocation) return failed(command.error);

  command.invocation->getFrontendOpts().SkipFunctionBodies = true;  // those that the collector says to skip

  UnitFacts facts;
  std::vector<Problem> problems;
  Problems consumer(problems);
  clang::CompilerInstance compiler(command.invocation);
  compiler.setVirtualFileSystem(files);
  compiler.createDiagnostics(&consumer, /*ShouldOwnClient=*/false);
  compiler.createFileManager();
  compiler.createSourceManager();
  const auto action = collectFacts(job, *profiles, facts);
  if (!compiler.ExecuteAction(*action) && problems.empty()) return failed("Clang could not parse the unit");

  // Read before the action's end frees the sources: the compiler still holds them.
  facts.inputs = inputsOf(compiler, command.responseFiles);
  facts.partial = consumer.getNumErrors() > 0;
  facts.problems = std::move(problems);
  Outcome outcome;
  outcome.facts = std::move(facts);
  return outcome;
}

}  // namespace dramaturg
