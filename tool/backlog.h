// What a run has still to do, and in which order: common headers first, so that the units behind them can follow; what
// is single fills the gaps.
#pragma once

#include "tool/shared_group.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace dramaturg {

class Backlog {
 public:
  /// Without `share` every job is single.
  Backlog(std::span<const Job> jobs, bool share);

  /// The largest group that waits. Fork servers hold memory: nothing when there are `most` of them.
  SharedGroup* nextToPrepare(std::size_t most);
  /// The group with jobs left that needs its fork server the least long.
  SharedGroup* nextReady();
  /// A job to be done by itself.
  std::optional<std::size_t> takeSingle();

  /// The job is to be done again, by itself.
  void again(std::size_t job) { singles_.push_front(job); }
  /// Ends the group's fork server. What is left of the group is single from here on.
  void dissolve(SharedGroup& group, Reaper& reaper);

  /// They stay where they are; the largest first.
  std::span<const SharedGroup> groups() const { return groups_; }

 private:
  std::vector<SharedGroup> groups_;
  std::deque<std::size_t> singles_;
};

}  // namespace dramaturg
