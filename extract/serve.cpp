#include "extract/serve.h"

#include "extract/extract.h"
#include "facts/binary.h"
#include "facts/wire.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <span>
#include <string_view>

namespace dramaturg {
namespace {

/// What a descriptor has now; empty at its end.
std::string_view readSome(int from, std::span<char> buffer) {
  ssize_t got;
  do got = ::read(from, buffer.data(), buffer.size());
  while (got < 0 && errno == EINTR);
  return {buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
}

bool writeAll(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(to, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Outcome answer(std::string_view bytes, const std::string& resourceDir) {
  const Decoded<Job> job = fromBinary<Job>(bytes);
  if (job) return extractUnit(*job.value, resourceDir);
  Outcome failed;
  failed.error = job.error;
  return failed;
}

}  // namespace

bool serve(int in, int out, const std::string& resourceDir) {
  FrameDecoder frames;
  std::array<char, 1 << 16> buffer{};
  while (frames.error().empty()) {
    while (const auto frame = frames.next())
      if (!writeAll(out, encodeFrame(toBinary(answer(*frame, resourceDir))))) return false;
    const std::string_view bytes = readSome(in, buffer);
    if (bytes.empty()) return !frames.inFrame();
    frames.feed(bytes);
  }
  return false;
}

}  // namespace dramaturg
