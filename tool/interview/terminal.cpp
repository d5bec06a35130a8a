#include "tool/interview/terminal.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>

namespace dramaturg {
namespace {

// Signal handlers have no context: what they touch is static.
std::atomic<bool> ended = false;
std::atomic<bool> resized = false;
termios before{};
termios raw{};

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
struct sigaction previous[std::size(kSignals)];

void use(const termios& mode) { ::tcsetattr(STDIN_FILENO, TCSANOW, &mode); }

void remember(int signal) {
  const int error = errno;
  if (signal == SIGWINCH) {
    resized = true;
  } else if (signal == SIGTSTP) {
    use(before);
    ::raise(SIGSTOP);
  } else if (signal == SIGCONT) {
    use(raw);
    resized = true;  // what was on the screen has scrolled
  } else {
    ended = true;
  }
  errno = error;
}

constexpr int kNothing = -1;  ///< no byte in time
constexpr int kEnd = -2;
constexpr int kSignal = -3;
constexpr int kEscapeMs = 50;  ///< what follows an escape this closely belongs to it
constexpr int kForEver = -1;

}  // namespace

RawTerminal::RawTerminal() {
  ended = resized = false;
  ::tcgetattr(STDIN_FILENO, &before);
  raw = before;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  struct sigaction action{};
  action.sa_handler = remember;  // no SA_RESTART: a signal wakes the wait for a key
  for (std::size_t i = 0; i < std::size(kSignals); ++i) ::sigaction(kSignals[i], &action, &previous[i]);
  use(raw);
}

RawTerminal::~RawTerminal() {
  use(before);
  for (std::size_t i = 0; i < std::size(kSignals); ++i) ::sigaction(kSignals[i], &previous[i], nullptr);
}

int RawTerminal::byte(int milliseconds) {
  for (;;) {
    if (ended || resized) return kSignal;
    pollfd input{STDIN_FILENO, POLLIN, 0};
    const int ready = ::poll(&input, 1, milliseconds);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return kNothing;
    unsigned char c = 0;
    const ssize_t n = ready < 0 ? 0 : ::read(STDIN_FILENO, &c, 1);
    if (n < 0 && errno == EINTR) continue;
    return n == 1 ? c : kEnd;
  }
}

/// Arrow keys are `ESC [ A` or `ESC O A`; what else starts so is read to its end and means nothing.
Key RawTerminal::escape() {
  const int first = byte(kEscapeMs);
  if (first != '[' && first != 'O') return {Key::Kind::other};
  int last = byte(kEscapeMs);
  while (last >= 0 && last < '@') last = byte(kEscapeMs);
  if (last == 'A') return {Key::Kind::up};
  if (last == 'B') return {Key::Kind::down};
  return {Key::Kind::other};
}

Key RawTerminal::read() {
  const int c = byte(kForEver);
  if (c == kSignal) {
    if (ended) return {Key::Kind::interrupt};
    resized = false;
    return {Key::Kind::resized};
  }
  if (c == kEnd || c == 4) return {Key::Kind::end};  // 4: Ctrl-D
  if (c == '\n' || c == '\r') return {Key::Kind::enter};
  if (c == 127 || c == 8) return {Key::Kind::backspace};
  if (c == 27) return escape();
  if (c < ' ') return {Key::Kind::other};
  std::string text(1, static_cast<char>(c));
  for (int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : c >= 0xc0 ? 1 : 0; more > 0; --more)
    if (const int next = byte(kEscapeMs); next >= 0) text += static_cast<char>(next);
  return {Key::Kind::text, text};
}

}  // namespace dramaturg
