#include "tool/fork_server.h"

#include "facts/binary.h"
#include "tool/exit_code.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dramaturg {
namespace {

GroupReady notShared(std::string reason) { return {.shared = false, .reason = std::move(reason)}; }

/// One byte with the three descriptors. False when the socket does not take it at once.
bool sendEnds(int socket, const PipeEnds& ends) {
  const int numbers[] = {ends.in.get(), ends.out.get(), ends.err.get()};
  char byte = 0;
  iovec content{&byte, 1};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof numbers)] = {};
  msghdr message{};
  message.msg_iov = &content;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof numbers);
  std::memcpy(CMSG_DATA(header), numbers, sizeof numbers);
  for (;;) {
    if (::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == 1) return true;
    if (errno != EINTR) return false;
  }
}

}  // namespace

/// Both ends of a socket and of a pipe.
struct ForkServer::Ends {
  Descriptor ours, theirs;
  Descriptor errors, theirErrors;

  Ends() {
    int pair[2], pipe[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) fail();
    ours = Descriptor(pair[0]);
    theirs = Descriptor(pair[1]);
    if (::pipe2(pipe, O_CLOEXEC) != 0) fail();
    errors = Descriptor(pipe[0]);
    theirErrors = Descriptor(pipe[1]);
    ::fcntl(ours.get(), F_SETFL, O_NONBLOCK);
    ::fcntl(errors.get(), F_SETFL, O_NONBLOCK);
  }

  [[noreturn]] static void fail() {
    throw Failure(ExitCode::internal, std::string("cannot make a socket to a worker: ") + std::strerror(errno));
  }
};

ForkServer::ForkServer(const std::string& program, std::uint64_t memoryMiB, const Group& group)
    : ForkServer(program, memoryMiB, Ends()) {
  exchange_.ask(toBinary(group));
}

ForkServer::ForkServer(const std::string& program, std::uint64_t memoryMiB, Ends ends)
    : memoryMiB_(memoryMiB),
      socket_(std::move(ends.ours)),
      errors_(std::move(ends.errors)),
      // What it prints is a complaint: it answers through the socket.
      process_(ChildProcess::start(program, "--share", memoryMiB,
                                   {ends.theirs.get(), ends.theirErrors.get(), ends.theirErrors.get()})),
      exchange_(socket_.get(), socket_.get(), errors_.get()) {}

std::optional<GroupReady> ForkServer::progress(const pollfd* entries) {
  exchange_.move(entries);
  switch (exchange_.next()) {
    case Exchange::State::waiting:
      return std::nullopt;
    case Exchange::State::answered:
      return received();
    case Exchange::State::damaged:
      return notShared("the fork server's answer is damaged: " + exchange_.payload());
    case Exchange::State::closed:
      break;
  }
  const int status = process_.end();
  return notShared(describeDeath("the fork server", status, exchange_.complaints(), memoryMiB_));
}

std::optional<GroupReady> ForkServer::received() {
  auto ready = fromBinary<GroupReady>(exchange_.payload());
  if (!ready) return notShared("the fork server's answer is damaged: " + ready.error);
  return std::move(ready.value);
}

std::optional<PipeEnds> ForkServer::requestWorker() {
  WorkerPipes pipes = makeWorkerPipes();
  exchange_.complaints();  // lest it wait for somebody to read them
  if (!sendEnds(socket_.get(), pipes.theirs)) return std::nullopt;
  return std::move(pipes.ours);
}

}  // namespace dramaturg
