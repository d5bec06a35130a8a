#include "tests/extract/group_front.h"

#include "extract/descriptors.h"
#include "extract/share.h"
#include "facts/binary.h"
#include "facts/wire.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace dramaturg::test {
namespace {

void require(bool done, const char* what) {
  if (!done) throw std::runtime_error(what);
}

void sendDescriptors(int socket, const StandardDescriptors& descriptors) {
  char byte = 0;
  iovec data{&byte, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(StandardDescriptors))> control{};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(StandardDescriptors));
  std::memcpy(CMSG_DATA(header), descriptors.data(), sizeof descriptors);
  require(::sendmsg(socket, &message, MSG_NOSIGNAL) == 1, "the fork server takes no descriptors");
}

}  // namespace

GroupFront::GroupFront(std::vector<Job> jobs) {
  int ends[2];
  require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0, "no socket");
  socket_ = ends[0];
  server_ = ::fork();
  if (server_ == 0) {
    ::close(ends[0]);
    ::_exit(shareGroup(ends[1], DRAMATURG_CLANG_RESOURCE_DIR) ? 0 : 1);
  }
  ::close(ends[1]);
  writeAll(socket_, encodeFrame(toBinary(Group{std::move(jobs)})));
  const auto frame = FrameReader(socket_).next();
  require(frame.has_value(), "the fork server ended");
  auto ready = fromBinary<GroupReady>(*frame);
  require(ready.value.has_value(), "the fork server talks nonsense");
  ready_ = *ready.value;
}

GroupFront::~GroupFront() {
  ::close(socket_);
  ::waitpid(server_, nullptr, 0);
}

Outcome GroupFront::ask(const Job& job) {
  int in[2], out[2];
  require(::pipe2(in, O_CLOEXEC) == 0 && ::pipe2(out, O_CLOEXEC) == 0, "no pipe");
  sendDescriptors(socket_, {in[0], out[1], STDERR_FILENO});
  ::close(in[0]);
  ::close(out[1]);
  FrameReader frames(out[0]);
  const auto birth = frames.next();
  require(birth.has_value(), "the fork server forks no more");
  const pid_t worker = std::stoi(*birth);
  writeAll(in[1], encodeFrame(toBinary(job)));
  ::close(in[1]);
  const auto frame = frames.next();
  ::close(out[0]);
  int status = 0;
  require(::waitpid(worker, &status, 0) == worker, "the worker is no child of ours");
  require(frame.has_value() && WIFEXITED(status), "the worker gave no answer");
  auto outcome = fromBinary<Outcome>(*frame);
  require(outcome.value.has_value(), "the worker talks nonsense");
  return std::move(*outcome.value);
}

}  // namespace dramaturg::test
