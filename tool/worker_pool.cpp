#include "tool/worker_pool.h"

#include "tool/backlog.h"
#include "tool/interrupt.h"
#include "tool/worker_slot.h"

#include <poll.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace dramaturg {
namespace {

using Clock = std::chrono::steady_clock;
using Fate = Attempt::Fate;
using State = SharedGroup::State;

/// Room for one busy process: a worker with its job, or a fork server that parses common headers.
struct Slot {
  WorkerSlot worker;
  SharedGroup* group = nullptr;  ///< what it prepares, or whose worker it has

  bool idle() const { return worker.idle() && !group; }
  bool preparing() const { return worker.idle() && group; }
  Clock::time_point deadline() const { return preparing() ? group->deadline() : worker.deadline(); }
  void watch(pollfd* entries) const {
    if (idle())
      std::fill_n(entries, Exchange::kEntries, pollfd{-1, 0, 0});
    else
      preparing() ? group->watch(entries) : worker.watch(entries);
  }
};

class Pool {
 public:
  Pool(std::span<const Job> jobs, const PoolOptions& options, const JobDone& done, RunLog& log)
      : jobs_(jobs), options_(options), done_(done), log_(log), backlog_(jobs, options.share) {
    log_ = {std::vector<JobRun>(jobs.size()), std::vector<GroupRun>(backlog_.groups().size())};
    for (const SharedGroup& group : backlog_.groups()) runOf(group).jobs = group.jobs();
    const std::size_t workers = std::min<std::size_t>(std::max(1U, options.workers), jobs.size());
    for (std::size_t i = 0; i < workers; ++i) slots_.push_back({WorkerSlot(options_, reaper_)});
    entries_.resize(Exchange::kEntries * slots_.size() + 1);
  }

  bool run() {
    const InterruptGuard guard;
    for (handOut(); busy(); handOut()) {
      wait(guard);
      if (guard.interrupted()) return false;
      for (std::size_t i = 0; i < slots_.size(); ++i) attend(slots_[i], &entries_[Exchange::kEntries * i]);
      reaper_.collect();
    }
    return true;
  }

 private:
  bool busy() const {
    return std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) { return !slot.idle(); });
  }

  /// Until a process says something, a deadline passes or the user interrupts.
  void wait(const InterruptGuard& guard) {
    auto deadline = Clock::time_point::max();
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      slots_[i].watch(&entries_[Exchange::kEntries * i]);
      if (!slots_[i].idle()) deadline = std::min(deadline, slots_[i].deadline());
    }
    entries_.back() = {guard.descriptor(), POLLIN, 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count() + 1;
    const int timeout = static_cast<int>(std::clamp<long long>(left, 0, 60'000));
    // Interrupted by a signal, it says nothing of the descriptors.
    if (::poll(entries_.data(), entries_.size(), timeout) < 0)
      for (pollfd& entry : entries_) entry.revents = 0;
  }

  // --- what to do next

  void handOut() {
    for (Slot& slot : slots_)
      if (slot.idle()) occupy(slot);
  }

  void occupy(Slot& slot) {
    if (SharedGroup* group = backlog_.nextToPrepare(slots_.size())) return prepare(slot, *group);
    while (SharedGroup* group = backlog_.nextReady())
      if (startForked(slot, *group)) return;
    if (const auto index = backlog_.takeSingle()) startSingle(slot, *index);
  }

  void prepare(Slot& slot, SharedGroup& group) {
    group.prepare(options_, jobs_);
    slot.group = &group;
    runOf(group).slot = numberOf(slot);
    runOf(group).start = now();
  }

  bool startForked(Slot& slot, SharedGroup& group) {
    auto ends = group.requestWorker();
    if (!ends) {
      giveUp(group, "the fork server takes no requests");
      return false;
    }
    const std::size_t index = group.takeJob();
    noteStart(index, slot);
    slot.worker.start(index, jobs_[index], std::move(*ends));
    slot.group = &group;
    return true;
  }

  void startSingle(Slot& slot, std::size_t index) {
    noteStart(index, slot);
    slot.worker.start(index, jobs_[index]);
  }

  // --- what has happened

  void attend(Slot& slot, const pollfd* entries) {
    if (slot.preparing()) return attendPreparation(slot, entries);
    if (slot.idle()) return;
    auto attempt = slot.worker.progress(entries);
    SharedGroup* group = slot.group;
    if (attempt) {
      slot.group = nullptr;
      finish(group, std::move(*attempt));
    }
    if (group) closeIfServed(*group);
  }

  void attendPreparation(Slot& slot, const pollfd* entries) {
    SharedGroup& group = *slot.group;
    auto ready = group.progress(entries);
    if (!ready) return;
    slot.group = nullptr;
    GroupRun& run = runOf(group);
    run.end = now();
    run.headers = ready->headers;
    run.effort = std::move(ready->effort);
    if (!ready->shared) giveUp(group, std::move(ready->reason));
  }

  /// `group`: whose worker it was, if any.
  void finish(SharedGroup* group, Attempt attempt) {
    const bool unserved = attempt.fate == Fate::unborn || (group && attempt.outcome.alone);
    const bool again = unserved || attempt.fate == Fate::failedInGroup;
    if (group && attempt.fate == Fate::unborn)
      giveUp(*group, attempt.outcome.error);
    else if (group && !group->count(/*served=*/!again))
      giveUp(*group, "most units cannot use it: " + attempt.outcome.error);
    noteEnd(attempt.job, group, again ? &attempt.outcome.error : nullptr);
    if (again)
      backlog_.again(attempt.job);
    else
      done_(attempt.job, std::move(attempt.outcome));
  }

  /// A fork server that has given all its workers goes at once, for its memory.
  void closeIfServed(SharedGroup& group) {
    const bool awaited = std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) {
      return slot.group == &group && slot.worker.awaitsWorker();
    });
    if (group.state() == State::ready && group.jobsLeft() == 0 && !awaited) backlog_.dissolve(group, reaper_);
  }

  /// From here on its units are single.
  void giveUp(SharedGroup& group, std::string reason) {
    if (group.state() == State::spent) return;
    runOf(group).reason = std::move(reason);
    backlog_.dissolve(group, reaper_);
  }

  // --- the log

  double now() const { return std::chrono::duration<double, std::milli>(Clock::now() - began_).count(); }

  std::size_t numberOf(const Slot& slot) const { return static_cast<std::size_t>(&slot - slots_.data()); }
  std::size_t numberOf(const SharedGroup& group) const {
    return static_cast<std::size_t>(&group - backlog_.groups().data());
  }
  GroupRun& runOf(const SharedGroup& group) { return log_.groups[numberOf(group)]; }

  void noteStart(std::size_t index, const Slot& slot) {
    log_.jobs[index].start = now();
    log_.jobs[index].slot = numberOf(slot);
  }

  /// `lost`: why the attempt does not count, if it does not.
  void noteEnd(std::size_t index, const SharedGroup* group, const std::string* lost) {
    JobRun& run = log_.jobs[index];
    run.end = now();
    if (lost) {
      ++run.retries;
      run.lost += run.end - run.start;
      run.retryReason = *lost;
    } else if (group) {
      run.group = numberOf(*group);
    }
  }

  std::span<const Job> jobs_;
  const PoolOptions& options_;
  const JobDone& done_;
  RunLog& log_;
  const Clock::time_point began_ = Clock::now();
  Reaper reaper_;
  Backlog backlog_;
  std::vector<Slot> slots_;
  std::vector<pollfd> entries_;
};

}  // namespace

bool runJobs(std::span<const Job> jobs, const PoolOptions& options, const JobDone& done, RunLog* log) {
  RunLog ignored;
  return jobs.empty() || Pool(jobs, options, done, log ? *log : ignored).run();
}

}  // namespace dramaturg
