#include "extract/common_headers.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/Path.h>

#include <algorithm>
#include <optional>

namespace dramaturg {
namespace {

/// Reads a source from its beginning.
class Scanner {
 public:
  explicit Scanner(llvm::StringRef rest) : rest_(rest) {}

  /// The header of the next include; nothing at anything else.
  std::optional<std::string> include() {
    if (!skipSpace(/*lines=*/true) || !rest_.consume_front("#")) return std::nullopt;
    if (!skipSpace(false) || !rest_.consume_front("include") || !skipSpace(false) || rest_.empty()) return std::nullopt;
    const char close = rest_.front() == '<' ? '>' : '"';
    if (rest_.front() != '<' && rest_.front() != '"') return std::nullopt;
    const std::size_t end = rest_.find_if([&](char c) { return c == close || c == '\n'; }, 1);
    if (end == llvm::StringRef::npos || rest_[end] != close) return std::nullopt;
    const std::string header = rest_.take_front(end + 1).str();
    rest_ = rest_.drop_front(end + 1);
    if (!skipSpace(false) || (!rest_.empty() && rest_.front() != '\n')) return std::nullopt;
    return header;
  }

 private:
  /// Past white space and comments. False at a comment that does not end.
  bool skipSpace(bool lines) {
    while (true) {
      rest_ = rest_.ltrim(lines ? " \t\r\v\f\n" : " \t\r\v\f");
      if (rest_.starts_with("//")) {
        const llvm::StringRef comment = rest_.take_until([](char c) { return c == '\n'; });
        if (comment.ends_with("\\")) return false;  // goes on in the next line
        rest_ = rest_.drop_front(comment.size());
        if (!lines) return true;
      } else if (rest_.starts_with("/*")) {
        const std::size_t end = rest_.find("*/", 2);
        if (end == llvm::StringRef::npos) return false;
        rest_ = rest_.drop_front(end + 2);
      } else {
        return true;
      }
    }
  }

  llvm::StringRef rest_;
};

/// Spelled so that it means the same file from anywhere.
std::string independent(const std::string& header, const Job& job, llvm::vfs::FileSystem& files) {
  if (header.front() == '<') return header;
  llvm::SmallString<256> beside = llvm::sys::path::parent_path(job.file);
  llvm::sys::path::append(beside, llvm::StringRef(header).drop_front().drop_back());
  if (!files.exists(beside)) return header;  // somewhere along the include path, like one in angle brackets
  (void)files.makeAbsolute(beside);
  return '"' + beside.str().str() + '"';
}

}  // namespace

std::vector<std::string> leadingIncludes(std::string_view source) {
  llvm::StringRef text(source);
  text.consume_front("\xef\xbb\xbf");
  Scanner scanner(text);
  std::vector<std::string> includes;
  while (auto header = scanner.include()) includes.push_back(std::move(*header));
  return includes;
}

std::vector<std::string> commonOrder(const std::vector<std::vector<std::string>>& sequences) {
  llvm::StringMap<unsigned> users;
  std::vector<llvm::StringRef> inOrderOfUse;
  for (const auto& sequence : sequences)
    for (std::size_t i = 0; i < sequence.size(); ++i) {
      if (std::find(sequence.begin(), sequence.begin() + static_cast<std::ptrdiff_t>(i), sequence[i]) !=
          sequence.begin() + static_cast<std::ptrdiff_t>(i))
        continue;  // said twice
      if (++users[sequence[i]] == 2) inOrderOfUse.push_back(sequence[i]);
    }

  // How many units have another header directly before one.
  llvm::StringMap<llvm::StringMap<unsigned>> before;
  for (const auto& sequence : sequences) {
    llvm::StringRef last;
    for (const std::string& header : sequence) {
      if (users[header] < 2 || header == last) continue;
      if (!last.empty()) ++before[header][last];
      last = header;
    }
  }

  llvm::StringSet<> placed;
  const auto unsatisfied = [&](llvm::StringRef header) {
    unsigned count = 0;
    for (const auto& earlier : before[header])
      if (!placed.contains(earlier.getKey())) count += earlier.getValue();
    return count;
  };
  std::vector<std::string> order;
  while (!inOrderOfUse.empty()) {
    const auto next = llvm::min_element(
        inOrderOfUse, [&](llvm::StringRef a, llvm::StringRef b) { return unsatisfied(a) < unsatisfied(b); });
    order.push_back(next->str());
    placed.insert(*next);
    inOrderOfUse.erase(next);
  }
  return order;
}

std::vector<std::string> commonHeaders(const std::vector<Job>& jobs, llvm::vfs::FileSystem& files) {
  std::vector<std::vector<std::string>> sequences;
  for (const Job& job : jobs) {
    const auto source = files.getBufferForFile(job.file);
    if (!source) continue;
    sequences.push_back(leadingIncludes((*source)->getBuffer()));
    for (std::string& header : sequences.back()) header = independent(header, job, files);
  }
  return commonOrder(sequences);
}

}  // namespace dramaturg
