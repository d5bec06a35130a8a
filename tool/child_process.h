// A process that works for us, in a process group of its own, and how it ends.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dramaturg {

/// How a process ended, in words: `crashed (segmentation fault)`, `ended with exit code 1`.
std::string describeExit(int waitStatus);

/// The same of a process that we did not want to end, with what it complained of last. `who` is as in `the worker`.
std::string describeDeath(const std::string& who, int waitStatus, const std::string& complaints,
                          std::uint64_t memoryMiB);

/// The same of one that we ended because its time was up.
std::string describeTimeout(std::chrono::milliseconds time);

/// Runs in a process group of its own (so that a Ctrl-C reaches it through us, and what it forks dies with it), with
/// limited memory and without core dumps. Killed with its group on destruction.
class ChildProcess {
 public:
  struct Streams {
    int in = -1;
    int out = -1;
    int err = -1;
  };

  /// `argument` may be null; `memoryMiB` 0: no limit. Throws `Failure` when the system gives no process; a program
  /// that cannot be executed ends at once, with the reason on its standard error.
  static ChildProcess start(const std::string& program, const char* argument, std::uint64_t memoryMiB,
                            const Streams& streams);
  /// A child of ours that another one forked for us. Nothing when there is no such child.
  static std::optional<ChildProcess> adopt(pid_t pid);

  ~ChildProcess() { end(); }
  ChildProcess(ChildProcess&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)), status_(std::exchange(other.status_, std::nullopt)) {}
  ChildProcess& operator=(ChildProcess&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(status_, other.status_);
    return *this;
  }

  /// Kills it if it still runs and gives the status that it ended with.
  int end();

  void kill();
  /// After `kill`: whether nothing is left of it or its group. Does not wait.
  bool gone() { return pid_ < 0 || collect(/*wait=*/false); }

 private:
  explicit ChildProcess(pid_t pid) : pid_(pid) {}
  bool collect(bool wait);

  pid_t pid_ = -1;
  std::optional<int> status_;
};

/// Takes processes that are done with. It kills them, but does not wait until the system has taken them apart: with
/// much memory that takes as long as a small unit.
class Reaper {
 public:
  void take(ChildProcess process) {
    process.kill();
    ending_.push_back(std::move(process));
  }
  void collect() {
    std::erase_if(ending_, [](ChildProcess& process) { return process.gone(); });
  }

 private:
  std::vector<ChildProcess> ending_;
};

}  // namespace dramaturg
