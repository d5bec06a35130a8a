// When and where each unit of a run was extracted, for people who wonder what takes long. Times are milliseconds since
// the run began.
#pragma once

#include "facts/job.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

/// Of the attempt that gave the outcome.
struct JobRun {
  double start = 0;
  double end = 0;
  std::size_t slot = 0;
  std::optional<std::size_t> group;  ///< whose common headers it used, by its place in `RunLog::groups`
  unsigned retries = 0;              ///< attempts before it
  double lost = 0;                   ///< milliseconds that they took
  std::string retryReason;           ///< why the last of them did not count
};

struct GroupRun {
  std::vector<std::size_t> jobs;  ///< by index
  double start = 0;               ///< of parsing the common headers
  double end = 0;
  std::size_t slot = 0;
  std::uint32_t headers = 0;  ///< files that were parsed for all
  std::string reason;         ///< why some or all of its units were not served by it; else empty
  Effort effort = {};
};

struct RunLog {
  std::vector<JobRun> jobs;  ///< in the order of the jobs
  std::vector<GroupRun> groups;
};

}  // namespace dramaturg
