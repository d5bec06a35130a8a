// Frames over descriptors that block, and descriptors over sockets.
#pragma once

#include "facts/wire.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace dramaturg {

/// Standard input, output and error of a process to be.
using StandardDescriptors = std::array<int, 3>;

bool writeAll(int to, std::string_view bytes);

/// Frames as they come; it may read ahead.
class FrameReader {
 public:
  explicit FrameReader(int from) : from_(from) {}

  /// Nothing at the end of the stream, or when it is damaged.
  std::optional<std::string> next();
  /// Whether the stream ended where it should not.
  bool broken() const { return !frames_.error().empty() || frames_.inFrame(); }

 private:
  int from_;
  FrameDecoder frames_;
};

/// What the other end of a socket sends along with one byte; nothing at its end.
std::optional<StandardDescriptors> receiveDescriptors(int socket);

}  // namespace dramaturg
