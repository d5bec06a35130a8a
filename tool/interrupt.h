// Ctrl-C while workers run: remembered, so that the run can end without damage.
#pragma once

namespace dramaturg {

/// While it lives, SIGINT and SIGTERM make `descriptor()` readable instead of ending the process; a second one ends
/// it. From then on writing to a closed pipe is an error, not a signal. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  bool interrupted() const;
  int descriptor() const;
};

}  // namespace dramaturg
