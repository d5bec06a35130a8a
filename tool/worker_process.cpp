#include "tool/worker_process.h"

#include "tool/exit_code.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

namespace dramaturg {
namespace {

void makePipe(Descriptor& read, Descriptor& write) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw Failure(ExitCode::internal, std::string("cannot make a pipe to a worker: ") + std::strerror(errno));
  read = Descriptor(ends[0]);
  write = Descriptor(ends[1]);
}

}  // namespace

WorkerPipes makeWorkerPipes() {
  WorkerPipes pipes;
  makePipe(pipes.theirs.in, pipes.ours.in);
  makePipe(pipes.ours.out, pipes.theirs.out);
  makePipe(pipes.ours.err, pipes.theirs.err);
  for (const Descriptor* end : {&pipes.ours.in, &pipes.ours.out, &pipes.ours.err})
    ::fcntl(end->get(), F_SETFL, O_NONBLOCK);
  return pipes;
}

WorkerProcess::WorkerProcess(const std::string& program, std::uint64_t memoryMiB) {
  WorkerPipes pipes = makeWorkerPipes();
  process_ = ChildProcess::start(program, nullptr, memoryMiB,
                                 {pipes.theirs.in.get(), pipes.theirs.out.get(), pipes.theirs.err.get()});
  ends_ = std::move(pipes.ours);
}

bool WorkerProcess::adopt(pid_t pid) {
  process_ = ChildProcess::adopt(pid);
  return born();
}

void WorkerProcess::retire(Reaper& reaper) {
  if (process_) reaper.take(std::move(*process_));
  process_.reset();
}

}  // namespace dramaturg
