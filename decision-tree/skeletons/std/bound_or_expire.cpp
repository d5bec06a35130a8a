// A table that grows has a size and an age. Both are kept where something is inserted, and by a timer.
#include <chrono>
#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>
#include <utility>

using Clock = std::chrono::steady_clock;

class Seen {
 public:
  /// False: this one has been here before.
  bool insert(const std::string& id, Clock::time_point now) {
    expire(now);
    if (byAge_.size() >= kMost) drop();
    if (!times_.emplace(id, now).second) return false;
    byAge_.push_back(id);
    return true;
  }
  void expire(Clock::time_point now) {
    while (!byAge_.empty() && times_.at(byAge_.front()) < now - kAge) drop();
  }

 private:
  void drop() {
    times_.erase(byAge_.front());
    byAge_.pop_front();
  }
  static constexpr std::size_t kMost = 10'000;
  static constexpr std::chrono::minutes kAge{10};
  std::unordered_map<std::string, Clock::time_point> times_;
  std::deque<std::string> byAge_;
};
