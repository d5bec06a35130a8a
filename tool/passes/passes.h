// What happens to findings between the rules and the report: small passes over the list. Their order is the pipeline's.
#pragma once

#include "report/report.h"

#include <string>
#include <vector>

namespace dramaturg {

using Findings = std::vector<ReportedFinding>;

/// `// dramaturg: allow(rule-id) reason` at a finding's line, the line before, or likewise at the declaration of its
/// actor, marks the finding as suppressed. One without reason is not honoured; that, and an unknown rule, become
/// findings of `suppression`.
void suppress(const ActorSystem& system, Findings& findings);

/// With `paths` (absolute) keeps what lies at or below one of them. Without, drops what lies outside of the root or in
/// folders of tests, benchmarks, examples and third parties, unless `includeTests`. Gives how many of the dropped ones
/// would have been shown.
std::size_t restrictToPaths(const ActorSystem& system, const std::string& root, const std::vector<std::string>& paths,
                            bool includeTests, Findings& findings);

/// Drops what is less sure than `least`. Gives how many of them would have been shown.
std::size_t dropUnsure(Confidence least, Findings& findings);

/// By path, line, column, rule, message and subject.
void sortFindings(const ActorSystem& system, Findings& findings);

/// Identifies findings across versions of the code: by rule and subject, never by place.
void addFingerprints(Findings& findings);

/// Walks the tree of its rule for every finding about an actor.
void advise(const ActorSystem& system, const TreeCatalogue& catalogue, Findings& findings);

}  // namespace dramaturg
