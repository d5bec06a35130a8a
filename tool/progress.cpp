#include "tool/progress.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr double kRedrawAfter = 50;  ///< milliseconds: terminals are slower than caches

/// The end of a name says more than its beginning.
std::string shortened(const std::string& text, std::size_t width) {
  return text.size() <= width ? text : "..." + text.substr(text.size() - (width < 3 ? 0 : width - 3));
}

}  // namespace

Progress::Progress(Host& host, ProgressMode mode, std::size_t total)
    : host_(host), mode_(mode), terminal_(host.terminal(Stream::err)), total_(total) {
  if (mode_ == ProgressMode::automatic && !terminal_.interactive) mode_ = ProgressMode::none;
}

Progress::~Progress() {
  if (mode_ == ProgressMode::automatic && done_ > 0) host_.print(Stream::err, "\r\x1b[K");
}

void Progress::done(const std::string& unit) {
  ++done_;
  const std::string count = '[' + std::to_string(done_) + '/' + std::to_string(total_) + "] ";
  if (mode_ == ProgressMode::plain) host_.print(Stream::err, count + unit + '\n');
  if (mode_ != ProgressMode::automatic || (host_.milliseconds() - drawn_ < kRedrawAfter && done_ > 1)) return;
  drawn_ = host_.milliseconds();
  const std::size_t width = std::max(20U, terminal_.width) - 1;
  host_.print(Stream::err,
              '\r' + count + shortened(unit, width - std::min<std::size_t>(width, count.size())) + "\x1b[K");
}

}  // namespace dramaturg
