#include "facts/wire.h"

#include <cstdint>
#include <stdexcept>

namespace dramaturg {
namespace {

constexpr std::size_t kHeader = 4;

std::size_t readLength(std::string_view header) {
  std::size_t length = 0;
  for (std::size_t i = kHeader; i-- > 0;) length = length << 8 | static_cast<std::uint8_t>(header[i]);
  return length;
}

}  // namespace

std::string encodeFrame(std::string_view payload) {
  if (payload.size() > kMaxFrame) throw std::length_error("frame of " + std::to_string(payload.size()) + " bytes");
  std::string frame;
  frame.reserve(kHeader + payload.size());
  for (std::size_t i = 0; i < kHeader; ++i) frame += static_cast<char>(payload.size() >> (8 * i) & 0xff);
  return frame.append(payload);
}

void FrameDecoder::feed(std::string_view bytes) {
  if (!error_.empty()) return;
  buffer_.erase(0, taken_);
  taken_ = 0;
  buffer_.append(bytes);
}

std::optional<std::string> FrameDecoder::next() {
  const std::string_view rest = std::string_view(buffer_).substr(taken_);
  if (!error_.empty() || rest.size() < kHeader) return std::nullopt;
  const std::size_t length = readLength(rest);
  if (length > maxFrame_) {
    error_ = "a frame claims " + std::to_string(length) + " bytes, more than the limit of " + std::to_string(maxFrame_);
    return std::nullopt;
  }
  if (rest.size() - kHeader < length) return std::nullopt;
  taken_ += kHeader + length;
  return std::string(rest.substr(kHeader, length));
}

}  // namespace dramaturg
