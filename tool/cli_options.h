// The options that several commands share.
#pragma once

#include "tool/options.h"

namespace CLI {
class App;
}

namespace dramaturg {

void addAnalysisOptions(CLI::App& command, AnalysisOptions& options);
void addJudgementOptions(CLI::App& command, CheckOptions& options);
void addColourOption(CLI::App& command, Colour& colour);
void addAdviceOptions(CLI::App& command, AdviseOptions& options);

}  // namespace dramaturg
