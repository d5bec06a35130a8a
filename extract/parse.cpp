#include "extract/parse.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Lex/Pragma.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

namespace dramaturg {
namespace {

constexpr std::size_t kProblemsKept = 5;
/// Last line of a common source. Elsewhere it means nothing, as any unknown pragma.
constexpr llvm::StringLiteral kEndOfCommonPart = "dramaturg_end_of_common_part";

std::string hashOf(llvm::StringRef content) {
  llvm::BLAKE3 hasher;
  hasher.update(content);
  return llvm::toHex(hasher.final<16>(), /*LowerCase=*/true);
}

std::uint64_t peakKiB() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss);
}

}  // namespace

/// Keeps the first errors; warnings are not what dramaturg is for.
class Parse::Problems : public clang::DiagnosticConsumer {
 public:
  explicit Problems(std::vector<Problem>& problems) : problems_(problems) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override {
    DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
    if (level < clang::DiagnosticsEngine::Error) return;
    if (diagnostic.hasSourceManager()) noteLine(diagnostic.getSourceManager(), diagnostic.getLocation());
    if (problems_.size() >= kProblemsKept) return;
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

  std::set<unsigned> mainLines;  ///< lines of the main file that hold or include an error

 private:
  void noteLine(const clang::SourceManager& sources, clang::SourceLocation location) {
    location = sources.getExpansionLoc(location);
    for (auto includer = location; includer.isValid(); includer = sources.getIncludeLoc(sources.getFileID(location)))
      location = includer;
    if (location.isValid()) mainLines.insert(sources.getSpellingLineNumber(location));
  }

  std::vector<Problem>& problems_;
};

/// Parses with a collector for consumer, which outlives the parse no longer than the action.
class Parse::Action : public clang::ASTFrontendAction {
 public:
  explicit Action(Parse& parse) : parse_(parse) {}

 protected:
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef) override {
    clang::Preprocessor& preprocessor = compiler.getPreprocessor();
    const bool shared = static_cast<bool>(parse_.commonPartDone_);
    parse_.includes_ = std::make_unique<IncludeGraph>(preprocessor);
    parse_.collection_ = std::make_unique<Collection>(
        Collection{parse_.job_, parse_.profiles_, *parse_.includes_, parse_.abandoned_, shared});
    auto collector = std::make_unique<Collector>(*parse_.collection_, compiler);
    if (!parse_.job_.plain) {
      ForeignCode::delayTemplates(compiler, collector->project());
      filter_ = ForeignCode::instantiationFilter(collector->foreignCode());
    }
    if (parse_.job_.timed) parse_.headerClock_ = std::make_unique<HeaderClock>(preprocessor);
    if (shared) {
      parse_.includes_->watchMacros();
      preprocessor.AddPragmaHandler(new EndOfCommonPart(parse_));
    }
    return collector;
  }

  void ExecuteAction() override {
    if (filter_) getCompilerInstance().setExternalSemaSource(filter_);
    ASTFrontendAction::ExecuteAction();
  }

 private:
  struct EndOfCommonPart : clang::PragmaHandler {
    explicit EndOfCommonPart(Parse& parse) : PragmaHandler(kEndOfCommonPart), parse_(parse) {}

    void HandlePragma(clang::Preprocessor& preprocessor, clang::PragmaIntroducer introducer, clang::Token&) override {
      if (parse_.commonPartDone_ && preprocessor.getSourceManager().isWrittenInMainFile(introducer.Loc))
        parse_.commonPartEnds(preprocessor);
    }
    Parse& parse_;
  };

  Parse& parse_;
  llvm::IntrusiveRefCntPtr<clang::ExternalSemaSource> filter_;
};

Parse::Parse(PreparedCommand command, Files files, Job job, const std::vector<Profile>& profiles)
    : command_(std::move(command)),
      files_(std::move(files)),
      job_(std::move(job)),
      profiles_(profiles),
      consumer_(std::make_unique<Problems>(problems_)),
      compiler_(command_.invocation) {
  command_.invocation->getFrontendOpts().SkipFunctionBodies = !job_.plain;  // those that the collector says to skip
}

Parse::~Parse() = default;

const std::set<unsigned>& Parse::linesWithErrors() const { return consumer_->mainLines; }

void Parse::share(const std::string& source, const std::string& text, NextUnit commonPartDone) {
  auto& options = *command_.invocation;
  // Who parses a unit ends with it. Tidying up before that would touch, and so copy, all that it shares.
  keepEverything();
  options.getFrontendOpts().Inputs.front() =
      clang::FrontendInputFile(source, options.getFrontendOpts().Inputs.front().getKind());
  options.getPreprocessorOpts().addRemappedFile(
      source,
      llvm::MemoryBuffer::getMemBufferCopy(text + "#pragma " + kEndOfCommonPart.str() + "\n", source).release());
  commonPartDone_ = std::move(commonPartDone);
}

void Parse::run() {
  compiler_.setVirtualFileSystem(files_);
  compiler_.createDiagnostics(consumer_.get(), /*ShouldOwnClient=*/false);
  compiler_.createFileManager();
  compiler_.createSourceManager();
  Action action(*this);
  parsed_ = compiler_.ExecuteAction(action);
}

// --- sharing --------------------------------------------------------------------------------------------------

void Parse::commonPartEnds(clang::Preprocessor& preprocessor) {
  const auto next = std::exchange(commonPartDone_, nullptr);
  includes_->endOfCommonPart();
  std::optional<Job> unit = next();
  if (!unit) {
    abandoned_ = true;
    return;
  }
  job_ = std::move(*unit);
  clock_.lap();
  if (headerClock_) headerClock_->restart();
  enter(preprocessor);
}

/// Goes on with the unit's source as if it stood in place of the common one.
void Parse::enter(clang::Preprocessor& preprocessor) {
  clang::SourceManager& sources = compiler_.getSourceManager();
  auto file = compiler_.getFileManager().getFileRef(job_.file);
  if (!file) {
    problems_.push_back({job_.file, 0, llvm::toString(file.takeError())});
    abandoned_ = true;
    return;
  }
  const clang::FileID main =
      sources.createFileID(*file, sources.getLocForStartOfFile(sources.getMainFileID()), clang::SrcMgr::C_User);
  sources.setMainFileID(main);
  preprocessor.markIncluded(*file);
  clang::Token rest;  // of the line with the pragma
  do preprocessor.LexUnexpandedToken(rest);
  while (rest.isNot(clang::tok::eod));
  preprocessor.EnterSourceFile(main, nullptr, clang::SourceLocation());
}

// --- results --------------------------------------------------------------------------------------------------

Effort Parse::effort() const {
  Effort effort;
  const std::uint64_t collecting = collection_ ? collection_->microseconds : 0;
  effort.collectMicroseconds = collecting;
  effort.parseMicroseconds = std::max(clock_.microseconds(), collecting) - collecting;
  effort.peakKiB = peakKiB();
  if (headerClock_) effort.headers = headerClock_->costs();
  return effort;
}

Input Parse::inputOf(clang::FileEntryRef file) {
  llvm::SmallString<256> path(file.getName());
  (void)files_->makeAbsolute(path);
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/false);  // `..` after a symbolic link leads elsewhere
  const auto [known, isNew] = inputs_.try_emplace(path);
  if (!isNew) return known->second;
  Input& input = known->second;
  input.path = std::string(path);
  if (const auto buffer = compiler_.getSourceManager().getMemoryBufferForFileOrNone(file))
    input.hash = hashOf(buffer->getBuffer());
  if (const auto status = files_->status(path)) {
    input.size = status->getSize();
    input.modified = status->getLastModificationTime().time_since_epoch().count();
  }
  return input;
}

void Parse::rememberInputs() {
  const UnitFiles files = includes_->unitFiles();
  for (const auto* file : files.all()) (void)inputOf(includes_->reference(file));
}

std::vector<Input> Parse::inputs() {
  std::vector<Input> inputs;
  for (const auto* file : collection_->files.all()) inputs.push_back(inputOf(includes_->reference(file)));
  for (const std::string& other : command_.responseFiles) {
    if (const auto file = compiler_.getFileManager().getOptionalFileRef(other)) inputs.push_back(inputOf(*file));
  }
  std::sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) { return a.path < b.path; });
  return inputs;
}

Outcome Parse::outcome() {
  Outcome outcome;
  outcome.effort = effort();
  const bool shared = collection_ && collection_->shared;
  if (abandoned_ || !collection_ || (!parsed_ && problems_.empty())) {
    outcome.error = problems_.empty() ? "Clang could not parse the unit" : problems_.front().message;
  } else if (shared && !problems_.empty()) {
    outcome.error = "errors after the common headers: " + problems_.front().message;
  } else if (!collection_->differsAlone.empty()) {
    outcome.error = collection_->differsAlone;
  } else {
    outcome.facts = std::move(collection_->facts);
    outcome.facts->inputs = inputs();
    outcome.facts->partial |= consumer_->getNumErrors() > 0;
    std::ranges::move(problems_, std::back_inserter(outcome.facts->problems));
    outcome.matches = std::move(collection_->matches);
  }
  outcome.alone = shared && !outcome.facts;
  return outcome;
}

}  // namespace dramaturg
