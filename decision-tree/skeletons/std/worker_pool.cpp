// A fixed number of threads over one queue with a limit. Which kind of job it is, the body decides.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

struct Shrink {
  int image;
};
struct Rotate {
  int image;
};
using Job = std::variant<Shrink, Rotate>;
void work(const Shrink& job) noexcept;
void work(const Rotate& job) noexcept;

class Pool {
 public:
  Pool(unsigned threads, std::size_t most) : most_(most) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this](std::stop_token stop) { run(stop); });
  }
  /// False: the queue is full, and the caller decides what that means.
  [[nodiscard]] bool trySubmit(Job job) {
    {
      const std::lock_guard lock(mutex_);
      if (queue_.size() >= most_) return false;
      queue_.push_back(std::move(job));
    }
    arrived_.notify_one();
    return true;
  }

 private:
  void run(std::stop_token stop) noexcept {
    std::unique_lock lock(mutex_);
    while (arrived_.wait(lock, stop, [this] { return !queue_.empty(); })) {
      const Job job = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      std::visit([](const auto& kind) { work(kind); }, job);
      lock.lock();
    }
  }
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<Job> queue_;
  std::vector<std::jthread> threads_;
};
