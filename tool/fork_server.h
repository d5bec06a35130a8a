// A process that parses what a group of units has in common and forks a worker for each: the front's end of
// `dramaturg-extract --share` (`facts/job.h`). Waits for nothing.
#pragma once

#include "facts/job.h"
#include "tool/child_process.h"
#include "tool/descriptor.h"
#include "tool/exchange.h"
#include "tool/worker_process.h"

#include <cstdint>
#include <optional>
#include <string>

namespace dramaturg {

class ForkServer {
 public:
  /// Starts it and begins to send the group. `memoryMiB` 0: no limit. Throws `Failure` when the system gives no socket,
  /// pipe or process.
  ForkServer(const std::string& program, std::uint64_t memoryMiB, const Group& group);

  /// What to wait for until it is ready: `Exchange::kEntries` entries.
  void watch(pollfd* entries) const { exchange_.watch(entries); }
  /// Moves bytes as `poll` said. Gives its answer when it has one, or in its place what became of it.
  std::optional<GroupReady> progress(const pollfd* entries);

  /// Asks for a worker, which then says who it is, as `facts/job.h` has it. Nothing when the server takes no requests.
  std::optional<PipeEnds> requestWorker();

  /// Leaves the end to the reaper. A worker that it has been asked for and that has not said who it is ends too.
  void retire(Reaper& reaper) { reaper.take(std::move(process_)); }

 private:
  struct Ends;
  ForkServer(const std::string& program, std::uint64_t memoryMiB, Ends ends);
  std::optional<GroupReady> received();

  std::uint64_t memoryMiB_;
  Descriptor socket_;
  Descriptor errors_;
  ChildProcess process_;
  Exchange exchange_;
};

}  // namespace dramaturg
