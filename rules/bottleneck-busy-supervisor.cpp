#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-busy-supervisor",
                         "The supervisor also does the work, or starts a child for every request.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::size_t kTakenAlong = 3;  ///< children that a crash of their parent would end
constexpr std::size_t kMinSenders = 2;  ///< classes of senders that have a child started for each request

const Spawn& spawnOf(const ActorSystem& system, const Edge& edge) {
  return std::get<Spawn>(system.event(edge.site).what);
}

std::vector<const Edge*> childrenOf(const ActorSystem& system, ActorId parent) {
  std::vector<const Edge*> children;
  for (const Edge* edge : system.outbound(parent))
    if (edge->kind == EdgeKind::spawn && edge->to != parent) children.push_back(edge);
  return children;
}

/// What makes a parent a supervisor: it is told of the end of its children, or restarts them by a policy.
Evidence watchingOf(const ActorSystem& system, const LinkedActor& actor) {
  Evidence watching;
  for (const HandlerId id : actor.handlers) {
    const HandlerKind kind = system.handler(id).fact->kind;
    if (kind == HandlerKind::down || kind == HandlerKind::exit)
      watching.push_back(at(system, id, describe(system, id) + " looks after its children"));
  }
  const std::vector<const Edge*> edges = system.outbound(actor.id);
  const auto supervises = std::ranges::find(edges, EdgeKind::supervise, &Edge::kind);
  if (supervises != edges.end()) watching.push_back(at(system, (*supervises)->site, "supervises its children"));
  return watching;
}

/// A handler of business that keeps the supervisor from reacting.
struct Work {
  HandlerId handler = HandlerId::none;
  Cost cost;
};

std::vector<Work> workIn(const ActorSystem& system, const LinkedActor& actor) {
  std::vector<Work> work;
  for (const HandlerId id : actor.handlers) {
    if (system.handler(id).fact->kind != HandlerKind::message) continue;
    Cost spent = cost(system, id);
    if (spent.kind == CostKind::light || spent.confidence == Confidence::possible) continue;
    // One sort or match is no work yet, loops are.
    if (spent.kind == CostKind::heavy && spent.loops.empty()) continue;
    work.push_back({id, std::move(spent)});
  }
  return work;
}

/// Children whose lives hang on their parent's.
std::size_t takenAlong(const ActorSystem& system, const std::vector<const Edge*>& children) {
  std::size_t taken = 0;
  std::set<Site> counted;
  for (const Edge* child : children) {
    const Spawn& spawn = spawnOf(system, *child);
    if ((!spawn.linked && !spawn.supervised) || !counted.insert(child->site).second) continue;
    const bool several = !loopsAround(system, child->path, child->site).empty() ||
                         system.actor(child->to).multiplicity == Multiplicity::many;
    taken += several ? kTakenAlong : 1;
  }
  return taken;
}

/// State of its own that a message can bring down together with the children.
std::optional<Evidence> riskOf(const ActorSystem& system, const LinkedActor& actor) {
  const Answer state = persistingState(system, actor.id);
  if (!state.yes()) return std::nullopt;
  std::optional<Evidence> risk;
  forEachWork<Throw>(system, actor.id,
                     [&](const Throw& thrown, Site site, const Reached& reached, const LinkedHandler& handler) {
                       if (risk || thrown.caughtHere || handler.fact->kind != HandlerKind::message) return;
                       if (!actor.library->throwEndsActor || reached.confidence == Confidence::possible) return;
                       risk = state.evidence;
                       append(*risk, wayTo(system, reached, site, "throws, and all its children go with it"));
                     });
  return risk;
}

void addChildren(const ActorSystem& system, const std::vector<const Edge*>& children, Evidence& evidence) {
  constexpr std::size_t kShown = 4;
  std::set<Site> shown;
  for (const Edge* child : children)
    if (shown.size() < kShown && shown.insert(child->site).second)
      evidence.push_back(at(system, child->site, "starts " + quoted(system, child->to)));
}

void checkWork(const ActorSystem& system, const LinkedActor& actor, std::vector<Finding>& findings) {
  const std::vector<const Edge*> children = childrenOf(system, actor.id);
  const Evidence watching = watchingOf(system, actor);
  if (children.empty() || watching.empty() || actor.fact->ownLoop) return;
  const std::vector<Work> work = workIn(system, actor);
  const std::optional<Evidence> risk =
      takenAlong(system, children) >= kTakenAlong ? riskOf(system, actor) : std::nullopt;
  if (work.empty() && !risk) return;
  Finding finding = begin(kInfo, actor.fact->place, actor.id);
  finding.message =
      quoted(system, actor.id) + " looks after " + quoted(system, children.front()->to) + " and does work of its own";
  addChildren(system, children, finding.evidence);
  append(finding.evidence, watching);
  for (const Work& one : work) {
    finding.evidence.push_back(at(system, one.handler,
                                  dramaturg::describe(system, one.handler) +
                                      (one.cost.kind == CostKind::blocking ? " waits" : " computes for long")));
    append(finding.evidence, one.cost.evidence);
  }
  if (risk) append(finding.evidence, *risk);
  finding.confidence = Confidence::likely;
  finding.subject = system.name(actor.id);
  finding.advice =
      "a supervisor has to be able to react at any time: leave it the starting and watching, and push the work and "
      "the state that can fail into a child";
  findings.push_back(std::move(finding));
}

// --- a child for every request

/// Classes of actors whose own requests make this handler start a child.
std::map<ActorId, const Edge*> sendersOf(const ActorSystem& system, HandlerId handler) {
  std::map<ActorId, const Edge*> senders;
  for (const Edge* edge : system.inbound(system.handler(handler).actor)) {
    const bool asks = edge->kind == EdgeKind::cast || edge->kind == EdgeKind::call;
    if (!asks || edge->toHandler != handler || edge->from == ActorId::none || edge->from == edge->to) continue;
    if (edge->fromHandler == HandlerId::none || edge->confidence == Confidence::possible) continue;
    if (system.handler(edge->fromHandler).fact->kind == HandlerKind::message) senders.try_emplace(edge->from, edge);
  }
  return senders;
}

/// Nobody else starts actors of this class.
bool isOnlyStarter(const ActorSystem& system, ActorId parent, ActorId child) {
  return std::ranges::all_of(system.inbound(child),
                             [&](const Edge* edge) { return edge->kind != EdgeKind::spawn || edge->from == parent; });
}

void checkRate(const ActorSystem& system, const LinkedActor& actor, std::vector<Finding>& findings) {
  std::set<ActorId> told;
  for (const Edge* child : childrenOf(system, actor.id)) {
    if (child->fromHandler == HandlerId::none || !isOnlyStarter(system, actor.id, child->to)) continue;
    if (system.handler(child->fromHandler).fact->kind != HandlerKind::message) continue;
    const std::map<ActorId, const Edge*> senders = sendersOf(system, child->fromHandler);
    if (senders.size() < kMinSenders || !told.insert(child->to).second) continue;
    Finding finding = begin(kInfo, placeOf(system, child->site), actor.id);
    finding.message = "every " + quoted(system, child->to) + " is started by the single instance of " +
                      quoted(system, actor.id) + ", one for each request of " + std::to_string(senders.size()) +
                      " classes of senders";
    for (const auto& [sender, edge] : senders)
      finding.evidence.push_back(at(system, edge->site, quoted(system, sender) + " asks for one"));
    finding.evidence.push_back(at(system, child->fromHandler, describe(system, child->fromHandler) + " takes them"));
    append(finding.evidence, describePath(system, child->path));
    finding.evidence.push_back(at(system, child->site, "starts " + quoted(system, child->to)));
    append(finding.evidence, actor.multiplicityWhy);
    // Where only a supervisor may start actors, that it does says little.
    const bool must = actor.library->spawnSupervises || !guardsOn(system, child->path, child->site).empty();
    finding.confidence = must ? Confidence::possible : Confidence::likely;
    finding.subject = std::string(system.name(actor.id)) + " starts " + std::string(system.name(child->to));
    finding.advice =
        "one process starts one child at a time: let those who need a child start it, or partition the starter by a "
        "key of the requests";
    findings.push_back(std::move(finding));
  }
}

/// A parent for each session stands for that session only. Started by the start-up alone, there is one.
bool isOnly(const ActorSystem& system, const LinkedActor& actor) {
  if (actor.multiplicity != Multiplicity::unknown) return actor.multiplicity == Multiplicity::one;
  bool any = false;
  for (const Edge* edge : system.inbound(actor.id)) {
    if (edge->kind != EdgeKind::spawn) continue;
    const bool working =
        edge->fromHandler != HandlerId::none && isWorking(system, system.handler(edge->fromHandler), edge->path);
    if (any || working || !loopsAround(system, edge->path, edge->site).empty()) return false;
    any = true;
  }
  return any;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    if (!isOnly(system, actor)) continue;
    checkWork(system, actor, findings);
    checkRate(system, actor, findings);
  }
}

}  // namespace

extern const Rule kBottleneckBusySupervisor;
const Rule kBottleneckBusySupervisor{kInfo, check};

}  // namespace dramaturg
