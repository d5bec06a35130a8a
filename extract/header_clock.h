// What each file of a parse costs.
#pragma once

#include "extract/cpu_clock.h"
#include "facts/job.h"

#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseMap.h"

#include <vector>

namespace dramaturg {

/// Counts the processor time between changes of file. A function body is parsed where it stands, so that its time is
/// that of its file; templates that are instantiated at the end of the unit count for the main file.
class HeaderClock {
 public:
  /// Starts to count. Must outlive the preprocessor; the source manager must outlive this.
  explicit HeaderClock(clang::Preprocessor& preprocessor);

  /// Forgets all costs so far.
  void restart();
  /// The dearest first.
  std::vector<HeaderCost> costs() const;

 private:
  class Watcher;
  void changed(clang::FileID to);

  const clang::SourceManager& sources_;
  CpuClock clock_;
  clang::FileID current_;
  llvm::DenseMap<clang::FileID, std::uint64_t> microseconds_;
};

}  // namespace dramaturg
