#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"observability-trace-left-on",
                         "Tracing is switched on and never off.",
                         Severity::warning,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

const Trace& traceAt(const ActorSystem& system, Site site) { return std::get<Trace>(system.event(site).what); }

/// A way on which start-up comes to the switch without asking anything.
struct Way {
  Step start;
  std::vector<Site> path;
  Confidence confidence = Confidence::certain;
};

std::optional<Way> unguardedWay(const ActorSystem& system, FunctionId root, Step start, Site site) {
  for (const Reached& reached : system.reach(root))
    if (reached.function == site.function && guardsOn(system, reached.path, site).empty())
      return Way{std::move(start), reached.path, reached.confidence};
  return std::nullopt;
}

/// From `main` and its like, or from the start of an actor; a message that switches it on is somebody's decision.
std::optional<Way> wayFromStart(const ActorSystem& system, Site site) {
  for (const FunctionId entry : system.entriesOf(site.function))
    if (auto way = unguardedWay(system, entry, at(system, entry, "the program starts here"), site)) return way;
  for (const HandlerId id : system.turnsOf(site.function)) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind != HandlerKind::init) continue;
    auto way = unguardedWay(system, handler.body, at(system, id, describe(system, id) + " runs at every start"), site);
    if (!way) continue;
    way->confidence = weaker(way->confidence, Confidence::likely);
    return way;
  }
  return std::nullopt;
}

/// Switched off or narrowed down anywhere: a guard object's destructor, a command, a filter.
bool isEnded(const ActorSystem& system, Symbol shows) {
  return std::ranges::any_of(system.events().sites<Trace>(), [&](Site site) {
    return !traceAt(system, site).on && traceAt(system, site).shows == shows;
  });
}

Finding report(const ActorSystem& system, Site site, const Way& way) {
  Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
  const Trace& trace = traceAt(system, site);
  const std::string shows(system.name(trace.shows));
  finding.message = quoted(system.name(trace.function)) + " shows " + shows + " in every run, and nothing ends that";
  finding.evidence.push_back(at(system, site, "switches it on; no condition decides whether"));
  finding.evidence.push_back(way.start);
  append(finding.evidence, describePath(system, way.path));
  finding.evidence.push_back({finding.place, "nothing in the program switches it off or narrows it down"});
  finding.confidence = fromAbsence(system, way.confidence);
  finding.subject = std::string(system.name(system.function(site.function).symbol)) + " shows " + shows;
  finding.advice =
      "let a flag or the configuration decide, and switch it off when done, best by the destructor of a guard object "
      "(OTP: `:sys.trace/2` is for looking, and is turned off afterwards)";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::map<std::string, Finding> bySubject;
  for (const Site site : system.events().sites<Trace>()) {
    const Trace& trace = traceAt(system, site);
    if (!trace.on || trace.optional || isEnded(system, trace.shows)) continue;
    if (const std::optional<Way> way = wayFromStart(system, site)) {
      Finding finding = report(system, site, *way);
      bySubject.try_emplace(finding.subject, std::move(finding));
    }
  }
  for (auto& [subject, finding] : bySubject) findings.push_back(std::move(finding));
}

}  // namespace

extern const Rule kObservabilityTraceLeftOn;
const Rule kObservabilityTraceLeftOn{kInfo, check};

}  // namespace dramaturg
