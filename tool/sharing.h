// Which units can share the parse of their common headers.
#pragma once

#include "facts/job.h"

#include <cstddef>
#include <span>
#include <vector>

namespace dramaturg {

/// Fewer than that gain nothing: parsing the common headers takes as long as parsing one unit.
inline constexpr std::size_t kSmallestGroup = 3;
/// In more than that the headers in common get few, and several groups can be prepared at once.
inline constexpr std::size_t kLargestGroup = 256;

/// Each job is in one group or single.
struct SharingPlan {
  std::vector<std::vector<std::size_t>> groups;  ///< indices, in the order of paths; the largest group first
  std::vector<std::size_t> singles;              ///< in the order of the jobs
};

/// Jobs whose commands are alike but for the source and for what is written go together: what they read alike, they
/// understand alike. Looks at nothing but the jobs.
SharingPlan groupUnits(std::span<const Job> jobs);

}  // namespace dramaturg
