#include "rules/support.h"

#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-swallowed-failure",
                         "The handler catches everything, logs, and carries on with unknown state.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// Says nothing of what has happened: `...` and the classes that every failure is one of.
bool catchesEverything(const ActorSystem& system, const Catch& what) {
  const std::string_view type = system.name(what.type);
  return type.find("...") != std::string_view::npos || type.find("std::exception") != std::string_view::npos;
}

struct Swallow {
  Site site;
  std::vector<Site> path;
  CatchBody body;
  Confidence confidence;
};

std::vector<Swallow> swallowsIn(const ActorSystem& system, const Turn& turn) {
  std::vector<Swallow> found;
  forEachReached<Catch>(system, turn.root, [&](const Catch& what, Site site, const Reached& reached) {
    // Code that must not throw has to catch.
    const bool boundary = system.function(site.function).cannotThrow;
    if ((what.body == CatchBody::empty || what.body == CatchBody::logs) && !boundary && catchesEverything(system, what))
      found.push_back({site, reached.path, what.body, reached.confidence});
  });
  return found;
}

/// Something of the actor's state that this turn writes before the catch: it may be half written.
Evidence writtenBefore(const ActorSystem& system, const Swallow& swallow) {
  const Function& function = system.function(swallow.site.function);
  for (std::uint32_t i = 0; i < function.events.size() && i < swallow.site.event; ++i)
    if (const auto* write = std::get_if<StateWrite>(&function.events[i].what))
      return {at(system, Site{swallow.site.function, i},
                 "writes " + quoted(system.name(write->field)) + ", which stays as it is then")};
  return {};
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::set<Site> told;
  for (const LinkedActor& actor : system.actors())
    for (const Turn& turn : turnsOf(system, actor.id)) {
      if (startsOrEnds(turn.kind)) continue;
      for (const Swallow& swallow : swallowsIn(system, turn)) {
        if (!told.insert(swallow.site).second) continue;
        const Evidence written = writtenBefore(system, swallow);
        const bool empty = swallow.body == CatchBody::empty;
        Finding finding = begin(kInfo, placeOf(system, swallow.site), actor.id);
        finding.message = describe(system, turn.handler) + " catches every failure and goes on";
        finding.evidence.push_back(at(system, turn.root, describe(system, turn.handler) + " runs here"));
        append(finding.evidence, describePath(system, swallow.path));
        append(finding.evidence, written);
        finding.evidence.push_back(
            at(system, swallow.site, empty ? "says nothing of it to anybody" : "tells a log and nobody else"));
        finding.confidence = weaker(swallow.confidence, written.empty() ? Confidence::likely : Confidence::certain);
        finding.subject = std::string(system.name(actor.id)) + " " + describe(system, turn.handler);
        finding.advice =
            "expected failures are values or types of their own; on any other one let the actor end, so that whoever "
            "watches it can start it with a clean state";
        findings.push_back(std::move(finding));
      }
    }
}

}  // namespace

extern const Rule kSupervisionSwallowedFailure;
const Rule kSupervisionSwallowedFailure{kInfo, check};

}  // namespace dramaturg
