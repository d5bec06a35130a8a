// A table that grows has a maximum and an age. The timer belongs to the owner, who cancels it by going.
#include <asio.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class Seen : public std::enable_shared_from_this<Seen> {
 public:
  explicit Seen(asio::any_io_executor executor) : strand_(asio::make_strand(executor)), timer_(strand_) {}

  void start() { sweepLater(); }
  void insert(std::string id) {
    asio::post(strand_, [self = shared_from_this(), id = std::move(id)] {
      if (self->times_.size() < kMost) self->times_[id] = Clock::now();
    });
  }

 private:
  void sweepLater() {
    timer_.expires_after(1min);
    timer_.async_wait([weak = weak_from_this()](const asio::error_code& error) {
      const auto self = weak.lock();
      if (error || !self) return;
      std::erase_if(self->times_, [oldest = Clock::now() - 10min](const auto& entry) { return entry.second < oldest; });
      self->sweepLater();
    });
  }
  static constexpr std::size_t kMost = 10'000;
  asio::strand<asio::any_io_executor> strand_;
  asio::steady_timer timer_;
  std::map<std::string, Clock::time_point> times_;
};
