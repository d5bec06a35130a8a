#include "model/event_index.h"
#include "rules/rule.h"
#include "tool/advice.h"
#include "tool/passes/passes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace dramaturg {
namespace {

/// The tree that belongs to the rule; else the one that everything about an actor starts at.
const Tree* treeFor(const TreeCatalogue& catalogue, std::string_view ruleId) {
  const Rule* rule = findRule(ruleId);
  const Tree* tree = rule == nullptr ? nullptr : catalogue.tree(rule->info.tree);
  return tree != nullptr ? tree : catalogue.tree("abstraction");
}

/// The message, task or spawn that the finding stands at.
std::optional<Site> siteAt(const ActorSystem& system, const Place& place) {
  for (const Site site : system.events().sites<Task, Cast, Call, Spawn>())
    if (system.event(site).place == place) return site;
  return std::nullopt;
}

}  // namespace

void advise(const ActorSystem& system, const TreeCatalogue& catalogue, Findings& findings) {
  std::map<std::tuple<ActorId, const Tree*, std::optional<Site>>, Advice> known;
  for (ReportedFinding& reported : findings) {
    const ActorId actor = reported.finding.actor;
    const Tree* tree = treeFor(catalogue, reported.finding.rule);
    if (actor == ActorId::none || tree == nullptr) continue;
    // What an actor should be is asked of the whole of it; everything else of the place.
    const std::optional<Site> site = tree->id == "abstraction" ? std::nullopt : siteAt(system, reported.finding.place);
    const auto [at, isNew] = known.try_emplace({actor, tree, site});
    if (isNew)
      at->second =
          adviceFor(catalogue, *tree, walk(catalogue, *tree, codeOf(system, {actor, site})), libraryOf(system, actor));
    reported.advice = at->second;
  }
}

}  // namespace dramaturg
