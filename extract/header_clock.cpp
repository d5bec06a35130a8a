#include "extract/header_clock.h"

#include "extract/project_files.h"

#include "clang/Lex/PPCallbacks.h"
#include "llvm/ADT/StringMap.h"

#include <algorithm>
#include <memory>

namespace dramaturg {

class HeaderClock::Watcher : public clang::PPCallbacks {
 public:
  explicit Watcher(HeaderClock& clock) : clock_(clock) {}

  void FileChanged(clang::SourceLocation location, FileChangeReason, clang::SrcMgr::CharacteristicKind,
                   clang::FileID) override {
    clock_.changed(clock_.sources_.getFileID(location));
  }

 private:
  HeaderClock& clock_;
};

HeaderClock::HeaderClock(clang::Preprocessor& preprocessor) : sources_(preprocessor.getSourceManager()) {
  preprocessor.addPPCallbacks(std::make_unique<Watcher>(*this));
}

void HeaderClock::changed(clang::FileID to) {
  const std::uint64_t spent = clock_.lap();
  if (current_.isValid()) microseconds_[current_] += spent;
  current_ = to;
}

void HeaderClock::restart() {
  microseconds_.clear();
  clock_.lap();
}

std::vector<HeaderCost> HeaderClock::costs() const {
  llvm::StringMap<std::uint64_t> byPath;
  for (const auto& [file, microseconds] : microseconds_)
    if (const auto entry = sources_.getFileEntryRefForID(file)) byPath[absolutePath(*entry, sources_)] += microseconds;
  std::vector<HeaderCost> costs;
  for (const auto& entry : byPath) costs.push_back({entry.getKey().str(), entry.getValue()});
  std::sort(costs.begin(), costs.end(), [](const HeaderCost& a, const HeaderCost& b) {
    return a.microseconds != b.microseconds ? a.microseconds > b.microseconds : a.path < b.path;
  });
  return costs;
}

}  // namespace dramaturg
