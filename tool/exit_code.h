// How a run of dramaturg ends, for scripts. Part of the interface: documented in `--help`, stable.
#pragma once

#include <stdexcept>
#include <string>

namespace dramaturg {

enum class ExitCode : int {
  clean = 0,
  findings = 1,          ///< at least one finding as severe as `--fail-on`
  usage = 2,             ///< the command line, compile database or configuration is wrong
  incomplete = 3,        ///< some unit could not be analysed, or only in part; findings are printed all the same
  nothingToAnalyse = 4,  ///< an empty run must not look like a clean one
  internal = 70,
  interrupted = 130,
};

/// Ends the run. The text says what happened, where, and what to do.
struct Failure : std::runtime_error {
  Failure(ExitCode c, const std::string& message) : std::runtime_error(message), code(c) {}
  ExitCode code;
};

inline Failure usageError(const std::string& message) { return {ExitCode::usage, message}; }

}  // namespace dramaturg
