// Asked to stop, given some time, then forced. A thread cannot be forced, so beyond the limit the program goes.
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <stop_token>
#include <thread>

using namespace std::chrono_literals;
constexpr auto kStopLimit = 5s;

void serve(std::stop_token stop) noexcept;  ///< looks at the token between two messages

class Service {
 public:
  /// False: it did not end in time, and joining it would wait for ever.
  [[nodiscard]] bool stop() {
    thread_.request_stop();
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, kStopLimit, [this] { return done_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::jthread thread_{[this](std::stop_token stop) {
    serve(stop);
    const std::lock_guard lock(mutex_);
    done_ = true;
    ended_.notify_all();
  }};
};

void leave(Service& service) {
  if (!service.stop()) std::quick_exit(EXIT_FAILURE);
}
