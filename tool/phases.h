// When each phase of a run begins, and how long it takes.
#pragma once

#include "report/report.h"
#include "tool/host.h"

#include <type_traits>
#include <utility>
#include <vector>

namespace dramaturg {

class Phases {
 public:
  explicit Phases(const Host& host) : host_(host) {}

  /// Does the work and gives what it gives.
  template <class Work>
  auto measure(const char* phase, Work work) {
    const double start = host_.milliseconds();
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      times_.push_back({phase, host_.milliseconds() - start, start});
    } else {
      auto result = work();
      times_.push_back({phase, host_.milliseconds() - start, start});
      return result;
    }
  }

  std::vector<PhaseTime> times() const { return times_; }

 private:
  const Host& host_;
  std::vector<PhaseTime> times_;
};

}  // namespace dramaturg
