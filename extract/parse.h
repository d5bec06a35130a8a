// One parse by Clang, from a prepared command to the facts of a unit.
#pragma once

#include "extract/collector.h"
#include "extract/command.h"
#include "extract/cpu_clock.h"
#include "extract/header_clock.h"
#include "extract/profile.h"
#include "facts/job.h"

#include <clang/Frontend/CompilerInstance.h>
#include <llvm/ADT/StringMap.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace dramaturg {

/// Runs once. A parse that units share begins with a source of its own, which includes their common headers; when those
/// are parsed it asks `commonPartDone` for the unit to go on with.
class Parse {
 public:
  using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>;
  using NextUnit = std::function<std::optional<Job>()>;

  /// `command` has an invocation. `profiles` must outlive the parse.
  Parse(PreparedCommand command, Files files, Job job, const std::vector<Profile>& profiles);
  ~Parse();
  Parse(const Parse&) = delete;
  Parse& operator=(const Parse&) = delete;

  /// Makes it a shared parse, of `source`, a file that does not exist, with `text`. `commonPartDone` is called once,
  /// within `run`; it returns in the processes that parse a unit, with that unit, and elsewhere with nothing: `run`
  /// then ends, and there is no outcome.
  void share(const std::string& source, const std::string& text, NextUnit commonPartDone);

  /// Frees nothing of what is parsed; for a process that ends with it.
  void keepEverything() { command_.invocation->getFrontendOpts().DisableFree = true; }

  void run();
  Outcome outcome();

  // --- within `commonPartDone`
  /// Lines of the common source whose headers have errors, counted from one.
  const std::set<unsigned>& linesWithErrors() const;
  std::uint32_t filesSoFar() const { return static_cast<std::uint32_t>(inputs_.size()); }
  Effort effort() const;
  /// Reads and hashes what was parsed so far, so that nobody after a fork needs to.
  void rememberInputs();

 private:
  class Problems;
  class Action;

  void commonPartEnds(clang::Preprocessor& preprocessor);
  void enter(clang::Preprocessor& preprocessor);
  Input inputOf(clang::FileEntryRef file);
  std::vector<Input> inputs();

  PreparedCommand command_;
  Files files_;
  Job job_;
  const std::vector<Profile>& profiles_;
  NextUnit commonPartDone_;
  bool abandoned_ = false;
  bool parsed_ = false;
  std::vector<Problem> problems_;
  std::unique_ptr<Problems> consumer_;
  clang::CompilerInstance compiler_;
  std::unique_ptr<IncludeGraph> includes_;
  std::unique_ptr<HeaderClock> headerClock_;
  std::unique_ptr<Collection> collection_;
  llvm::StringMap<Input> inputs_;  ///< by absolute path
  CpuClock clock_;
};

}  // namespace dramaturg
