#include "tool/worker_process.h"

#include "tool/exit_code.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace dramaturg {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

void limit(int resource, rlim_t value) {
  const rlimit both{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

/// The child between fork and exec: only what is safe there.
[[noreturn]] void becomeWorker(const char* program, std::uint64_t memoryMiB, int in, int out, int err, pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);  // the parent died before it was asked for
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::signal(SIGPIPE, SIG_DFL);
  limit(RLIMIT_CORE, 0);
  // Sanitizers reserve terabytes of addresses that they never use.
  if (memoryMiB > 0 && !kSanitized) limit(RLIMIT_AS, memoryMiB << 20);
  char* const arguments[] = {const_cast<char*>(program), nullptr};
  ::execv(program, arguments);
  const char* reason = std::strerror(errno);
  [[maybe_unused]] auto n = ::write(STDERR_FILENO, reason, std::strlen(reason));
  ::_exit(127);
}

struct Pipe {
  int read = -1;
  int write = -1;
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
      throw Failure(ExitCode::internal, std::string("cannot make a pipe to a worker: ") + std::strerror(errno));
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    if (read >= 0) ::close(read);
    if (write >= 0) ::close(write);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
};

int takeNonBlocking(int& end) {
  ::fcntl(end, F_SETFL, O_NONBLOCK);
  return std::exchange(end, -1);
}

}  // namespace

std::string describeExit(int waitStatus) {
  if (!WIFSIGNALED(waitStatus)) return "ended with exit code " + std::to_string(WEXITSTATUS(waitStatus));
  std::string name = ::strsignal(WTERMSIG(waitStatus));
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (WTERMSIG(waitStatus) == SIGKILL) return "was killed (the system may have been short of memory)";
  return "crashed (" + name + ')';
}

WorkerProcess::WorkerProcess(const std::string& program, std::uint64_t memoryMiB) {
  Pipe in, out, err;
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw Failure(ExitCode::internal, std::string("cannot start a worker: ") + std::strerror(errno));
  if (pid_ == 0) becomeWorker(program.c_str(), memoryMiB, in.read, out.write, err.write, parent);
  ::setpgid(pid_, pid_);  // both sides do it, so that it holds whoever runs first
  in_ = takeNonBlocking(in.write);
  out_ = takeNonBlocking(out.read);
  err_ = takeNonBlocking(err.read);
}

WorkerProcess::~WorkerProcess() {
  end();
  for (const int descriptor : {in_, out_, err_}) ::close(descriptor);
}

int WorkerProcess::end() {
  if (status_) return *status_;
  // A process that has ended keeps the status that it ended with; the kill then only reaches what it left behind.
  ::kill(-pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) continue;
  status_ = status;
  return status;
}

}  // namespace dramaturg
