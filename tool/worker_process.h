// One worker process and the three pipes to it.
#pragma once

#include "tool/child_process.h"
#include "tool/descriptor.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dramaturg {

/// One end each of the pipes to a worker's standard input, output and error.
struct PipeEnds {
  Descriptor in;
  Descriptor out;
  Descriptor err;
};

struct WorkerPipes {
  PipeEnds ours;  ///< none of them blocks
  PipeEnds theirs;
};

/// Throws `Failure` when the system gives no more.
WorkerPipes makeWorkerPipes();

class WorkerProcess {
 public:
  /// Starts the program; see `ChildProcess::start`.
  WorkerProcess(const std::string& program, std::uint64_t memoryMiB);
  /// Somebody else is about to fork it and holds the other ends. Its process is not known yet.
  explicit WorkerProcess(PipeEnds ours) : ends_(std::move(ours)) {}

  bool born() const { return process_.has_value(); }
  /// It has said who it is. False when that is no child of ours.
  bool adopt(pid_t pid);

  int input() const { return ends_.in.get(); }
  int output() const { return ends_.out.get(); }
  int errors() const { return ends_.err.get(); }

  /// Kills it if it still runs and gives the status that it ended with. Only when born.
  int end() { return process_->end(); }
  /// Leaves the end to the reaper.
  void retire(Reaper& reaper);

 private:
  PipeEnds ends_;
  std::optional<ChildProcess> process_;
};

}  // namespace dramaturg
