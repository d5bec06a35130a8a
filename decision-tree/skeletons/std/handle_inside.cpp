// A lost connection is expected: it is a value, the next try waits twice as long, and a request to stop ends the wait.
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

using namespace std::chrono_literals;

class Connection {
 public:
  static std::optional<Connection> open() noexcept;  ///< empty: the other side is not there
  void serve(std::stop_token stop) noexcept;         ///< returns when the connection is lost
};

class Link {
 public:
  bool down() const;  ///< answers "not available" meanwhile

 private:
  void run(std::stop_token stop) noexcept {
    auto pause = kShortest;
    while (!stop.stop_requested()) {
      if (auto connection = Connection::open()) {
        pause = kShortest;
        connection->serve(stop);
      }
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, stop, pause, [] { return false; });
      pause = std::min(2 * pause, kLongest);
    }
  }
  static constexpr std::chrono::milliseconds kShortest = 100ms;
  static constexpr std::chrono::milliseconds kLongest = 30s;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_{[this](std::stop_token stop) { run(stop); }};  // the constructor connects to nothing
};
