#include "tool/nearest.h"
#include "tool/passes/passes.h"

#include <algorithm>
#include <utility>

namespace dramaturg {
namespace {

bool covers(const Suppression& suppression, const Place& place) {
  const auto& [file, line, column, endLine, endColumn] = suppression.place;
  return place.known() && file == place.file && (line == place.line || std::max(line, endLine) + 1 == place.line);
}

bool allows(const ActorSystem& system, const Suppression& suppression, const Finding& finding) {
  if (suppression.rule != finding.rule || suppression.reason.empty()) return false;
  return covers(suppression, finding.place) ||
         (finding.actor != ActorId::none && covers(suppression, system.actor(finding.actor).fact->place));
}

Finding findingAt(const ActorSystem& system, const Suppression& suppression, Severity severity) {
  Finding finding;
  finding.rule = "suppression";
  finding.severity = severity;
  finding.confidence = Confidence::certain;
  finding.place = suppression.place;
  finding.subject = "allow(" + suppression.rule + ") in " + std::string(system.path(suppression.place.file));
  return finding;
}

/// What is wrong with the comment itself.
std::vector<Finding> objections(const ActorSystem& system, const Suppression& suppression) {
  std::vector<Finding> found;
  if (!findRule(suppression.rule)) {
    std::vector<std::string> known;
    for (const Rule* rule : allRules()) known.emplace_back(rule->info.id);
    Finding finding = findingAt(system, suppression, Severity::error);
    finding.message = "`allow(" + suppression.rule + ")` names no rule" + didYouMean(suppression.rule, known);
    finding.advice = "name a rule as `dramaturg rules` lists it, or remove the comment";
    found.push_back(std::move(finding));
  } else if (suppression.reason.empty()) {
    Finding finding = findingAt(system, suppression, Severity::warning);
    finding.message = "`allow(" + suppression.rule + ")` gives no reason and is not honoured";
    finding.advice = "say why after it: `// dramaturg: allow(" + suppression.rule + ") reason`";
    found.push_back(std::move(finding));
  }
  return found;
}

}  // namespace

void suppress(const ActorSystem& system, Findings& findings) {
  for (ReportedFinding& reported : findings)
    for (const Suppression& suppression : system.suppressions())
      if (allows(system, suppression, reported.finding)) reported.suppressed = suppression.reason;
  for (const Suppression& suppression : system.suppressions())
    for (Finding& finding : objections(system, suppression)) findings.push_back({std::move(finding), {}, {}, {}});
}

}  // namespace dramaturg
