// What dramaturg can be told to do, one file each. Every command prints its result on standard output (or into the file
// that was asked for), everything else on standard error, and gives the exit code. They throw `Failure`.
#pragma once

#include "report/report.h"
#include "tool/exit_code.h"
#include "tool/host.h"
#include "tool/options.h"
#include "tool/pipeline.h"

#include <string_view>

namespace dramaturg {

ExitCode runCheck(Host& host, const CheckOptions& options);
ExitCode runExplain(Host& host, const ExplainOptions& options);
ExitCode runRules(Host& host, const RulesOptions& options);
ExitCode runLibraryList(Host& host, const LibraryOptions& options);
ExitCode runLibraryCheck(Host& host, const LibraryOptions& options);
ExitCode runModel(Host& host, const ModelOptions& options);
ExitCode runAdvise(Host& host, const AdviseOptions& options);

// --- what they share

/// How text for a stream looks, by what the user said and what the terminal can do.
TextOptions textOptions(const Host& host, Stream stream, Colour colour);
/// `file` empty: to standard output. A reader that went away is no error. Throws `Failure` for a file that cannot be
/// written.
void deliver(Host& host, const std::string& file, std::string_view text);
/// What a run ends with that has nothing else to say: `incomplete` when some unit is missing or was read only in part.
ExitCode completeness(const RunInfo& run);
/// The units without facts, and why, on standard error.
void printNotAnalysed(Host& host, const RunInfo& run);
/// Timings on standard error.
void printTimes(Host& host, const RunInfo& run);
/// Where the time went, as far as it was asked for: the last that a command does. `run` with all phases.
void printProfile(Host& host, const AnalysisOptions& options, const Analysis& analysis, const RunInfo& run);

}  // namespace dramaturg
