#include "rules/thread_starts.h"

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-thread-per-entity",
                         "A thread is created per request, connection or item.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::uint64_t kMostThreads = 64;  ///< of one loop: more than most machines have cores for

/// What decides how many of them there are.
struct Driver {
  std::string text;
  Step step;
  Confidence confidence = Confidence::likely;
};

/// A handler whose message comes once, while the program starts.
bool comesOnce(const ActorSystem& system, const LinkedHandler& handler) {
  if (longLived(system, handler.actor).no()) return true;
  bool any = false;
  for (const Edge* edge : system.inbound(handler.actor)) {
    if (edge->toHandler != handler.id) continue;
    const bool starts = edge->fromHandler == HandlerId::none
                            ? edge->from == ActorId::none
                            : startsOrEnds(system.handler(edge->fromHandler).fact->kind);
    if (!starts || !loopsAround(system, edge->path, edge->site).empty()) return false;
    any = true;
  }
  return any && system.closedWorld();
}

/// What only a timer of the actor's own brings comes at a pace that somebody has chosen.
bool isPaced(const ActorSystem& system, const LinkedHandler& handler) {
  bool timed = false;
  for (const Edge* edge : system.inbound(handler.actor)) {
    if (edge->toHandler != handler.id) continue;
    if (edge->from != handler.actor) return false;
    timed = timed || std::holds_alternative<Schedule>(system.event(edge->site).what);
  }
  return timed;
}

/// A loop that goes on for as long as somebody outside has something for it.
bool takesInput(const ActorSystem& system, const LoopAround& around) {
  bool takes = false;
  forEachInLoop<Block>(system, around, [&](const Block& block, Site) {
    takes =
        takes || block.awaits == Awaits::outside || block.kind == BlockKind::queue || block.kind == BlockKind::receive;
  });
  return takes;
}

std::optional<Driver> driverOf(const ActorSystem& system, const ThreadStart& start, const Way& way) {
  for (const LoopAround& around : loopsAround(system, way.path, start.site)) {
    const Loop& loop = loopOf(system, around);
    if (loop.kind == LoopKind::constant && loop.count > kMostThreads)
      return Driver{"in each of " + std::to_string(loop.count) + " passes of a loop",
                    {loop.place, "the loop has " + std::to_string(loop.count) + " passes"},
                    Confidence::certain};
    const bool open = loop.kind == LoopKind::condition || loop.kind == LoopKind::infinite;
    if (open && takesInput(system, around))
      return Driver{"in every pass of a loop that waits for input",
                    {loop.place, "the loop goes on for as long as there is input"},
                    Confidence::likely};
  }
  if (way.handler == HandlerId::none) return std::nullopt;
  const LinkedHandler& handler = system.handler(way.handler);
  const bool message = handler.fact->kind == HandlerKind::message || handler.fact->kind == HandlerKind::fallback;
  if (!message || comesOnce(system, handler)) return std::nullopt;
  const bool paced = isPaced(system, handler);
  return Driver{"by " + describe(system, way.handler) + " for each message",
                at(system, way.handler, describe(system, way.handler) + " runs once for each message"),
                paced ? Confidence::possible : Confidence::likely};
}

Finding report(const ActorSystem& system, const ThreadStart& start, const Way& way, const Driver& driver) {
  Finding finding = begin(kInfo, placeOf(system, start.site), system.ownerOf(start.site.function));
  finding.message = start.what + " is started " + driver.text;
  finding.evidence.push_back(driver.step);
  append(finding.evidence, describePath(system, way.path));
  finding.evidence.push_back(at(system, start.site, "starts " + start.what));
  append(finding.evidence, start.why);
  finding.evidence.push_back({finding.place, "no limit on the number that is alive was found on this way"});
  finding.confidence = weaker(driver.confidence, way.confidence);
  if (driver.confidence != Confidence::certain) finding.confidence = weaker(finding.confidence, start.confidence);
  finding.subject = std::string(system.name(system.function(start.site.function).symbol)) + " starts " + start.what;
  finding.advice =
      "processes are cheap on the BEAM, threads are not: let an actor that shares the pool stand for each of them, or "
      "hand work that has to wait to a fixed number of threads";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const ThreadStart& start : threadStarts(system))
    for (const Way& way : waysTo(system, start.site.function)) {
      const std::optional<Driver> driver = driverOf(system, start, way);
      if (!driver || (driver->confidence != Confidence::certain && isLimited(system, start, way))) continue;
      findings.push_back(report(system, start, way, *driver));
      break;  // told once, with the first that drives it
    }
}

}  // namespace

extern const Rule kBottleneckThreadPerEntity;
const Rule kBottleneckThreadPerEntity{kInfo, check};

}  // namespace dramaturg
