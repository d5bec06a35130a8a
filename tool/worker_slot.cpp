#include "tool/worker_slot.h"

#include "facts/binary.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace dramaturg {
namespace {

/// A fork server only forks; one that takes longer hangs.
constexpr std::chrono::milliseconds kForkTimeout{10'000};

}  // namespace

void WorkerSlot::start(std::size_t index, const Job& job) {
  worker_ = std::make_unique<Worker>(WorkerProcess(options_.worker, options_.memoryMiB));
  begin(index, job, options_.unitTimeout);
}

void WorkerSlot::start(std::size_t index, const Job& job, PipeEnds ends) {
  worker_ = std::make_unique<Worker>(WorkerProcess(std::move(ends)));
  worker_->forked = true;
  begin(index, job, std::min(options_.unitTimeout, kForkTimeout));
}

void WorkerSlot::begin(std::size_t index, const Job& job, std::chrono::milliseconds time) {
  job_ = index;
  deadline_ = Clock::now() + time;
  worker_->exchange.ask(toBinary(job));
}

std::optional<Attempt> WorkerSlot::progress(const pollfd* entries) {
  worker_->exchange.move(entries);
  auto state = worker_->exchange.next();
  if (state == Exchange::State::answered && awaitsWorker()) {
    if (!takeBirth()) return fail("the fork server's worker is no process of ours");
    state = worker_->exchange.next();
  }
  switch (state) {
    case Exchange::State::waiting:
      return Clock::now() < deadline_ ? std::nullopt : std::optional(timeOut());
    case Exchange::State::answered:
      return answered();
    case Exchange::State::damaged:
      return damaged(worker_->exchange.payload());
    case Exchange::State::closed:
      break;
  }
  return died();
}

/// The first that a forked worker says is its process id. Its time counts from there.
bool WorkerSlot::takeBirth() {
  const std::string& text = worker_->exchange.payload();
  pid_t pid = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), pid);
  deadline_ = Clock::now() + options_.unitTimeout;
  return error == std::errc() && end == text.data() + text.size() && worker_->process.adopt(pid);
}

Attempt WorkerSlot::timeOut() {
  if (awaitsWorker()) return fail("the fork server gave no worker in time");
  return end(Attempt::Fate::failed, {.facts = std::nullopt, .error = describeTimeout(options_.unitTimeout)});
}

Attempt WorkerSlot::answered() {
  auto outcome = fromBinary<Outcome>(worker_->exchange.payload());
  if (!outcome) return damaged(outcome.error);
  return end(Attempt::Fate::answered, std::move(*outcome.value));
}

Attempt WorkerSlot::damaged(const std::string& how) { return fail("the worker's answer is damaged: " + how); }

Attempt WorkerSlot::died() {
  if (awaitsWorker()) return fail("the fork server gave no worker");
  const int status = worker_->process.end();
  return fail(describeDeath("the worker", status, worker_->exchange.complaints(), options_.memoryMiB));
}

Attempt WorkerSlot::fail(std::string reason) {
  const auto fate = awaitsWorker()    ? Attempt::Fate::unborn
                    : worker_->forked ? Attempt::Fate::failedInGroup
                                      : Attempt::Fate::failed;
  return end(fate, {.facts = std::nullopt, .error = std::move(reason)});
}

Attempt WorkerSlot::end(Attempt::Fate fate, Outcome outcome) {
  Attempt attempt{*std::exchange(job_, std::nullopt), fate, std::move(outcome)};
  worker_->process.retire(reaper_);
  worker_.reset();
  return attempt;
}

}  // namespace dramaturg
