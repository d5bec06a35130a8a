#include "tool/shared_group.h"

#include <utility>

namespace dramaturg {
namespace {

/// A group is on trial until so many of its workers have ended, and fails with more than half of them.
constexpr std::size_t kTrial = 8;

}  // namespace

void SharedGroup::prepare(const PoolOptions& options, std::span<const Job> all) {
  Group group;
  for (const std::size_t index : jobs_) group.jobs.push_back(all[index]);
  server_.emplace(options.worker, options.memoryMiB, group);
  timeout_ = options.unitTimeout;
  deadline_ = Clock::now() + timeout_;
  state_ = State::preparing;
}

std::optional<GroupReady> SharedGroup::progress(const pollfd* entries) {
  auto ready = server_->progress(entries);
  if (!ready && Clock::now() >= deadline_)
    ready = {.shared = false, .reason = "the fork server " + describeTimeout(timeout_)};
  if (ready && ready->shared) state_ = State::ready;
  return ready;
}

bool SharedGroup::count(bool served) {
  ++ended_;
  unserved_ += !served;
  return ended_ > kTrial || unserved_ * 2 <= kTrial;
}

std::vector<std::size_t> SharedGroup::close(Reaper& reaper) {
  if (server_) server_->retire(reaper);
  server_.reset();
  state_ = State::spent;
  const auto left = jobs_.begin() + static_cast<std::ptrdiff_t>(std::exchange(taken_, jobs_.size()));
  return {left, jobs_.end()};
}

}  // namespace dramaturg
