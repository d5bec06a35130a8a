#include "extract/descriptors.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace dramaturg {
namespace {

/// What there is, up to `size`; empty at the end.
std::string_view readSome(int from, char* buffer, std::size_t size) {
  ssize_t got = 0;
  do got = ::read(from, buffer, size);
  while (got < 0 && errno == EINTR);
  return {buffer, got > 0 ? static_cast<std::size_t>(got) : 0};
}

}  // namespace

bool writeAll(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(to, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::optional<std::string> FrameReader::next() {
  std::array<char, 1 << 16> buffer{};
  while (frames_.error().empty()) {
    if (auto frame = frames_.next()) return frame;
    const std::string_view bytes = readSome(from_, buffer.data(), buffer.size());
    if (bytes.empty()) return std::nullopt;
    frames_.feed(bytes);
  }
  return std::nullopt;
}

std::optional<StandardDescriptors> receiveDescriptors(int socket) {
  char byte = 0;
  iovec data{&byte, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(StandardDescriptors))> control{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  ssize_t got = 0;
  do got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (got < 0 && errno == EINTR);
  const cmsghdr* header = got > 0 ? CMSG_FIRSTHDR(&message) : nullptr;
  if (!header || header->cmsg_type != SCM_RIGHTS || header->cmsg_len != CMSG_LEN(sizeof(StandardDescriptors)))
    return std::nullopt;
  StandardDescriptors descriptors{};
  std::memcpy(descriptors.data(), CMSG_DATA(header), sizeof descriptors);
  return descriptors;
}

}  // namespace dramaturg
