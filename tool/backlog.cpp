#include "tool/backlog.h"

#include "tool/sharing.h"

#include <algorithm>
#include <utility>

namespace dramaturg {

Backlog::Backlog(std::span<const Job> jobs, bool share) {
  if (!share) {
    for (std::size_t i = 0; i < jobs.size(); ++i) singles_.push_back(i);
    return;
  }
  SharingPlan plan = groupUnits(jobs);
  singles_.assign(plan.singles.begin(), plan.singles.end());
  for (auto& group : plan.groups) groups_.emplace_back(std::move(group));
}

SharedGroup* Backlog::nextToPrepare(std::size_t most) {
  const auto servers = std::count_if(groups_.begin(), groups_.end(), [](const auto& g) { return g.hasServer(); });
  if (static_cast<std::size_t>(servers) >= most) return nullptr;
  const auto found = std::find_if(groups_.begin(), groups_.end(),
                                  [](const auto& g) { return g.state() == SharedGroup::State::waiting; });
  return found == groups_.end() ? nullptr : &*found;
}

SharedGroup* Backlog::nextReady() {
  SharedGroup* next = nullptr;
  for (SharedGroup& group : groups_) {
    if (group.state() != SharedGroup::State::ready || group.jobsLeft() == 0) continue;
    if (!next || group.jobsLeft() < next->jobsLeft()) next = &group;
  }
  return next;
}

std::optional<std::size_t> Backlog::takeSingle() {
  if (singles_.empty()) return std::nullopt;
  const std::size_t job = singles_.front();
  singles_.pop_front();
  return job;
}

void Backlog::dissolve(SharedGroup& group, Reaper& reaper) {
  for (const std::size_t job : group.close(reaper)) singles_.push_back(job);
}

}  // namespace dramaturg
