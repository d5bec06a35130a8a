// The source takes a permit before it reads, and gets it back after the acknowledgement: no more than N under way.
#include <chrono>
#include <functional>
#include <optional>
#include <semaphore>
#include <stop_token>
#include <string>
#include <utility>

using namespace std::chrono_literals;

struct Delivery {
  unsigned long id = 0;
  std::string body;
};
class Source {
 public:
  virtual ~Source() = default;
  virtual std::optional<Delivery> poll(std::chrono::milliseconds limit) = 0;
  virtual void ack(unsigned long id) noexcept = 0;
  virtual void fail(unsigned long id) noexcept = 0;
};

class Consumer {
 public:
  Consumer(Source& source, std::function<void(Delivery)> toWorkers)
      : source_(source), toWorkers_(std::move(toWorkers)) {}
  /// The body of the reading thread.
  void read(std::stop_token stop) {
    while (!stop.stop_requested()) {
      if (!permits_.try_acquire_for(100ms)) continue;
      if (auto delivery = source_.poll(100ms))
        toWorkers_(std::move(*delivery));
      else
        permits_.release();
    }
  }
  /// Called by a worker, after its last effect.
  void finished(unsigned long id, bool ok) noexcept {
    ok ? source_.ack(id) : source_.fail(id);
    permits_.release();
  }

 private:
  Source& source_;
  std::function<void(Delivery)> toWorkers_;
  std::counting_semaphore<> permits_{64};
};
