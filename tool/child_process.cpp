#include "tool/child_process.h"

#include "tool/exit_code.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

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
[[noreturn]] void become(const char* program, const char* argument, std::uint64_t memoryMiB,
                         const ChildProcess::Streams& streams, pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);  // the parent died before it was asked for
  ::dup2(streams.in, STDIN_FILENO);
  ::dup2(streams.out, STDOUT_FILENO);
  ::dup2(streams.err, STDERR_FILENO);
  ::signal(SIGPIPE, SIG_DFL);
  limit(RLIMIT_CORE, 0);
  // Sanitizers reserve terabytes of addresses that they never use.
  if (memoryMiB > 0 && !kSanitized) limit(RLIMIT_AS, memoryMiB << 20);
  char* const arguments[] = {const_cast<char*>(program), const_cast<char*>(argument), nullptr};
  ::execv(program, arguments);
  const char* reason = std::strerror(errno);
  [[maybe_unused]] auto n = ::write(STDERR_FILENO, reason, std::strlen(reason));
  ::_exit(127);
}

pid_t waitFor(pid_t which, int& status, bool wait) {
  for (;;) {
    const pid_t pid = ::waitpid(which, &status, wait ? 0 : WNOHANG);
    if (pid >= 0 || errno != EINTR) return pid;
  }
}

std::string lastLine(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  const std::size_t start = text.rfind('\n');
  if (start != std::string_view::npos) text.remove_prefix(start + 1);
  return std::string(text.substr(0, 200));
}

bool speaksOfMemory(const std::string& complaints) {
  for (const char* sign : {"out of memory", "bad_alloc", "Cannot allocate memory"})
    if (complaints.find(sign) != std::string::npos) return true;
  return false;
}

}  // namespace

std::string describeExit(int waitStatus) {
  if (!WIFSIGNALED(waitStatus)) return "ended with exit code " + std::to_string(WEXITSTATUS(waitStatus));
  std::string name = ::strsignal(WTERMSIG(waitStatus));
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (WTERMSIG(waitStatus) == SIGKILL) return "was killed (the system may have been short of memory)";
  return "crashed (" + name + ')';
}

std::string describeDeath(const std::string& who, int waitStatus, const std::string& complaints,
                          std::uint64_t memoryMiB) {
  if (speaksOfMemory(complaints))
    return "ran out of memory (`--memory-limit` allows more than " + std::to_string(memoryMiB) + " MiB)";
  std::string reason = who + ' ' + describeExit(waitStatus);
  if (const std::string last = lastLine(complaints); !last.empty()) reason += ": " + last;
  return reason;
}

std::string describeTimeout(std::chrono::milliseconds time) {
  return "timed out after " + std::to_string(time.count() / 1000) + " s (`--timeout` allows more)";
}

ChildProcess ChildProcess::start(const std::string& program, const char* argument, std::uint64_t memoryMiB,
                                 const Streams& streams) {
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) throw Failure(ExitCode::internal, std::string("cannot start a worker: ") + std::strerror(errno));
  if (pid == 0) become(program.c_str(), argument, memoryMiB, streams, parent);
  ::setpgid(pid, pid);  // both sides do it, so that it holds whoever runs first
  return ChildProcess(pid);
}

std::optional<ChildProcess> ChildProcess::adopt(pid_t pid) {
  siginfo_t ignored{};
  if (pid <= 1 || ::waitid(P_PID, static_cast<id_t>(pid), &ignored, WEXITED | WNOHANG | WNOWAIT) != 0)
    return std::nullopt;
  ::setpgid(pid, pid);
  return ChildProcess(pid);
}

int ChildProcess::end() {
  if (pid_ < 0) return status_.value_or(0);
  kill();
  collect(/*wait=*/true);
  return status_.value_or(0);
}

void ChildProcess::kill() {
  // A process that has ended keeps the status that it ended with; the kill then only reaches what it left behind.
  if (pid_ > 0 && ::kill(-pid_, SIGKILL) != 0 && !status_) ::kill(pid_, SIGKILL);
}

bool ChildProcess::collect(bool wait) {
  int status = 0;
  if (!status_) {
    const pid_t pid = waitFor(pid_, status, wait);
    if (pid == 0) return false;
    status_ = pid > 0 ? status : 0;
  }
  // Whom it forked for us without our ever hearing of them is still in its group.
  pid_t other = 1;
  while (other > 0) other = waitFor(-pid_, status, wait);
  if (other == 0) return false;
  pid_ = -1;
  return true;
}

}  // namespace dramaturg
