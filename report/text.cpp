// The full report, for people at a terminal. Not an interface: programs read JSON.
#include "report/text_parts.h"
#include "report/words.h"

namespace dramaturg {
namespace {

constexpr std::size_t kEvidencePerAnswer = 2;  ///< of a walk that is shown for the first time

void writeHeader(TextReport& out, const Finding& finding) {
  const std::string where = at(*out.report.system, finding.place);
  const std::string tail = " [" + finding.rule + "] (" + std::string(word(finding.confidence)) + ")";
  out.page.flow("", "  ",
                {{Paint::strong, where.empty() ? "" : where + ": "},
                 {paint(finding.severity), std::string(word(finding.severity)) + ": "},
                 {Paint::strong, finding.message},
                 {Paint::quiet, tail}});
}

void writeAdvice(TextReport& out, const Finding& finding) {
  if (finding.advice.empty()) return;
  out.page.blank();
  out.page.flow("  ", "    ", {{Paint::strong, "advice: "}, {Paint::plain, finding.advice}});
}

void writeFolded(TextReport& out, const Finding& finding) {
  if (finding.folded.empty()) return;
  std::string rules;
  for (const std::string& rule : finding.folded) rules += (rules.empty() ? "" : ", ") + rule;
  out.page.flow("  ", "    ", {{Paint::quiet, "stands for: " + rules}});
}

void writeFinding(TextReport& out, const ReportedFinding& reported) {
  const Finding& finding = reported.finding;
  writeHeader(out, finding);
  writeSnippet(out, finding.place, paint(finding.severity));
  writeEvidence(out, finding.evidence, finding.place);
  writeAdvice(out, finding);
  writeFolded(out, finding);
  if (reported.advice) {
    const bool first = out.walked.insert({finding.actor, reported.advice->tree}).second;
    out.page.blank();
    writeWalk(out, *reported.advice, finding.actor, out.everyStep ? kEveryStep : first ? kEvidencePerAnswer : 0);
  }
  if (finding.place.known()) {
    out.page.blank();
    out.page.line({{Paint::quiet, "  next: dramaturg explain " + atLine(*out.report.system, finding.place)}});
  }
  out.page.blank();
}

}  // namespace

TextReport::TextReport(const Report& r, const TextOptions& options)
    : report(r), page(options), sources(r), everyStep(options.everyStep) {}

std::string atLine(const ActorSystem& system, const Place& place) {
  return place.known() ? std::string(system.path(place.file)) + ":" + std::to_string(place.line) : "";
}

std::string at(const ActorSystem& system, const Place& place) {
  const std::string line = atLine(system, place);
  return place.column == 0 ? line : line + ":" + std::to_string(place.column);
}

Paint paint(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Paint::error;
    case Severity::warning:
      return Paint::warning;
    case Severity::suggestion:
      break;
  }
  return Paint::suggestion;
}

std::string renderText(const Report& report, const TextOptions& options) {
  TextReport out(report, options);
  for (const ReportedFinding& finding : report.findings)
    if (finding.suppressed.empty()) writeFinding(out, finding);
  writeSummary(out);
  return out.page.take();
}

}  // namespace dramaturg
