// One place in the pool: a worker process with the job that it is busy with.
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
    failed,             ///< through this job
    failedAfterOthers,  ///< perhaps through what the process had done before
    unborn,             ///< no worker came
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

  /// Gives the job to the worker of this place, starting one if need be or if it has to be a fresh one. Only when idle.
  void start(std::size_t index, const Job& job, bool fresh);
  /// Gives the job to a worker that a fork server has been asked for. Only when idle.
  void start(std::size_t index, const Job& job, PipeEnds ends);
  /// Lets an idle worker go.
  void vacate();

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
    std::size_t done = 0;  ///< jobs that this process has finished
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
