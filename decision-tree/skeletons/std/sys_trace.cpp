// Measured always, traced for a while. The guard turns tracing off on every way out.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <iostream>
#include <string>

using Clock = std::chrono::steady_clock;

struct Envelope {
  std::string name;
  Clock::time_point posted = Clock::now();
  std::function<void()> handle;
};

class Meter {
 public:
  /// The loop of the server calls it instead of `envelope.handle()`.
  void run(const Envelope& envelope) {
    const Clock::time_point begin = Clock::now();
    if (tracing_) std::clog << envelope.name << '\n';
    envelope.handle();
    waited_ += (begin - envelope.posted).count();
    worked_ += (Clock::now() - begin).count();
    ++handled_;
  }
  class Trace {
   public:
    explicit Trace(Meter& meter) : meter_(meter) { meter_.tracing_ = true; }
    ~Trace() { meter_.tracing_ = false; }

   private:
    Meter& meter_;
  };

 private:
  std::atomic<bool> tracing_ = false;
  std::atomic<std::int64_t> waited_ = 0, worked_ = 0, handled_ = 0;  // read by the metrics that the program has
};
