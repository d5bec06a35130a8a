// A scope owns all children. The first failure stops the others, and the scope is entered anew.
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>

void readFrames(std::stop_token stop);
void decodeFrames(std::stop_token stop);

class Generation {
 public:
  explicit Generation(std::stop_source stop) : stop_(std::move(stop)) {}
  /// Returns when all children have ended; throws the first failure among them.
  void run() {
    {
      const std::jthread reader([this] { guard(readFrames); });
      const std::jthread decoder([this] { guard(decodeFrames); });
    }
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void guard(void (*child)(std::stop_token)) noexcept {
    try {
      child(stop_.get_token());
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
    stop_.request_stop();  // without this one the others are useless
  }
  std::stop_source stop_;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

/// One more try; the caller counts them.
void runTogether() { Generation(std::stop_source{}).run(); }
