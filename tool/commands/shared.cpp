#include "tool/commands/commands.h"
#include "tool/paths.h"

#include <cstdio>

namespace dramaturg {

TextOptions textOptions(const Host& host, Stream stream, Colour colour) {
  const Terminal terminal = host.terminal(stream);
  TextOptions options;
  options.colour = colour == Colour::always || (colour == Colour::automatic && terminal.colour);
  options.utf8 = terminal.utf8;
  options.width = terminal.width;
  return options;
}

void deliver(Host& host, const std::string& file, std::string_view text) {
  if (file.empty()) {
    host.print(Stream::out, text);
  } else if (const std::string error = host.write(absolutePath(file, host.currentDirectory()), text); !error.empty()) {
    throw usageError(error);
  }
}

ExitCode completeness(const RunInfo& run) {
  return run.failed.empty() && run.unitsPartial == 0 ? ExitCode::clean : ExitCode::incomplete;
}

void printNotAnalysed(Host& host, const RunInfo& run) {
  for (const FailedUnit& unit : run.failed)
    host.print(Stream::err, "dramaturg: not analysed: " + unit.file + ": " + unit.reason + '\n');
}

void printTimes(Host& host, const RunInfo& run) {
  std::string text;
  for (const PhaseTime& time : run.times) {
    char line[80];
    std::snprintf(line, sizeof line, "dramaturg: %-8s %10.1f ms\n", time.phase.c_str(), time.milliseconds);
    text += line;
  }
  host.print(Stream::err, text);
}

void printProfile(Host& host, const AnalysisOptions& options, const Analysis& analysis, const RunInfo& run) {
  if (!analysis.profile) return;
  RunProfile profile = *analysis.profile;
  profile.end = host.milliseconds();
  if (options.profileTable) host.print(Stream::err, renderProfile(profile, run));
  if (!options.profileTrace.empty()) deliver(host, options.profileTrace, renderTrace(profile, run));
}

}  // namespace dramaturg
