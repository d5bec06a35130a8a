// Units that are compiled alike, on their way through the pool.
#pragma once

#include "facts/job.h"
#include "tool/fork_server.h"
#include "tool/worker_pool.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace dramaturg {

class SharedGroup {
 public:
  using Clock = std::chrono::steady_clock;

  enum class State : std::uint8_t {
    waiting,
    preparing,  ///< a fork server parses the common headers
    ready,      ///< the fork server waits for requests
    spent,      ///< there is no fork server any more
  };

  /// The jobs by index.
  explicit SharedGroup(std::vector<std::size_t> jobs) : jobs_(std::move(jobs)) {}

  const std::vector<std::size_t>& jobs() const { return jobs_; }
  State state() const { return state_; }
  bool hasServer() const { return state_ == State::preparing || state_ == State::ready; }
  std::size_t jobsLeft() const { return jobs_.size() - taken_; }

  void prepare(const PoolOptions& options, std::span<const Job> all);
  /// While preparing: by when it must be ready.
  Clock::time_point deadline() const { return deadline_; }
  void watch(pollfd* entries) const { server_->watch(entries); }
  /// Moves bytes as `poll` said. Gives what the preparation came to when it has ended.
  std::optional<GroupReady> progress(const pollfd* entries);

  /// When ready: a worker for the job that `takeJob` gives next. Nothing when the fork server takes no requests.
  std::optional<PipeEnds> requestWorker() { return server_->requestWorker(); }
  std::size_t takeJob() { return jobs_[taken_++]; }

  /// One more worker has ended. False when too many of the first could not use the common headers (`served`): it is
  /// then better not to go on.
  bool count(bool served);

  /// Ends the fork server; gives the jobs that were not taken.
  std::vector<std::size_t> close(Reaper& reaper);

 private:
  State state_ = State::waiting;
  std::vector<std::size_t> jobs_;
  std::size_t taken_ = 0;
  std::size_t ended_ = 0;
  std::size_t unserved_ = 0;
  std::optional<ForkServer> server_;
  Clock::time_point deadline_;
  std::chrono::milliseconds timeout_{};
};

}  // namespace dramaturg
