// Runs jobs on worker processes: one job at a time in each, answers in the order of the questions.
//
// A worker may crash, hang, run out of memory or talk nonsense: that costs the one job, whose outcome then says what
// happened, and the worker is replaced. A job that ends a worker which had already done others is tried once more in a
// fresh one, because the fault may lie with what came before.
#pragma once

#include "facts/job.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

namespace dramaturg {

struct PoolOptions {
  std::string worker;  ///< the program, absolute
  unsigned workers = 1;
  std::chrono::milliseconds unitTimeout{120'000};
  std::uint64_t memoryMiB = 4096;  ///< address space of one worker; 0: no limit
};

/// Called once per job, as it ends, in no fixed order, with its index. By the thread that called `runJobs`.
using JobDone = std::function<void(std::size_t index, Outcome outcome)>;

/// False when it was interrupted (SIGINT, SIGTERM): all workers are gone, some jobs were never done. Throws `Failure`
/// when the system has no more processes or descriptors.
bool runJobs(std::span<const Job> jobs, const PoolOptions& options, const JobDone& done);

}  // namespace dramaturg
