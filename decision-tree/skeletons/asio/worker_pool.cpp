// A pool of its own for what blocks or computes, with a limit of what is under way. Which kind of job, the body
// decides.
#include <asio.hpp>

#include <atomic>
#include <cstddef>
#include <utility>
#include <variant>

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
  explicit Pool(unsigned threads) : pool_(threads) {}
  ~Pool() { pool_.join(); }

  /// False: as many as may be are under way, and the caller decides what that means.
  [[nodiscard]] bool trySubmit(Job job) {
    if (open_.fetch_add(1) >= kMost) {
      --open_;
      return false;
    }
    asio::post(pool_, [this, job = std::move(job)] {
      std::visit([](const auto& kind) { work(kind); }, job);
      --open_;
    });
    return true;
  }

 private:
  static constexpr std::size_t kMost = 100;
  std::atomic<std::size_t> open_ = 0;
  asio::thread_pool pool_;
};
