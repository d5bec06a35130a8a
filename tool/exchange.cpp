#include "tool/exchange.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>

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

}  // namespace

void Exchange::ask(std::string_view payload) {
  outbox_ = encodeFrame(payload);
  sent_ = 0;
  complaints_.clear();
  send();
}

void Exchange::watch(pollfd* entries) const {
  entries[0] = {sent_ < outbox_.size() ? to_ : -1, POLLOUT, 0};
  entries[1] = {open_ ? from_ : -1, POLLIN, 0};
  entries[2] = {complains_ ? errors_ : -1, POLLIN, 0};
}

void Exchange::move(const pollfd* entries) {
  if (entries[0].revents) send();
  if (entries[2].revents) complaints();
  if (!entries[1].revents) return;
  std::string bytes;
  open_ = drain(from_, bytes);
  inbox_.feed(bytes);
}

Exchange::State Exchange::next() {
  auto payload = inbox_.next();
  if (!inbox_.error().empty()) {
    payload_ = inbox_.error();
    return State::damaged;
  }
  if (!payload) return open_ ? State::waiting : State::closed;
  payload_ = std::move(*payload);
  return State::answered;
}

const std::string& Exchange::complaints() {
  complains_ = complains_ && drain(errors_, complaints_);
  if (complaints_.size() > kComplaints) complaints_.erase(0, complaints_.size() - kComplaints);
  return complaints_;
}

void Exchange::send() {
  while (sent_ < outbox_.size()) {
    const ssize_t n = ::write(to_, outbox_.data() + sent_, outbox_.size() - sent_);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno == EAGAIN) return;
    // One that reads no more is about to be found dead at the other end.
    sent_ = n < 0 ? outbox_.size() : sent_ + static_cast<std::size_t>(n);
  }
}

}  // namespace dramaturg
