#include "report/text_parts.h"
#include "report/words.h"

#include <array>

namespace dramaturg {
namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// Findings by severity, and those that a comment in the code allows.
struct Tally {
  std::array<std::size_t, 3> bySeverity{};
  std::size_t shown = 0;
  std::size_t allowed = 0;
};

Tally tally(const Report& report) {
  Tally result;
  for (const ReportedFinding& reported : report.findings) {
    if (!reported.suppressed.empty()) {
      ++result.allowed;
      continue;
    }
    ++result.shown;
    ++result.bySeverity[static_cast<std::size_t>(reported.finding.severity)];
  }
  return result;
}

Spans verdict(const Tally& tally) {
  if (tally.shown == 0) return {{Paint::strong, "no findings"}};
  Spans spans{{Paint::strong, counted(tally.shown, "finding") + ":"}};
  std::string_view comma = " ";
  for (const Severity severity : {Severity::error, Severity::warning, Severity::suggestion}) {
    const std::size_t count = tally.bySeverity[static_cast<std::size_t>(severity)];
    if (count == 0) continue;
    spans.push_back({Paint::plain, std::string(comma)});
    spans.push_back({paint(severity), counted(count, std::string(word(severity)))});
    comma = ", ";
  }
  return spans;
}

std::string units(const RunInfo& run) {
  const bool all = run.unitsAnalysed == run.unitsTotal;
  std::string text = " in " + (all ? "" : std::to_string(run.unitsAnalysed) + " of ") + counted(run.unitsTotal, "unit");
  if (run.unitsCached > 0) text += ", " + std::to_string(run.unitsCached) + " unchanged since the last run";
  return text;
}

void writeHidden(TextReport& out, const Tally& tally) {
  const RunInfo& run = out.report.run;
  const auto hidden = [&](std::size_t count, const std::string& what, const std::string& how) {
    if (count == 0) return;
    out.page.flow("", "  ", {{Paint::plain, "not shown: " + std::to_string(count) + " " + what}, {Paint::quiet, how}});
  };
  hidden(run.hiddenByConfidence, "of low confidence", "  (show with --min-confidence possible)");
  hidden(run.hiddenByPath, "in tests, examples or third-party code", "  (show with --include-tests)");
  hidden(tally.allowed, "allowed by a comment in the code", "  (-o json has the reasons)");
}

void writeProblems(TextReport& out) {
  const RunInfo& run = out.report.run;
  if (run.unitsPartial > 0)
    out.page.flow("", "  ",
                  {{Paint::plain,
                    counted(run.unitsPartial, "unit") + " parsed with errors: what is absent there proves nothing"}});
  if (run.failed.empty()) return;
  out.page.line({{Paint::error, "not analysed: " + counted(run.failed.size(), "unit")}});
  for (const FailedUnit& unit : run.failed)
    out.page.flow("  ", "    ", {{Paint::strong, unit.file + ": "}, {Paint::plain, unit.reason}});
}

}  // namespace

void writeSummary(TextReport& out) {
  const Tally counts = tally(out.report);
  if (counts.shown > 0) out.page.rule();
  Spans first = verdict(counts);
  first.push_back({Paint::plain, units(out.report.run)});
  out.page.flow("", "  ", first);
  writeHidden(out, counts);
  writeProblems(out);
}

}  // namespace dramaturg
