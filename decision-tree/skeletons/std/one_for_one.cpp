// A loop is the supervisor: the state is built anew after a failure, until there have been too many in the window.
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <stop_token>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
constexpr std::size_t kMostRestarts = 3;
constexpr auto kWindow = 60s;
constexpr auto kPause = 200ms;

class Importer {
 public:
  void run(std::stop_token stop);  ///< returns when its work is done or it is asked to stop
};

class TooManyRestarts {};

/// The body of a thread that its owner joins; the owner hears of `TooManyRestarts` and decides.
void superviseImporter(std::stop_token stop) {
  std::deque<Clock::time_point> restarts;
  std::mutex mutex;
  std::condition_variable_any pause;
  while (!stop.stop_requested()) {
    try {
      Importer importer;  // a new state for each run
      importer.run(stop);
      return;  // transient; a permanent child would go on here
    } catch (...) {
      const Clock::time_point now = Clock::now();
      while (!restarts.empty() && restarts.front() < now - kWindow) restarts.pop_front();
      if (restarts.size() == kMostRestarts) throw TooManyRestarts();
      restarts.push_back(now);
    }
    std::unique_lock lock(mutex);
    pause.wait_for(lock, stop, kPause, [] { return false; });  // a stop ends the pause
  }
}
