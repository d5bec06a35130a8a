#include "tests/rules/programs.h"

#include <algorithm>
#include <stdexcept>

namespace dramaturg::test {

std::vector<Finding> findings(std::string_view id, std::vector<UnitFacts> units) {
  const Rule* rule = findRule(id);
  if (rule == nullptr) throw std::out_of_range(std::string(id));
  const Rule* const only[] = {rule};
  return runRules(link(std::move(units)), only);
}

std::vector<Finding> findings(std::string_view id, const UnitBuilder& unit) { return findings(id, {unit.facts()}); }

std::vector<Finding> report(const UnitBuilder& unit, bool allUnitsAnalysed) {
  return runRules(link({unit.facts()}, {allUnitsAnalysed}), allRules());
}

std::vector<std::string> rulesOf(const std::vector<Finding>& findings) {
  std::vector<std::string> rules;
  for (const Finding& finding : findings) rules.push_back(finding.rule);
  return rules;
}

bool says(const Finding& finding, std::string_view text) {
  return std::ranges::any_of(finding.evidence,
                             [&](const Step& step) { return step.text.find(text) != std::string::npos; });
}

}  // namespace dramaturg::test
