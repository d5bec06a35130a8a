// `dramaturg explain RULE` prints what a rule is about; `dramaturg explain FILE:LINE` the findings there, with every
// step.
#include "rules/documents.h"
#include "tool/advice_subject.h"
#include "tool/commands/commands.h"
#include "tool/nearest.h"
#include "tool/paths.h"
#include "tool/pipeline.h"

#include <algorithm>
#include <optional>
#include <set>

namespace dramaturg {
namespace {

bool covers(const Place& place, std::uint32_t line) {
  return place.line == line || (place.line < line && line <= place.endLine);
}

std::string listed(const std::set<std::uint32_t>& lines) {
  std::string text;
  for (const std::uint32_t line : lines) text += (text.empty() ? "" : ", ") + std::to_string(line);
  return text;
}

ExitCode explainSpot(Host& host, const ExplainOptions& options, const Spot& spot) {
  const Analysis analysis = analyse(host, options.analysis);
  JudgementOptions everything;
  everything.minConfidence = Confidence::possible;
  everything.includeTests = true;
  Report report = judge(host, analysis, everything);
  // Reports print paths from the root; a shell completes them from the current directory.
  const std::string root = analysis.run.root;
  const std::set<std::string> files{absolutePath(spot.file, host.currentDirectory()), absolutePath(spot.file, root)};
  std::set<std::uint32_t> lines;
  std::erase_if(report.findings, [&](ReportedFinding& reported) {
    const Place& place = reported.finding.place;
    if (!files.contains(absolutePath(analysis.system.path(place.file), root))) return true;
    lines.insert(place.line);
    reported.suppressed.clear();  // who asks wants to see it
    return !covers(place, spot.line);
  });
  if (report.findings.empty()) {
    throw usageError("no finding at `" + spot.file + ':' + std::to_string(spot.line) + '`' +
                     (lines.empty() ? "; that file has none" : "; that file has some at line " + listed(lines)));
  }
  TextOptions text = textOptions(host, Stream::out, options.colour);
  text.everyStep = true;
  host.print(Stream::out, renderText(report, text));
  printProfile(host, options.analysis, analysis, report.run);
  return completeness(report.run);
}

}  // namespace

ExitCode runExplain(Host& host, const ExplainOptions& options) {
  std::vector<std::string> known;
  for (const Rule* rule : allRules()) known.emplace_back(rule->info.id);
  for (const EmbeddedFile& document : ruleDocuments()) {
    if (document.name != options.subject + ".md") continue;
    host.print(Stream::out, document.text);
    return ExitCode::clean;
  }
  if (const auto spot = parseSpot(options.subject)) return explainSpot(host, options, *spot);
  throw usageError("unknown rule `" + options.subject + '`' + didYouMean(options.subject, known) +
                   " (`dramaturg rules` lists all; FILE:LINE explains a finding)");
}

}  // namespace dramaturg
