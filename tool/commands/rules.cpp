#include "report/words.h"
#include "tool/commands/commands.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace dramaturg {
namespace {

const char* word(RuleStatus status) { return status == RuleStatus::stable ? "stable" : "preview"; }

std::string asJson() {
  auto rules = nlohmann::ordered_json::array();
  for (const Rule* rule : allRules()) {
    const RuleInfo& info = rule->info;
    rules.push_back({{"id", info.id},
                     {"title", info.title},
                     {"severity", word(info.severity)},
                     {"status", word(info.status)},
                     {"since", info.since},
                     {"tree", info.tree}});
  }
  const nlohmann::ordered_json document{{"schema", "dramaturg.rules/1"}, {"rules", std::move(rules)}};
  return document.dump(2) + '\n';
}

std::string asText() {
  std::size_t width = 0;
  for (const Rule* rule : allRules()) width = std::max(width, rule->info.id.size());
  std::string text;
  for (const Rule* rule : allRules()) {
    std::string severity(word(rule->info.severity));
    severity.resize(12, ' ');
    text += std::string(rule->info.id) + std::string(width + 2 - rule->info.id.size(), ' ') + severity +
            std::string(rule->info.title) + '\n';
  }
  return text;
}

}  // namespace

ExitCode runRules(Host& host, const RulesOptions& options) {
  host.print(Stream::out, options.json ? asJson() : asText());
  return ExitCode::clean;
}

}  // namespace dramaturg
