#include "rules/quiet_end.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-unsupervised-actor",
                         "If this long-lived actor dies, nobody notices.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

const Spawn& spawnAt(const ActorSystem& system, Site site) { return std::get<Spawn>(system.event(site).what); }

/// What main starts, main waits for or stops, and the program ends with it.
bool isTopLevel(const ActorSystem& system, Site site) {
  return system.turnsOf(site.function).empty() && system.tasksOf(site.function).empty() &&
         !system.entriesOf(site.function).empty();
}

/// Called by nobody in the program: whoever uses this function gets the handle and may watch.
bool isFactory(const ActorSystem& system, Site site) {
  return system.turnsOf(site.function).empty() && system.tasksOf(site.function).empty();
}

bool isWatchedSpawn(const ActorSystem& system, const LinkedActor& actor, Site site) {
  const Spawn& spawn = spawnAt(system, site);
  return spawn.linked || spawn.monitored || spawn.supervised || spawn.inGroup || actor.library->spawnSupervises;
}

bool isWatch(const ActorSystem& system, const Edge& edge) {
  // A spawn's own option watches the instance that it starts; it says nothing of the others.
  if (std::holds_alternative<Spawn>(system.event(edge.site).what)) return false;
  return edge.kind == EdgeKind::link || edge.kind == EdgeKind::monitor || edge.kind == EdgeKind::supervise;
}

/// Somebody links or monitors it after the spawn, or it links itself to somebody.
bool isWatchedLater(const ActorSystem& system, ActorId actor) {
  return std::ranges::any_of(system.inbound(actor), [&](const Edge* edge) { return isWatch(system, *edge); }) ||
         std::ranges::any_of(system.outbound(actor),
                             [&](const Edge* edge) { return edge->kind == EdgeKind::link && isWatch(system, *edge); });
}

/// A child that watches its parent at least hears of its end.
bool watchesItsParent(const ActorSystem& system, const LinkedActor& actor) {
  return std::ranges::any_of(system.outbound(actor.id), [&](const Edge* edge) {
    return edge->kind == EdgeKind::monitor &&
           std::ranges::any_of(actor.spawns, [&](Site site) { return system.ownerOf(site.function) == edge->to; });
  });
}

/// It cannot fail by construction, or the library has decided already that a failure ends the whole process.
bool failureIsDecided(const ActorSystem& system, const LinkedActor& actor, const Answer& death) {
  if (!actor.library->throwEndsActor) return true;
  return death.no() && std::ranges::all_of(actor.handlers, [&](HandlerId id) {
           const FunctionId body = system.handler(id).body;
           return body != FunctionId::none && system.function(body).cannotThrow;
         });
}

std::string handleText(const Spawn& spawn) {
  switch (spawn.result) {
    case ResultUse::dropped:
      return "its handle is dropped";
    case ResultUse::kept:
      return "its handle is kept";
    case ResultUse::passed:
      return "its handle is passed on";
    case ResultUse::returned:
      return "its handle is returned";
    case ResultUse::local:
      return "its handle stays in a local variable";
    case ResultUse::unknown:
      break;
  }
  return "it is not linked, monitored or supervised";
}

void addDependants(const ActorSystem& system, ActorId actor, Evidence& evidence) {
  constexpr std::size_t kShown = 2;
  std::size_t shown = 0;
  for (const Edge* edge : system.inbound(actor))
    if ((edge->kind == EdgeKind::cast || edge->kind == EdgeKind::call) && edge->from != actor && shown++ < kShown)
      evidence.push_back(at(system, edge->site, sourceOf(system, *edge) + " depends on it"));
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const std::vector<Site>& spawns,
               const Answer& longLife) {
  Finding finding = begin(kInfo, placeOf(system, spawns.front()), actor.id);
  const std::string name = quoted(system, actor.id);
  const Answer death = canDie(system, actor.id);
  finding.message = "nobody would notice the end of " + name;
  for (Site site : spawns)
    finding.evidence.push_back(at(system, site, name + " is spawned: " + handleText(spawnAt(system, site))));
  finding.evidence.push_back({{}, actor.library->spawnSource});
  append(finding.evidence, longLife.evidence);
  addDependants(system, actor.id, finding.evidence);
  append(finding.evidence, death.evidence);
  finding.evidence.push_back(
      at(system, actor.id, "no link, monitor or supervisor of " + name + " was found in the program"));
  finding.confidence = death.yes() ? death.confidence : Confidence::likely;
  finding.confidence = weaker(fromAbsence(system, finding.confidence), longLife.confidence);
  if (!system.openWatches().empty())
    finding.confidence = lowered(finding.confidence);  // it may be the one watched there
  if (isFactory(system, spawns.front())) finding.confidence = Confidence::possible;
  if (failureIsDecided(system, actor, death)) finding.severity = Severity::suggestion;
  finding.subject = system.name(actor.id);
  finding.advice =
      "long-lived processes belong under somebody who hears of their end: spawn it linked when both may die together, "
      "or "
      "monitor it and decide in the down handler whether to restart it";
  return finding;
}

/// Its owner goes on as if nothing had happened, and its queue goes on filling.
Finding report(const ActorSystem& system, const LinkedActor& actor, const QuietEnd& end) {
  const bool spawned = !actor.spawns.empty();
  Finding finding =
      begin(kInfo, spawned ? placeOf(system, actor.spawns.front()) : actor.structure.front().place, actor.id);
  const std::string name = quoted(system, actor.id);
  finding.message = "nobody would notice that the loop of " + name + " has ended";
  append(finding.evidence, actor.structure);
  append(finding.evidence, end.evidence);
  addDependants(system, actor.id, finding.evidence);
  finding.confidence = weaker(Confidence::likely, end.confidence);
  finding.subject = system.name(actor.id);
  finding.advice =
      "catch inside of the loop what one message may cost, and let everything else end the thread in a way that its "
      "owner sees: keep the exception for whoever joins it, or let it end the program";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    if (const std::optional<QuietEnd> end = quietEndOf(system, actor)) {
      findings.push_back(report(system, actor, *end));
      continue;
    }
    std::vector<Site> loose;
    for (Site site : actor.spawns)
      if (!isTopLevel(system, site) && !isWatchedSpawn(system, actor, site)) loose.push_back(site);
    if (loose.empty() || isWatchedLater(system, actor.id) || watchesItsParent(system, actor) ||
        isPoolWorker(system, actor.id))
      continue;
    const Answer longLife = longLived(system, actor.id);
    if (longLife.yes()) findings.push_back(report(system, actor, loose, longLife));
  }
}

}  // namespace

extern const Rule kSupervisionUnsupervisedActor;
const Rule kSupervisionUnsupervisedActor{kInfo, check};

}  // namespace dramaturg
