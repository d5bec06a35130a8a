// One worker process and the three pipes to it.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>

namespace dramaturg {

/// How a process ended, in words: `crashed (segmentation fault)`, `ended with exit code 1`.
std::string describeExit(int waitStatus);

/// Runs in a process group of its own (so that a Ctrl-C reaches it through us, and what it forks dies with it), with
/// limited memory and without core dumps. Killed with its group on destruction.
class WorkerProcess {
 public:
  /// `memoryMiB` 0: no limit. Throws `Failure` when the system gives no pipe or process; a program that cannot be
  /// executed ends at once, with the reason on its standard error.
  WorkerProcess(const std::string& program, std::uint64_t memoryMiB);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  // Our ends of the pipes; none of them blocks.
  int input() const { return in_; }
  int output() const { return out_; }
  int errors() const { return err_; }

  /// Kills it if it still runs and gives the status that it ended with.
  int end();

 private:
  pid_t pid_ = -1;
  int in_ = -1;
  int out_ = -1;
  int err_ = -1;
  std::optional<int> status_;
};

}  // namespace dramaturg
