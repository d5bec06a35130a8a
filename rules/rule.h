// A rule: metadata, and one pure function from the actor system to findings.
//
// To add one: write `rules/<id>.cpp` and `rules/<id>.md`, and name it in `rules/registry.cpp`.
#pragma once

#include "rules/finding.h"

#include <span>
#include <string_view>
#include <vector>

namespace dramaturg {

enum class RuleStatus : std::uint8_t { preview, stable };

struct RuleInfo {
  std::string_view id;     ///< `group-name`
  std::string_view title;  ///< one sentence, as said to a person
  Severity severity;       ///< default; a finding may differ where the rule says so
  RuleStatus status;
  std::string_view since;  ///< version
  std::string_view tree;   ///< decision tree whose walk belongs to the advice
};

struct Rule {
  RuleInfo info;
  /// Reads the whole system, appends findings. No order, no state, no I/O.
  void (*check)(const ActorSystem&, std::vector<Finding>&);
};

/// All rules in reading order.
std::span<const Rule* const> allRules();
const Rule* findRule(std::string_view id);

/// Runs rules, folds overlapping findings and sorts by place and rule.
std::vector<Finding> runRules(const ActorSystem&, std::span<const Rule* const> rules);

}  // namespace dramaturg
