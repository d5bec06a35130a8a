// Frames to another process and back, without waiting for it: who calls waits with `poll` for all its processes.
#pragma once

#include "facts/wire.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

struct pollfd;

namespace dramaturg {

class Exchange {
 public:
  static constexpr std::size_t kEntries = 3;

  /// Descriptors of somebody else, who keeps them open; none of them may block.
  Exchange(int to, int from, int errors) : to_(to), from_(from), errors_(errors) {}

  /// Begins to send a frame. Only when the last one is answered; complaints are counted from here.
  void ask(std::string_view payload);

  /// What to wait for: `kEntries` entries, some of them switched off.
  void watch(pollfd* entries) const;
  /// Moves bytes as `poll` said.
  void move(const pollfd* entries);

  enum class State : std::uint8_t {
    waiting,
    answered,  ///< `payload()` is the next frame
    damaged,   ///< `payload()` says how; the stream has lost its rhythm
    closed,    ///< the other side has gone
  };
  State next();
  const std::string& payload() const { return payload_; }

  /// The end of what it wrote to its standard error so far.
  const std::string& complaints();

 private:
  void send();

  int to_;
  int from_;
  int errors_;
  std::string outbox_;
  std::size_t sent_ = 0;
  FrameDecoder inbox_;
  bool open_ = true;
  bool complains_ = true;  ///< its standard error is open
  std::string payload_;
  std::string complaints_;
};

}  // namespace dramaturg
