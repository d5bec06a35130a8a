// Frames: how messages are told apart in a stream of bytes. Four bytes of length, the lowest first, then the payload.
// Over buffers only; who owns the stream does the reading and writing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dramaturg {

/// Larger than the facts of any unit seen by orders of magnitude; what claims more is damaged.
inline constexpr std::size_t kMaxFrame = std::size_t{1} << 30;

/// Throws `std::length_error` for a payload above `kMaxFrame`.
std::string encodeFrame(std::string_view payload);

/// Takes bytes as they come and gives whole payloads in order. After an error it gives nothing more: the stream
/// has lost its rhythm and must be closed.
class FrameDecoder {
 public:
  explicit FrameDecoder(std::size_t maxFrame = kMaxFrame) : maxFrame_(maxFrame) {}

  void feed(std::string_view bytes);
  std::optional<std::string> next();
  /// Empty while all is well.
  const std::string& error() const { return error_; }
  /// Whether part of a frame is waiting for its rest: at the end of a stream it was cut off.
  bool inFrame() const { return taken_ < buffer_.size(); }

 private:
  std::size_t maxFrame_;
  std::string buffer_;
  std::size_t taken_ = 0;  ///< bytes at the front of the buffer that were given out
  std::string error_;
};

}  // namespace dramaturg
