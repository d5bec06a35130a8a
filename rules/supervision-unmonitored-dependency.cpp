#include "rules/membership.h"
#include "rules/notices.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-unmonitored-dependency",
                         "It keeps a handle to another actor and would never hear of its death.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

constexpr char kMonitor[] =
    "monitor what the actor depends on and take the entry out in the down handler, or look the handle up each time it "
    "is used";

void checkTaker(const ActorSystem& system, const LinkedActor& actor, std::vector<Finding>& findings) {
  if (!actor.library->downNeedsHandler || mayTakeNotices(system, actor)) return;
  const std::optional<Site> watch = watchWithoutTaker(system, actor);
  if (!watch) return;
  Finding finding = begin(kInfo, placeOf(system, *watch), actor.id);
  finding.severity = Severity::warning;
  finding.message = quoted(system, actor.id) + " monitors another actor and has no handler for its end";
  finding.evidence.push_back(at(system, *watch, "asks to be told of an end"));
  finding.evidence.push_back(at(system, actor.id, "none of its handlers takes the notice"));
  finding.evidence.push_back({{}, actor.library->downSource});
  finding.confidence = blindSpots(system, actor.id).empty() ? Confidence::certain : Confidence::likely;
  finding.subject = std::string(system.name(actor.id)) + " without down handler";
  finding.advice = "set a down handler that decides what the end means: clean up, start again, or end as well";
  findings.push_back(std::move(finding));
}

void checkWatch(const ActorSystem& system, const LinkedActor& actor, std::vector<Finding>& findings) {
  if (!actor.library->downNeedsHandler || !system.closedWorld() || isOnlyBase(system, actor)) return;
  const auto down = std::ranges::find_if(
      actor.handlers, [&](HandlerId id) { return system.handler(id).fact->kind == HandlerKind::down; });
  if (down == actor.handlers.end() || watchesAnybody(system, actor.id) || anyOpenWatcher(system) ||
      !blindSpots(system, actor.id).empty())
    return;
  Finding finding = begin(kInfo, system.handler(*down).fact->place, actor.id);
  finding.severity = Severity::warning;
  finding.message = quoted(system, actor.id) + " has a down handler, but monitors nobody";
  finding.evidence.push_back(at(system, *down, "would run when a monitored actor has ended"));
  finding.evidence.push_back(at(system, actor.id, "nothing in the program monitors anybody on its behalf"));
  finding.confidence = Confidence::likely;
  finding.subject = std::string(system.name(actor.id)) + " without monitor";
  finding.advice = "monitor the actors whose end the handler is for when their handles come in, or drop the handler";
  findings.push_back(std::move(finding));
}

/// The watch in the turn that adds an entry.
std::optional<Site> watchBeside(const ActorSystem& system, const FieldUse::Access& added) {
  std::optional<Site> found;
  for (const Reached& reached : system.reach(system.handler(added.handler).body)) {
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i)
      if (!found && std::holds_alternative<Monitor>(function.events[i].what)) found = Site{reached.function, i};
  }
  return found;
}

Finding aboutMembers(const ActorSystem& system, const LinkedActor& actor, const Members& members) {
  Finding finding = begin(kInfo, placeOf(system, members.added->site), actor.id);
  const std::string field = quoted(system.name(members.use->field->symbol));
  finding.evidence.push_back({members.use->field->place, field + " denotes other actors"});
  finding.evidence.push_back(at(system, members.added->site,
                                describe(system, members.added->handler) + " adds one that lives a life of its own"));
  finding.subject = std::string(system.name(actor.id)) + " " + std::string(system.name(members.use->field->symbol));
  finding.advice = kMonitor;
  return finding;
}

/// It hears of the end, and keeps the entry all the same.
void checkStale(const ActorSystem& system, const LinkedActor& actor, const Members& members, Site watch,
                std::vector<Finding>& findings) {
  if (!hearsOfEnds(system, actor.id) || !blindSpots(system, actor.id).empty()) return;
  Finding finding = aboutMembers(system, actor, members);
  finding.message = "an end leaves its entry in " + quoted(system.name(members.use->field->symbol)) + " of " +
                    quoted(system, actor.id);
  finding.evidence.push_back(at(system, watch, "asks to be told of its end"));
  finding.evidence.push_back(at(system, actor.id, "but no down handler takes the entry out"));
  finding.confidence = Confidence::likely;
  findings.push_back(std::move(finding));
}

bool mayFillUnseen(const ActorSystem& system, const LinkedActor& actor) {
  return isOnlyBase(system, actor) || !blindSpots(system, actor.id).empty();
}

void checkMembers(const ActorSystem& system, const LinkedActor& actor, std::vector<Finding>& findings) {
  for (const Members& members : membersOf(system, actor)) {
    if (members.removedWhenGone || longLived(system, actor.id).no()) continue;
    if (const std::optional<Site> watch = watchBeside(system, *members.added)) {
      checkStale(system, actor, members, *watch, findings);
      continue;
    }
    if (watchesAnybody(system, actor.id) || hearsOfEnds(system, actor.id) || mayFillUnseen(system, actor)) continue;
    Finding finding = aboutMembers(system, actor, members);
    const std::string field = quoted(system.name(members.use->field->symbol));
    finding.message = quoted(system, actor.id) + " would never hear that an actor in " + field + " has ended";
    for (const FieldUse::Access* removal : members.removals)
      finding.evidence.push_back(at(system, removal->site, "an entry leaves only when somebody says so"));
    finding.evidence.push_back(at(system, actor.id, "no monitor, no link: an actor that ends stays in " + field));
    const bool never = members.removals.empty();
    finding.confidence = fromAbsence(system, never ? Confidence::likely : Confidence::possible);
    findings.push_back(std::move(finding));
  }
}

/// Started by the same code as members of a group, which ends as a whole.
bool areGrouped(const ActorSystem& system, ActorId one, ActorId other) {
  const auto inGroup = [&](Site site) { return std::get<Spawn>(system.event(site).what).inGroup; };
  return std::ranges::any_of(system.actor(one).spawns, [&](Site a) {
    return inGroup(a) && std::ranges::any_of(system.actor(other).spawns,
                                             [&](Site b) { return inGroup(b) && a.function == b.function; });
  });
}

/// Do both end together, or is one told of the other's end?
bool areTied(const ActorSystem& system, ActorId one, ActorId other) {
  if (areGrouped(system, one, other)) return true;
  const auto ties = [&](ActorId a, ActorId b) {
    return std::ranges::any_of(system.outbound(a), [&](const Edge* edge) {
      return edge->to == b && (edge->kind == EdgeKind::spawn || edge->kind == EdgeKind::monitor ||
                               edge->kind == EdgeKind::link || edge->kind == EdgeKind::supervise);
    });
  };
  return ties(one, other) || ties(other, one) || watched(system, other).yes();
}

/// One handle in a field that is cast to for ever, whether or not somebody is still there.
void checkSingle(const ActorSystem& system, const LinkedActor& actor, std::vector<Finding>& findings) {
  if (watchesAnybody(system, actor.id) || hearsOfEnds(system, actor.id) || mayFillUnseen(system, actor)) return;
  for (const Edge* edge : system.outbound(actor.id)) {
    const auto* cast = edge->kind == EdgeKind::cast ? std::get_if<Cast>(&system.event(edge->site).what) : nullptr;
    const bool kept = cast != nullptr && cast->receiver.kind == HandleKind::field &&
                      std::ranges::any_of(actor.fields, [&](const FieldUse& use) {
                        return use.field->symbol == cast->receiver.symbol;
                      });
    const bool working =
        edge->fromHandler != HandlerId::none && isWorking(system, system.handler(edge->fromHandler), edge->path);
    if (!kept || !working || edge->to == actor.id) continue;
    if (edge->confidence == Confidence::possible || system.actor(edge->to).library->spawnSupervises) continue;
    const Answer death = canDie(system, edge->to);
    if (!death.yes() || areTied(system, actor.id, edge->to)) continue;
    Finding finding = begin(kInfo, placeOf(system, edge->site), actor.id);
    const std::string other = quoted(system, edge->to);
    finding.message = quoted(system, actor.id) + " would never hear that " + other + " has ended";
    append(finding.evidence, edge->via);
    finding.evidence.push_back(at(system, edge->site, "casts to " + other + ", whether or not it is still there"));
    append(finding.evidence, death.evidence);
    finding.evidence.push_back(at(system, actor.id, "no monitor, no link, no look-up on use"));
    finding.confidence = Confidence::possible;
    finding.subject = std::string(system.name(actor.id)) + " to " + std::string(system.name(edge->to));
    finding.advice = kMonitor;
    findings.push_back(std::move(finding));
    return;
  }
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    checkTaker(system, actor, findings);
    checkWatch(system, actor, findings);
    checkMembers(system, actor, findings);
    checkSingle(system, actor, findings);
  }
}

}  // namespace

extern const Rule kSupervisionUnmonitoredDependency;
const Rule kSupervisionUnmonitoredDependency{kInfo, check};

}  // namespace dramaturg
