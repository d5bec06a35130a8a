// One place in the pool: a worker process with the one job that it is there for.
#pragma once

#include "facts/job.h"
#include "tool/exchange.h"
#include "tool/worker_pool.h"
#include "tool/worker_process.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace dramaturg {

/// How a worker's attempt at a job ended.
struct Attempt {
  enum class Fate : std::uint8_t {
    answered,
    failed,         ///< through this job
    failedInGroup,  ///< perhaps through the common headers, which it had not parsed itself
    unborn,         ///< no worker came
  };
  std::size_t job;  ///< its index
  Fate fate;
  Outcome outcome;
};

class WorkerSlot {
 public:
  using Clock = std::chrono::steady_clock;

  WorkerSlot(const PoolOptions& options, Reaper& reaper) : options_(options), reaper_(reaper) {}

  bool idle() const { return !job_; }
  /// When busy: by when something must have happened.
  Clock::time_point deadline() const { return deadline_; }
  /// Whether the worker has been asked for and has not said who it is.
  bool awaitsWorker() const { return job_ && !worker_->process.born(); }

  /// Starts a worker for the job. Only when idle.
  void start(std::size_t index, const Job& job);
  /// Gives the job to a worker that a fork server has been asked for. Only when idle.
  void start(std::size_t index, const Job& job, PipeEnds ends);
  /// What to wait for: `Exchange::kEntries` entries, some of them switched off.
  void watch(pollfd* entries) const { worker_->exchange.watch(entries); }
  /// Moves bytes as `poll` said and looks at the clock. Gives how the job ended, if it has; the slot is then idle. Only
  /// when busy.
  std::optional<Attempt> progress(const pollfd* entries);

 private:
  struct Worker {
    explicit Worker(WorkerProcess given)
        : process(std::move(given)), exchange(process.input(), process.output(), process.errors()) {}
    WorkerProcess process;
    Exchange exchange;
    bool forked = false;
  };

  void begin(std::size_t index, const Job& job, std::chrono::milliseconds time);
  bool takeBirth();
  Attempt timeOut();
  Attempt answered();
  Attempt damaged(const std::string& how);
  Attempt died();
  Attempt end(Attempt::Fate fate, Outcome outcome);
  Attempt fail(std::string reason);

  const PoolOptions& options_;
  Reaper& reaper_;
  std::unique_ptr<Worker> worker_;
  std::optional<std::size_t> job_;
  Clock::time_point deadline_;
};

}  // namespace dramaturg
