#include "tool/worker_slot.h"

#include "facts/binary.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace dramaturg {
namespace {

constexpr std::size_t kComplaints = 8192;

/// Reads what is there without waiting. False at the end of the stream.
bool drain(int descriptor, std::string& into) {
  char buffer[65536];
  for (;;) {
    const ssize_t n = ::read(descriptor, buffer, sizeof buffer);
    if (n > 0) into.append(buffer, static_cast<std::size_t>(n));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno == EAGAIN;
    if (n == 0) return false;
  }
}

std::string lastLine(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  const std::size_t start = text.rfind('\n');
  if (start != std::string_view::npos) text.remove_prefix(start + 1);
  return std::string(text.substr(0, 200));
}

bool speaksOfMemory(const std::string& complaints) {
  for (const char* sign : {"out of memory", "bad_alloc", "Cannot allocate memory"})
    if (complaints.find(sign) != std::string::npos) return true;
  return false;
}

}  // namespace

void WorkerSlot::start(std::size_t index, const Job& job) {
  if (!process_) {
    process_ = std::make_unique<WorkerProcess>(options_.worker, options_.memoryMiB);
    inbox_ = FrameDecoder();
    done_ = 0;
  }
  job_ = index;
  deadline_ = Clock::now() + options_.unitTimeout;
  outbox_ = encodeFrame(toBinary(job));
  sent_ = 0;
  complaints_.clear();
  sendMore();
}

void WorkerSlot::watch(pollfd* entries) const {
  const bool busy = !idle();
  entries[0] = {busy && sent_ < outbox_.size() ? process_->input() : -1, POLLOUT, 0};
  entries[1] = {busy ? process_->output() : -1, POLLIN, 0};
  entries[2] = {busy ? process_->errors() : -1, POLLIN, 0};
}

std::optional<Outcome> WorkerSlot::progress(const pollfd* entries) {
  if (idle()) return std::nullopt;
  if (entries[0].revents) sendMore();
  if (entries[2].revents) listenMore();
  if (!entries[1].revents) return std::nullopt;
  const bool open = receiveMore();
  if (auto outcome = answered()) return outcome;
  if (!open) return died();
  return std::nullopt;
}

Outcome WorkerSlot::timeOut() {
  return fail("timed out after " + std::to_string(options_.unitTimeout.count() / 1000) +
              " s (`--timeout` allows more)");
}

void WorkerSlot::sendMore() {
  while (sent_ < outbox_.size()) {
    const ssize_t n = ::write(process_->input(), outbox_.data() + sent_, outbox_.size() - sent_);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    // A worker that reads no more is about to be found dead at the other end.
    sent_ = n < 0 ? outbox_.size() : sent_ + static_cast<std::size_t>(n);
  }
}

bool WorkerSlot::receiveMore() {
  std::string bytes;
  const bool open = drain(process_->output(), bytes);
  inbox_.feed(bytes);
  return open;
}

void WorkerSlot::listenMore() {
  drain(process_->errors(), complaints_);
  if (complaints_.size() > kComplaints) complaints_.erase(0, complaints_.size() - kComplaints);
}

std::optional<Outcome> WorkerSlot::answered() {
  const auto payload = inbox_.next();
  if (!inbox_.error().empty()) return fail("the worker's answer is damaged: " + inbox_.error());
  if (!payload) return std::nullopt;
  auto outcome = fromBinary<Outcome>(*payload);
  if (!outcome) return fail("the worker's answer is damaged: " + outcome.error);
  ++done_;
  job_.reset();
  diedAfterOthers_ = false;
  return std::move(outcome.value);
}

Outcome WorkerSlot::died() {
  const int status = process_->end();
  listenMore();
  if (speaksOfMemory(complaints_))
    return fail("ran out of memory (`--memory-limit` allows more than " + std::to_string(options_.memoryMiB) + " MiB)");
  std::string reason = "the worker " + describeExit(status);
  if (const std::string last = lastLine(complaints_); !last.empty()) reason += ": " + last;
  return fail(std::move(reason));
}

Outcome WorkerSlot::fail(std::string reason) {
  diedAfterOthers_ = done_ > 0;
  process_.reset();
  job_.reset();
  return {std::nullopt, std::move(reason)};
}

}  // namespace dramaturg
