// Runs jobs on worker processes: one for each job, since ending a process is a quicker way to free what a parse has
// made than taking it apart. Jobs that are alike share the parse of their common headers: a fork server does it once
// and forks a worker for each.
//
// A worker may crash, hang, run out of memory or talk nonsense: that costs the one job, whose outcome then says what
// happened. A job that ends a forked worker is tried once more by itself, because the fault may lie in what it shares.
// A fork server that fails costs nothing but time: its jobs are then done as if they were alike to none.
#pragma once

#include "facts/job.h"
#include "tool/run_log.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace dramaturg {

struct PoolOptions {
  std::string worker;    ///< the program, absolute
  unsigned workers = 1;  ///< processes that are busy at once, those that parse common headers among them
  std::chrono::milliseconds unitTimeout{120'000};
  std::uint64_t memoryMiB = 4096;  ///< address space of one worker; 0: no limit
  bool share = true;               ///< false: each job parses all its headers by itself
};

/// Called once per job, as it ends, in no fixed order, with its index. By the thread that called `runJobs`.
using JobDone = std::function<void(std::size_t index, Outcome outcome)>;

/// False when it was interrupted (SIGINT, SIGTERM): all workers are gone, some jobs were never done. Throws `Failure`
/// when the system has no more processes or descriptors. `log` may be null.
bool runJobs(std::span<const Job> jobs, const PoolOptions& options, const JobDone& done, RunLog* log = nullptr);

}  // namespace dramaturg
