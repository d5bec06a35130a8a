#include "rules/support.h"
#include "tool/commands/commands.h"
#include "tool/outlive.h"
#include "tool/pipeline.h"

#include <algorithm>

namespace dramaturg {
namespace {

std::string render(const Host& host, const Report& report, const Output& output, Colour colour) {
  if (output.format == Format::json) return renderJson(report);
  TextOptions text = textOptions(host, Stream::out, colour);
  // A file is not the terminal that standard output may be.
  if (!output.file.empty()) text = {colour == Colour::always, text.utf8, TextOptions{}.width};
  return output.format == Format::concise ? renderConcise(report, text) : renderText(report, text);
}

std::string summary(const Report& report, std::size_t shown) {
  const RunInfo& run = report.run;
  std::string text = shown == 0 ? "no findings" : counted(shown, "finding");
  text += " in " + counted(run.unitsAnalysed, "unit");
  if (run.unitsCached > 0) text += " (" + std::to_string(run.unitsCached) + " unchanged)";
  if (!run.failed.empty()) text += ", " + counted(run.failed.size(), "unit") + " not analysed";
  const std::size_t hidden = run.hiddenByConfidence + run.hiddenByPath;
  if (hidden > 0) text += ", " + std::to_string(hidden) + " not shown (`--min-confidence possible`, `--include-tests`)";
  return "dramaturg: " + text + '\n';
}

ExitCode verdict(const Report& report, const CheckOptions& options) {
  if (completeness(report.run) != ExitCode::clean) return ExitCode::incomplete;
  const bool failed = std::any_of(report.findings.begin(), report.findings.end(), [&](const ReportedFinding& reported) {
    return reported.suppressed.empty() && options.failOn && reported.finding.severity >= *options.failOn;
  });
  return failed ? ExitCode::findings : ExitCode::clean;
}

}  // namespace

ExitCode runCheck(Host& host, const CheckOptions& options) {
  requireKnownRules(options.judgement.rules);
  requireKnownRules(options.judgement.excludedRules);
  const Analysis& analysis = outlive(analyse(host, options.analysis, options.judgement.paths));
  const Report report = judge(host, analysis, options.judgement);

  const std::vector<Output> outputs = options.outputs.empty() ? std::vector<Output>(1) : options.outputs;
  bool summarised = false;
  for (const Output& output : outputs) {
    deliver(host, output.file, render(host, report, output, options.colour));
    summarised |= output.format == Format::full && output.file.empty();
  }
  // The full report ends with all that; other formats leave it to standard error.
  if (!summarised) {
    printNotAnalysed(host, report.run);
    const auto shown = std::count_if(report.findings.begin(), report.findings.end(),
                                     [](const ReportedFinding& reported) { return reported.suppressed.empty(); });
    host.print(Stream::err, summary(report, static_cast<std::size_t>(shown)));
  }
  if (options.analysis.verbose) printTimes(host, report.run);
  printProfile(host, options.analysis, analysis, report.run);
  return verdict(report, options);
}

}  // namespace dramaturg
