// Processor time of the calling thread.
#pragma once

#include <cstdint>
#include <ctime>

namespace dramaturg {

class CpuClock {
 public:
  CpuClock() : start_(now()) {}

  std::uint64_t microseconds() const { return now() - start_; }
  /// Since the last call, or the start.
  std::uint64_t lap() {
    const std::uint64_t end = now();
    const std::uint64_t time = end - start_;
    start_ = end;
    return time;
  }

 private:
  static std::uint64_t now() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000 + static_cast<std::uint64_t>(time.tv_nsec) / 1'000;
  }

  std::uint64_t start_;
};

}  // namespace dramaturg
