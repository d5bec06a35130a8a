// A mailbox with a limit. Who sends sees that it is full, drops there, and counts it.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>

struct Sample {
  double value;
};

class Samples {
 public:
  explicit Samples(std::size_t most) : most_(most) {}

  [[nodiscard]] bool tryPost(Sample sample) {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= most_) return false;
    queue_.push_back(sample);
    return true;
  }
  std::deque<Sample> takeAll() {
    const std::lock_guard lock(mutex_);
    return std::exchange(queue_, {});
  }

 private:
  const std::size_t most_;
  std::mutex mutex_;
  std::deque<Sample> queue_;
};

class Sensor {
 public:
  explicit Sensor(Samples& samples) : samples_(samples) {}
  void onReading(double value) {
    if (!samples_.tryPost({value})) ++dropped_;
  }
  std::uint64_t dropped() const { return dropped_; }  // a timer reports it

 private:
  Samples& samples_;
  std::atomic<std::uint64_t> dropped_ = 0;
};
