// A channel has a capacity. Who sends sees that it is full, drops there, and counts it.
#include <asio.hpp>
#include <asio/experimental/concurrent_channel.hpp>

#include <atomic>
#include <cstdint>
#include <utility>

struct Sample {
  double value;
};
using Samples = asio::experimental::concurrent_channel<void(asio::error_code, Sample)>;

class Sensor {
 public:
  explicit Sensor(Samples& samples) : samples_(samples) {}
  void onReading(double value) {
    if (!samples_.try_send(asio::error_code(), Sample{value})) ++dropped_;
  }
  std::uint64_t dropped() const { return dropped_; }  // a timer reports it

 private:
  Samples& samples_;
  std::atomic<std::uint64_t> dropped_ = 0;
};

void store(const Sample& sample);

asio::awaitable<void> archive(Samples& samples) {
  for (;;) store(co_await samples.async_receive(asio::use_awaitable));
}
