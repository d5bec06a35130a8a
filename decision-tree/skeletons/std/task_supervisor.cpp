// Jobs that run once, in a group that somebody owns: it knows a maximum, hears of failures, and stops what is left.
#include <cstddef>
#include <exception>
#include <functional>
#include <list>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

class TaskGroup {
 public:
  using Job = std::function<void(std::stop_token)>;

  explicit TaskGroup(std::size_t most) : most_(most) {}
  ~TaskGroup() {
    for (Entry& entry : jobs_) entry.thread.request_stop();  // all at once, then joined one by one
  }

  /// False: as many as may run are running; the caller decides what that means.
  [[nodiscard]] bool start(Job job) {
    jobs_.remove_if([this](Entry& entry) { return ended(entry); });
    if (jobs_.size() == most_) return false;
    Entry& entry = jobs_.emplace_back();
    entry.thread = std::jthread([this, &entry, work = std::move(job)](std::stop_token stop) noexcept {
      std::exception_ptr failure;
      try {
        work(stop);
      } catch (...) {
        failure = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      entry.done = true;
      if (failure) failures_.push_back(failure);
    });
    return true;
  }

  std::vector<std::exception_ptr> takeFailures() {
    const std::lock_guard lock(mutex_);
    return std::exchange(failures_, {});
  }

 private:
  struct Entry {
    bool done = false;
    std::jthread thread;
  };
  bool ended(const Entry& entry) {
    const std::lock_guard lock(mutex_);
    return entry.done;
  }

  const std::size_t most_;
  std::mutex mutex_;
  std::vector<std::exception_ptr> failures_;
  std::list<Entry> jobs_;  // last: joined before the rest goes
};
