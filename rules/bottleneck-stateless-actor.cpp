#include "model/pure_work.h"
#include "rules/support.h"

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-stateless-actor",
                         "This actor keeps nothing between messages; a function would do.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// Everything that makes a process worth having even without memory.
bool hasReason(const ActorSystem& system, const LinkedActor& actor) {
  const bool ownPlace = actor.placement != Placement::sharedPool && actor.placement != Placement::unknown;
  return isOnlyBase(system, actor) || actor.fact->ownLoop || ownPlace || !persistingState(system, actor.id).no() ||
         runtimeReason(system, actor.id).yes() || isPoolWorker(system, actor.id);
}

void addFields(const ActorSystem& system, const LinkedActor& actor, Evidence& evidence) {
  for (const FieldUse& use : actor.fields) {
    if (use.field->role != FieldRole::data) continue;
    const std::string field = quoted(system.name(use.field->symbol));
    evidence.push_back({use.field->place, use.writes.empty() ? field + " is never written"
                                                             : field + " is not carried from one message to the next"});
  }
}

void addSenders(const ActorSystem& system, ActorId actor, Evidence& evidence) {
  constexpr std::size_t kShown = 3;
  std::size_t shown = 0;
  for (const Edge* edge : system.inbound(actor))
    if ((edge->kind == EdgeKind::cast || edge->kind == EdgeKind::call) && edge->from != actor && shown++ < kShown)
      evidence.push_back(
          at(system, edge->site, sourceOf(system, *edge) + " sends here and could call the function itself"));
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const Work& work) {
  Finding finding = begin(kInfo, actor.fact->place, actor.id);
  const std::string name = quoted(system, actor.id);
  finding.message = work.forwardsAsIs
                        ? name + " hands every message on unchanged: a mailbox in front of a mailbox"
                        : name + " keeps nothing between messages, its handlers compute from their message alone";
  finding.evidence.push_back(at(system, actor.id, name + " is declared as an actor"));
  addFields(system, actor, finding.evidence);
  append(finding.evidence, work.handlers);
  for (Site site : work.forwards) finding.evidence.push_back(at(system, site, "the result goes to one fixed receiver"));
  addSenders(system, actor.id, finding.evidence);
  // With an open number of instances it may be a worker of a pool after all, and still more so if it is started by
  // name or from elsewhere.
  finding.confidence = actor.multiplicity == Multiplicity::one ? work.confidence : lowered(work.confidence);
  if (actor.spawns.empty()) finding.confidence = lowered(finding.confidence);
  finding.subject = system.name(actor.id);
  finding.advice =
      "a process is worth having for state, isolation or concurrency, not to hold code: make it a function that the "
      "senders call, and a task where they must not wait for it";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    if (hasReason(system, actor)) continue;
    const Work work = workOf(system, actor);
    if (work.pure) findings.push_back(report(system, actor, work));
  }
}

}  // namespace

extern const Rule kBottleneckStatelessActor;
const Rule kBottleneckStatelessActor{kInfo, check};

}  // namespace dramaturg
