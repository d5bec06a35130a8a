#include "tool/hash.h"
#include "tool/passes/passes.h"

#include <algorithm>
#include <tuple>

namespace dramaturg {

std::size_t dropUnsure(Confidence least, Findings& findings) {
  std::size_t hidden = 0;
  std::erase_if(findings, [&](const ReportedFinding& reported) {
    const bool drop = reported.finding.confidence < least;
    hidden += drop && reported.suppressed.empty();
    return drop;
  });
  return hidden;
}

void sortFindings(const ActorSystem& system, Findings& findings) {
  const auto key = [&](const Finding& f) {
    return std::tuple(system.path(f.place.file), f.place.line, f.place.column, std::string_view(f.rule),
                      std::string_view(f.message), std::string_view(f.subject));
  };
  std::sort(findings.begin(), findings.end(),
            [&](const auto& a, const auto& b) { return key(a.finding) < key(b.finding); });
}

void addFingerprints(Findings& findings) {
  for (ReportedFinding& reported : findings)
    reported.fingerprint = joinedHash({reported.finding.rule, reported.finding.subject}).substr(0, 16);
}

}  // namespace dramaturg
