#include "tool/worker_pool.h"

#include "tool/interrupt.h"
#include "tool/worker_slot.h"

#include <poll.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace dramaturg {
namespace {

using Clock = WorkerSlot::Clock;

class Pool {
 public:
  Pool(std::span<const Job> jobs, const PoolOptions& options, const JobDone& done) : jobs_(jobs), done_(done) {
    for (std::size_t i = 0; i < jobs.size(); ++i) waiting_.push_back(i);
    const std::size_t workers = std::min<std::size_t>(std::max(1U, options.workers), jobs.size());
    for (std::size_t i = 0; i < workers; ++i) slots_.push_back(std::make_unique<WorkerSlot>(options));
    retried_.resize(jobs.size());
    entries_.resize(3 * slots_.size() + 1);
  }

  bool run() {
    const InterruptGuard guard;
    for (handOut(); busy(); handOut()) {
      wait(guard);
      if (guard.interrupted()) return false;
      for (std::size_t i = 0; i < slots_.size(); ++i) attend(*slots_[i], &entries_[3 * i]);
    }
    return true;
  }

 private:
  bool busy() const {
    return std::any_of(slots_.begin(), slots_.end(), [](const auto& slot) { return !slot->idle(); });
  }

  void handOut() {
    for (const auto& slot : slots_) {
      if (!slot->idle() || waiting_.empty()) continue;
      slot->start(waiting_.front(), jobs_[waiting_.front()]);
      waiting_.pop_front();
    }
  }

  /// Until a worker says something, a deadline passes or the user interrupts.
  void wait(const InterruptGuard& guard) {
    auto deadline = Clock::time_point::max();
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      slots_[i]->watch(&entries_[3 * i]);
      if (!slots_[i]->idle()) deadline = std::min(deadline, slots_[i]->deadline());
    }
    entries_.back() = {guard.descriptor(), POLLIN, 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count() + 1;
    const int timeout = static_cast<int>(std::clamp<long long>(left, 0, 60'000));
    // Interrupted by a signal, it says nothing of the descriptors.
    if (::poll(entries_.data(), entries_.size(), timeout) < 0)
      for (pollfd& entry : entries_) entry.revents = 0;
  }

  void attend(WorkerSlot& slot, const pollfd* entries) {
    if (slot.idle()) return;
    const std::size_t index = slot.job();
    if (auto outcome = slot.progress(entries)) {
      finish(index, std::move(*outcome), slot.diedAfterOthers());
    } else if (Clock::now() >= slot.deadline()) {
      finish(index, slot.timeOut(), false);
    }
  }

  void finish(std::size_t index, Outcome outcome, bool mayBeInnocent) {
    if (mayBeInnocent && !std::exchange(retried_[index], true)) {
      waiting_.push_front(index);
    } else {
      done_(index, std::move(outcome));
    }
  }

  std::span<const Job> jobs_;
  const JobDone& done_;
  std::deque<std::size_t> waiting_;
  std::vector<char> retried_;
  std::vector<std::unique_ptr<WorkerSlot>> slots_;
  std::vector<pollfd> entries_;
};

}  // namespace

bool runJobs(std::span<const Job> jobs, const PoolOptions& options, const JobDone& done) {
  return jobs.empty() || Pool(jobs, options, done).run();
}

}  // namespace dramaturg
