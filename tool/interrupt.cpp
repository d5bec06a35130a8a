#include "tool/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace dramaturg {
namespace {

// Signal handlers have no context: what they touch is static.
std::atomic<bool> received = false;
int wakeUp[2] = {-1, -1};

void remember(int) {
  received = true;
  const char byte = 0;
  [[maybe_unused]] const auto n = ::write(wakeUp[1], &byte, 1);
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // a second signal takes the default action
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  received = false;
  if (::pipe2(wakeUp, O_CLOEXEC | O_NONBLOCK) != 0) wakeUp[0] = wakeUp[1] = -1;
  ::signal(SIGPIPE, SIG_IGN);
  handle(SIGINT, remember);
  handle(SIGTERM, remember);
}

InterruptGuard::~InterruptGuard() {
  handle(SIGINT, SIG_DFL);
  handle(SIGTERM, SIG_DFL);
  ::close(wakeUp[0]);
  ::close(wakeUp[1]);
}

bool InterruptGuard::interrupted() const { return received; }
int InterruptGuard::descriptor() const { return wakeUp[0]; }

}  // namespace dramaturg
