#include "model/pure_work.h"
#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"pipeline-stage-per-type",
                         "Stages are split by message kind, not by run-time need.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

constexpr std::size_t kMinStages = 3;

/// Is there nothing about this actor that its neighbours could not do in their own turn?
bool isMereStage(const ActorSystem& system, const LinkedActor& actor) {
  const bool shared = actor.placement == Placement::sharedPool;
  const bool single = actor.multiplicity == Multiplicity::one;
  return shared && single && !actor.fact->ownLoop && actor.bounded.empty() && !isOnlyBase(system, actor) &&
         persistingState(system, actor.id).no() && runtimeReason(system, actor.id).no();
}

bool isMessage(const Edge& edge) {
  return edge.kind == EdgeKind::cast || edge.kind == EdgeKind::call || edge.kind == EdgeKind::delegate;
}

/// All actors at the other end of its messages; nothing where code that is no actor's has a part in it.
std::optional<std::set<ActorId>> neighbours(const ActorSystem& system, ActorId actor, bool inbound) {
  std::set<ActorId> others;
  for (const Edge* edge : inbound ? system.inbound(actor) : system.outbound(actor)) {
    if (!isMessage(*edge)) continue;
    if (edge->confidence == Confidence::possible) return std::nullopt;
    others.insert(inbound ? edge->from : edge->to);
  }
  return others;
}

/// The only one, if there is just one.
ActorId only(const std::optional<std::set<ActorId>>& actors) {
  return actors && actors->size() == 1 ? *actors->begin() : ActorId::none;
}

Step stepTo(const ActorSystem& system, ActorId from, ActorId to) {
  for (const Edge* edge : system.outbound(from))
    if (isMessage(*edge) && edge->to == to)
      return at(system, edge->site, quoted(system, from) + " hands on to " + quoted(system, to));
  return at(system, to, quoted(system, to) + " is next");
}

// --- one after the other --------------------------------------------------------------------------------------

/// Work that only computes and goes to one receiver.
bool isLink(const ActorSystem& system, const LinkedActor& actor) {
  if (!isMereStage(system, actor)) return false;
  const Work work = workOf(system, actor);
  return work.pure && work.confidence != Confidence::possible && !work.forwards.empty();
}

Finding reportChain(const ActorSystem& system, const std::vector<ActorId>& chain) {
  Finding finding = begin(kInfo, system.actor(chain.front()).fact->place, chain.front());
  std::vector<std::string> names;
  for (const ActorId stage : chain) names.push_back(quoted(system, stage));
  finding.message = listed(names) + " are stages of one computation";
  for (std::size_t i = 0; i < chain.size(); ++i) {
    finding.evidence.push_back(at(system, chain[i], names[i] + " keeps nothing, and runs where the others run"));
    if (i + 1 < chain.size()) finding.evidence.push_back(stepTo(system, chain[i], chain[i + 1]));
  }
  finding.evidence.push_back({{}, system.actor(chain.front()).library->placementSource});
  finding.confidence = Confidence::likely;
  finding.subject = std::string(system.name(chain.front())) + " and what follows";
  finding.advice =
      "compose functions: one process that calls them one after the other costs no mailbox between them; split where "
      "concurrency, a limit or a failure differs, not where the code does";
  return finding;
}

void checkChains(const ActorSystem& system, std::vector<Finding>& findings) {
  std::map<ActorId, ActorId> next;
  for (const LinkedActor& actor : system.actors()) {
    if (!isLink(system, actor)) continue;
    const ActorId to = only(neighbours(system, actor.id, /*inbound=*/false));
    if (to != ActorId::none && to != actor.id) next[actor.id] = to;
  }
  // A stage goes on with the next one only if nobody else feeds that.
  std::erase_if(next, [&](const auto& step) {
    return next.contains(step.second) && only(neighbours(system, step.second, /*inbound=*/true)) != step.first;
  });
  std::set<ActorId> follows;
  for (const auto& [from, to] : next) follows.insert(to);
  for (const auto& [first, second] : next) {
    if (follows.contains(first)) continue;
    std::vector<ActorId> chain{first};
    while (next.contains(chain.back()) && next.contains(next[chain.back()]) && chain.size() <= next.size())
      chain.push_back(next[chain.back()]);
    if (chain.size() >= kMinStages) findings.push_back(reportChain(system, chain));
  }
}

// --- side by side ---------------------------------------------------------------------------------------------

/// Does this turn choose among receivers, rather than tell all of them?
bool chooses(const ActorSystem& system, ActorId dispatcher, const std::set<ActorId>& targets) {
  std::set<HandlerId> turns;
  for (const Edge* edge : system.outbound(dispatcher)) {
    if (!isMessage(*edge) || !targets.contains(edge->to)) continue;
    if (guardsOn(system, edge->path, edge->site).empty()) return false;
    turns.insert(edge->fromHandler);
  }
  return turns.size() == 1;
}

Finding reportFan(const ActorSystem& system, const LinkedActor& dispatcher, const std::set<ActorId>& targets) {
  Finding finding = begin(kInfo, dispatcher.fact->place, dispatcher.id);
  finding.message = quoted(system, dispatcher.id) + " sorts messages by kind into " + counted(targets.size(), "actor") +
                    " that differ in nothing else";
  finding.evidence.push_back(at(system, dispatcher.id, "looks at a message and picks an actor for it"));
  for (const ActorId target : targets) {
    finding.evidence.push_back(stepTo(system, dispatcher.id, target));
    finding.evidence.push_back(
        at(system, target, quoted(system, target) + " keeps nothing, and has neither a place nor a limit of its own"));
  }
  finding.evidence.push_back({{}, dispatcher.library->placementSource});
  finding.confidence = Confidence::possible;
  finding.subject = std::string(system.name(dispatcher.id)) + " by kind";
  finding.advice =
      "let one pool take all kinds and call the function for each: shared capacity serves whatever comes; split only "
      "where a kind needs a limit, a device or a priority of its own";
  return finding;
}

void checkFans(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& dispatcher : system.actors()) {
    std::set<ActorId> targets;
    for (const Edge* edge : system.outbound(dispatcher.id))
      if (isMessage(*edge) && edge->to != dispatcher.id && isMereStage(system, system.actor(edge->to)) &&
          only(neighbours(system, edge->to, /*inbound=*/true)) == dispatcher.id)
        targets.insert(edge->to);
    if (targets.size() < kMinStages || !persistingState(system, dispatcher.id).no()) continue;
    const auto all = neighbours(system, dispatcher.id, /*inbound=*/false);
    if (all == targets && chooses(system, dispatcher.id, targets))
      findings.push_back(reportFan(system, dispatcher, targets));
  }
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  checkChains(system, findings);
  checkFans(system, findings);
}

}  // namespace

extern const Rule kPipelineStagePerType;
const Rule kPipelineStagePerType{kInfo, check};

}  // namespace dramaturg
