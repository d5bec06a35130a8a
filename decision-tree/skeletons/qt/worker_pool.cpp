// A pool of its own for what blocks or computes, with a limit of what is under way. Which kind of job, the body
// decides.
#include <QThreadPool>

#include <atomic>
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
  explicit Pool(int threads) { pool_.setMaxThreadCount(threads); }
  ~Pool() {
    pool_.clear();
    pool_.waitForDone();
  }
  /// False: as many as may be are under way, and the caller decides what that means.
  [[nodiscard]] bool trySubmit(Job job) {
    if (open_.fetch_add(1) >= kMost) {
      --open_;
      return false;
    }
    pool_.start([this, job = std::move(job)] {
      std::visit([](const auto& kind) { work(kind); }, job);
      --open_;
    });
    return true;
  }

 private:
  static constexpr int kMost = 100;
  std::atomic<int> open_ = 0;
  QThreadPool pool_;
};
