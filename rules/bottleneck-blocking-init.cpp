#include "rules/support.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-blocking-init",
                         "Start-up of this actor waits; its parent waits with it.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "restart_policy"};

/// What is there on this machine may be waited for: a configuration file, a lock, a socket to listen on.
bool isLocal(const Block& block) {
  return waitsForNothing(block) || block.awaits == Awaits::pageCache || block.awaits == Awaits::lock ||
         block.kind == BlockKind::file || block.kind == BlockKind::console;
}

struct Wait {
  Site site;
  std::vector<Site> path;
  std::string what;
  Confidence confidence;
};

std::vector<Wait> waitsIn(const ActorSystem& system, FunctionId root) {
  std::vector<Wait> waits;
  forEachReached<Block>(system, root, [&](const Block& block, Site site, const Reached& reached) {
    if (!isLocal(block))
      waits.push_back({site, reached.path, "waits in " + quoted(system.name(block.function)), reached.confidence});
  });
  forEachReached<Call>(system, root, [&](const Call& call, Site site, const Reached& reached) {
    const bool known = std::ranges::any_of(
        waits, [&](const Wait& wait) { return placeOf(system, wait.site) == placeOf(system, site); });
    if (call.style == CallStyle::blocking && !known)
      waits.push_back(
          {site, reached.path, "waits for the answer to " + quoted(system.name(call.message)), reached.confidence});
  });
  return waits;
}

/// Who is held up: the one that spawns, when set-up runs inside the spawn; else those who share the thread.
Evidence whoWaits(const ActorSystem& system, const LinkedActor& actor, const Handler& init) {
  if (init.spawnerWaits && !actor.spawns.empty()) {
    const ActorId parent = system.ownerOf(actor.spawns.front().function);
    return {at(system, actor.spawns.front(),
               parent == ActorId::none ? "the spawn returns only then"
                                       : quoted(system, parent) + " takes no message meanwhile")};
  }
  return actor.placementWhy;
}

/// Only the actor itself is late, on a thread of its own, and nobody stands and waits for it.
bool holdsUpNobody(const LinkedActor& actor, const Handler& init) {
  return !init.spawnerWaits && (actor.placement == Placement::ownThread || actor.fact->ownLoop);
}

/// A program's main function that starts one actor has nothing else to do.
bool onlyMainWaits(const ActorSystem& system, const LinkedActor& actor, const Handler& init) {
  return init.spawnerWaits && !actor.spawns.empty() && std::ranges::all_of(actor.spawns, [&](Site site) {
           return system.turnsOf(site.function).empty() && system.tasksOf(site.function).empty() &&
                  !system.entriesOf(site.function).empty();
         });
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::set<Site> told;
  for (const LinkedHandler& handler : system.handlers()) {
    if (handler.fact->kind != HandlerKind::init || handler.body == FunctionId::none) continue;
    const LinkedActor& actor = system.actor(handler.actor);
    if (holdsUpNobody(actor, *handler.fact)) continue;
    std::vector<Wait> waits = waitsIn(system, handler.body);
    std::erase_if(waits, [&](const Wait& wait) { return !told.insert(wait.site).second; });
    if (waits.empty()) continue;
    Finding finding = begin(kInfo, placeOf(system, waits.front().site), actor.id);
    finding.message = "the start of " + quoted(system, actor.id) + " " + waits.front().what;
    finding.evidence.push_back(at(system, handler.id, describe(system, handler.id) + " runs here"));
    for (const Wait& wait : waits) {
      append(finding.evidence, describePath(system, wait.path));
      finding.evidence.push_back(at(system, wait.site, wait.what));
    }
    append(finding.evidence, whoWaits(system, actor, *handler.fact));
    finding.confidence = waits.front().confidence;
    if (onlyMainWaits(system, actor, *handler.fact)) finding.severity = Severity::suggestion;
    finding.subject = std::string(system.name(actor.id)) + " init";
    finding.advice =
        "promise only what is there at once: send yourself a first message and do it in that turn, asking without "
        "waiting and again after a pause when it fails";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

extern const Rule kBottleneckBlockingInit;
const Rule kBottleneckBlockingInit{kInfo, check};

}  // namespace dramaturg
