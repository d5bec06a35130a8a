#include "model/event_index.h"
#include "rules/hubs.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"observability-silent-hub",
                         "The busiest actor reports nothing.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

/// Does it keep a number, write to a log of its own, or count in memory that others can read?
bool reports(const ActorSystem& system, const LinkedActor& actor) {
  if (std::ranges::any_of(actor.fields,
                          [](const FieldUse& use) { return use.field->role == FieldRole::observability; }))
    return true;
  bool found = false;
  forEachWork<Measure>(system, actor.id,
                       [&](const Measure&, Site, const Reached&, const LinkedHandler&) { found = true; });
  forEachWork<GlobalAccess>(system, actor.id,
                            [&](const GlobalAccess& access, Site, const Reached&, const LinkedHandler&) {
                              found = found || (access.write && access.safe);
                            });
  return found;
}

/// The library does it for all, or code that cannot be seen may.
bool mayBeMeasured(const ActorSystem& system, const LinkedActor& actor) {
  return !blindSpots(system, actor.id).empty() || std::ranges::any_of(system.events().sites<Measure>(), [&](Site site) {
    return std::get<Measure>(system.event(site).what).everywhere;
  });
}

/// What is to be known of an actor, and how sure we are that it matters.
struct Interest {
  std::string numbers;
  Evidence why;
  Confidence confidence = Confidence::likely;
};

Interest interestOf(const ActorSystem& system, const Hub& hub) {
  Interest interest{"the queue length and the time per turn of " + quoted(system, hub.actor), {}, Confidence::likely};
  for (const Load& load : hub.loads)
    interest.why.push_back(
        at(system, load.edge->site,
           sourceOf(system, *load.edge) + " sends to it (weight " + std::to_string(load.weight) + ")"));
  interest.why.push_back(
      {{}, "the weights add up to " + std::to_string(hub.weight) + ", the limit is " + std::to_string(kHubWeight)});
  return interest;
}

/// Whoever starts it again counts that.
bool counts(const ActorSystem& system, HandlerId id) {
  bool counted = false;
  forEachReached<StateWrite>(system, system.handler(id).body, [&](const StateWrite& write, Site, const Reached&) {
    counted = counted || write.kind == WriteKind::update;
  });
  return counted;
}

/// Where somebody has thought of an overflow or an end, its number tells whether they come.
std::optional<Interest> interestOf(const ActorSystem& system, const LinkedActor& actor) {
  if (!actor.bounded.empty())
    return Interest{"how many messages the limit of " + quoted(system, actor.id) + " turns away",
                    {at(system, actor.id, "only so many messages may wait for it")},
                    Confidence::possible};
  for (const Site site : actor.spawns)
    for (const HandlerId id : system.turnsOf(site.function))
      if (system.handler(id).fact->kind == HandlerKind::down && !counts(system, id))
        return Interest{"how often " + quoted(system, actor.id) + " is started again",
                        {at(system, site, "it is started again when it has ended")},
                        Confidence::possible};
  return std::nullopt;
}

/// How the program counts other things.
void addHouseStyle(const ActorSystem& system, Evidence& evidence) {
  for (const Site site : system.events().sites<Measure>())
    return evidence.push_back(at(system, site,
                                 quoted(system.name(std::get<Measure>(system.event(site).what).function)) +
                                     " is how the program counts other things"));
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const Interest& interest) {
  Finding finding = begin(kInfo, actor.fact->place, actor.id);
  finding.message = "nothing tells " + interest.numbers;
  append(finding.evidence, interest.why);
  finding.evidence.push_back(at(system, actor.id, "none of its turns keeps a number"));
  addHouseStyle(system, finding.evidence);
  finding.evidence.push_back({{}, actor.library->measureSource});
  finding.confidence = fromAbsence(system, interest.confidence);
  if (actor.library->measuresWhenConfigured) finding.confidence = Confidence::possible;
  finding.subject = system.name(actor.id);
  finding.advice =
      "have it tell queue length, waiting time, time per turn, drops and restarts before anything is moved: the true "
      "bottleneck shows in numbers (OTP: `:telemetry`, `Process.info/2`)";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  const auto judge = [&](const LinkedActor& actor, const Interest& interest) {
    if (!reports(system, actor) && !mayBeMeasured(system, actor)) findings.push_back(report(system, actor, interest));
  };
  std::set<ActorId> told;
  for (const Hub& hub : hubsOf(system))
    if (told.insert(hub.actor).second) judge(system.actor(hub.actor), interestOf(system, hub));
  for (const LinkedActor& actor : system.actors()) {
    if (told.contains(actor.id) || isOnlyBase(system, actor)) continue;
    if (const auto interest = interestOf(system, actor)) judge(actor, *interest);
  }
}

}  // namespace

extern const Rule kObservabilitySilentHub;
const Rule kObservabilitySilentHub{kInfo, check};

}  // namespace dramaturg
