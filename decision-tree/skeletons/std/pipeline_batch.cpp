// Collected by number or by time before the expensive write, which answers for each element.
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
struct Row {
  unsigned long id;
  double value;
};
/// Writes what can be written; tells the source of each row whether it was.
void writeAndAcknowledge(const std::vector<Row>& rows) noexcept;

class Batcher {
 public:
  void post(Row row) {
    const std::lock_guard lock(mutex_);
    rows_.push_back(row);
    if (rows_.size() >= kRows) full_.notify_one();
  }

 private:
  void run(std::stop_token stop) noexcept {
    while (!stop.stop_requested()) {
      std::vector<Row> batch;
      {
        std::unique_lock lock(mutex_);
        full_.wait_for(lock, stop, kTime, [this] { return rows_.size() >= kRows; });
        batch = std::exchange(rows_, {});
      }
      if (!batch.empty()) writeAndAcknowledge(batch);  // also what was left when asked to stop
    }
  }
  static constexpr std::size_t kRows = 500;
  static constexpr auto kTime = 200ms;
  std::mutex mutex_;
  std::condition_variable_any full_;
  std::vector<Row> rows_;  // its source keeps no more than a few batches unacknowledged
  std::jthread thread_{[this](std::stop_token stop) { run(stop); }};
};
