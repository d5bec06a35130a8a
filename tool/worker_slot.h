// One place in the pool: a worker process with the job that it is busy with.
#pragma once

#include "facts/job.h"
#include "facts/wire.h"
#include "tool/worker_pool.h"
#include "tool/worker_process.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

struct pollfd;

namespace dramaturg {

class WorkerSlot {
 public:
  using Clock = std::chrono::steady_clock;

  explicit WorkerSlot(const PoolOptions& options) : options_(options) {}

  bool idle() const { return !job_; }
  std::size_t job() const { return *job_; }
  /// With a busy worker: by when the job must be done.
  Clock::time_point deadline() const { return deadline_; }

  /// Gives the job to the worker, starting one if need be. Only when idle.
  void start(std::size_t index, const Job& job);

  /// What to wait for: three entries, some of them switched off.
  void watch(pollfd* entries) const;
  /// Moves bytes as `poll` said. Gives the outcome when the job has ended, well or badly; the slot is then idle.
  std::optional<Outcome> progress(const pollfd* entries);
  /// The time is up: ends the worker.
  Outcome timeOut();

  /// Whether the job that was ended last may have suffered from earlier ones in the same process.
  bool diedAfterOthers() const { return diedAfterOthers_; }

 private:
  void sendMore();
  bool receiveMore();
  void listenMore();
  std::optional<Outcome> answered();
  Outcome died();
  Outcome fail(std::string reason);

  const PoolOptions& options_;
  std::unique_ptr<WorkerProcess> process_;
  std::size_t done_ = 0;  ///< jobs that this process has finished
  bool diedAfterOthers_ = false;
  std::optional<std::size_t> job_;
  Clock::time_point deadline_;
  std::string outbox_;
  std::size_t sent_ = 0;
  FrameDecoder inbox_;
  std::string complaints_;  ///< the end of what it wrote to its standard error since the job began
};

}  // namespace dramaturg
