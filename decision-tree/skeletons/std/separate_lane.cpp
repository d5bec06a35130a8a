// Two queues under one lock. Control is taken first, and only data is ever refused.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <variant>

struct Reload {};
struct Frame {
  int number;
};
using Message = std::variant<Reload, Frame>;

class Mailbox {
 public:
  void post(Reload order) {
    const std::lock_guard lock(mutex_);
    control_.push_back(order);
    arrived_.notify_one();
  }
  [[nodiscard]] bool tryPost(Frame frame) {
    const std::lock_guard lock(mutex_);
    if (data_.size() >= kMost) return false;
    data_.push_back(frame);
    arrived_.notify_one();
    return true;
  }
  /// Empty: asked to stop, which overtakes both.
  std::optional<Message> next(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    if (!arrived_.wait(lock, stop, [this] { return !control_.empty() || !data_.empty(); })) return std::nullopt;
    return control_.empty() ? take(data_) : take(control_);
  }

 private:
  template <class T>
  static Message take(std::deque<T>& queue) {
    const Message first = queue.front();
    queue.pop_front();
    return first;
  }
  static constexpr std::size_t kMost = 100;
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<Reload> control_;
  std::deque<Frame> data_;
};
