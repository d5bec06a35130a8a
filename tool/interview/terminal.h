// The keyboard of a terminal, one key at a time.
#pragma once

#include <termios.h>
#include <string>

namespace dramaturg {

struct Key {
  enum class Kind { text, enter, up, down, backspace, interrupt, end, resized, other };
  Kind kind = Kind::other;
  std::string text = {};  ///< one character, UTF-8
};

/// While it lives, keys come as they are pressed and are not echoed. The terminal is as it was when this ends, when the
/// process is told to end, and while it is stopped (Ctrl-Z). One at a time.
class RawTerminal {
 public:
  RawTerminal();
  ~RawTerminal();
  RawTerminal(const RawTerminal&) = delete;
  RawTerminal& operator=(const RawTerminal&) = delete;

  /// Waits for the next key. SIGINT, SIGTERM and SIGHUP come as `interrupt`, a new size of the window as `resized`.
  Key read();

 private:
  int byte(int milliseconds);
  Key escape();
};

}  // namespace dramaturg
