#include "tool/commands/commands.h"
#include "tool/pipeline.h"

namespace dramaturg {

ExitCode runModel(Host& host, const ModelOptions& options) {
  const Analysis analysis = analyse(host, options.analysis);
  deliver(host, options.output, renderModelJson(analysis.system));
  printNotAnalysed(host, analysis.run);
  if (options.analysis.verbose) printTimes(host, analysis.run);
  printProfile(host, options.analysis, analysis, analysis.run);
  return completeness(analysis.run);
}

}  // namespace dramaturg
