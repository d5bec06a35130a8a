// One line per finding, in the form that editors and grep understand.
#include "report/text_parts.h"
#include "report/words.h"

namespace dramaturg {

std::string renderConcise(const Report& report, const TextOptions& options) {
  Page page(options);
  for (const ReportedFinding& reported : report.findings) {
    if (!reported.suppressed.empty()) continue;
    const Finding& finding = reported.finding;
    const std::string where = at(*report.system, finding.place);
    page.line({{Paint::strong, where.empty() ? "" : where + ": "},
               {paint(finding.severity), std::string(word(finding.severity))},
               {Paint::plain, ": " + finding.message},
               {Paint::quiet, " [" + finding.rule + "] (" + std::string(word(finding.confidence)) + ")"}});
  }
  return page.take();
}

}  // namespace dramaturg
