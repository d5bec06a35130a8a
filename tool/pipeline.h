// From the sources of a project to a report, in two halves: `analyse` gives the program as one linked system, `judge`
// says what is to be said about it. `pipeline.cpp` reads top to bottom, one pass after the other.
#pragma once

#include "report/report.h"
#include "tool/host.h"
#include "tool/options.h"
#include "tool/profile_report.h"

#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

struct Analysis {
  ActorSystem system;
  RunInfo run;
  std::optional<RunProfile> profile;  ///< if it was asked for; without an end
};

/// Extracts and links. What goes wrong with single units is in `run.failed`; warnings go to standard error. `paths` are
/// arguments of the user that must name something that is analysed. Throws `Failure` when there is nothing to go on
/// with.
Analysis analyse(Host& host, const AnalysisOptions& options, const std::vector<std::string>& paths = {});

/// Findings as the user wants to see them. The report refers to `analysis` and `host`. Throws `Failure` for an unknown
/// rule.
Report judge(const Host& host, const Analysis& analysis, const JudgementOptions& options);

/// Throws `Failure` for a rule that does not exist, with the nearest names. Cheap: to be asked before any work.
void requireKnownRules(const std::vector<std::string>& ids);

}  // namespace dramaturg
