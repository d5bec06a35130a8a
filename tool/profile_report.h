// Where the time of a run went: collected while it runs, then told as tables for people and as a trace for a viewer.
// Nothing here touches the world.
#pragma once

#include "facts/job.h"
#include "report/report.h"
#include "tool/run_log.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// A unit that was given to the workers.
struct ProfiledUnit {
  std::string name;
  JobRun run;             ///< times as in `RunProfile`
  Effort effort;          ///< without headers; nothing when the worker died
  bool failed = false;    ///< no facts
  bool sentAway = false;  ///< the common headers of its group did not serve it
};

/// Units that are compiled alike.
struct ProfiledGroup {
  std::string name;  ///< of its first unit
  GroupRun run;      ///< times as in `RunProfile`; the effort without headers
  std::size_t served = 0;
};

/// A file over all parses that were in it.
struct FileCost {
  std::uint64_t microseconds = 0;  ///< while the parser was in it, not in what it includes
  std::size_t parses = 0;
};

/// Times are milliseconds by the clock of the host.
struct RunProfile {
  double start = 0;
  double end = 0;
  std::vector<ProfiledUnit> units;        ///< in the order in which they ended
  std::vector<ProfiledGroup> groups;      ///< of all extractions of the run
  std::map<std::string, FileCost> files;  ///< by path, absolute and normalised; without the sources
  FileCost sources;                       ///< the units' own files, and what the parser does at their end
};

/// What one call of `runJobs` took, to be added to the profile of the run.
class ExtractionProfile {
 public:
  /// `start`: of the call, by the clock of the host.
  ExtractionProfile(RunProfile& run, double start) : run_(run), start_(start), first_(run.units.size()) {}

  /// A job has ended. Takes from the effort what is needed, for that of all units would be large.
  void add(std::size_t index, const Job& job, const std::string& name, Effort effort, bool failed);
  /// All jobs have ended. `names`: of the units, by index.
  void finish(RunLog log, std::span<const std::string> names);

 private:
  void addFiles(Effort& effort, std::string_view source);

  RunProfile& run_;
  double start_;
  std::size_t first_;
  std::vector<std::size_t> indices_;  ///< of the units from `first_` on
};

/// Tables, each line with its end of line. `run` as it is at the end, with all phases.
std::string renderProfile(const RunProfile& profile, const RunInfo& run);
/// JSON in the trace event format of Chrome, which Perfetto reads too: the front and each slot of the pool as a thread.
std::string renderTrace(const RunProfile& profile, const RunInfo& run);

}  // namespace dramaturg
