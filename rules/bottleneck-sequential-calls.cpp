#include "model/event_index.h"
#include "model/home_made.h"
#include "rules/ways_to.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-sequential-calls",
                         "Calls are awaited one by one in a loop.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "task_flavour"};

/// A wait in a loop, with what it waits for.
struct Awaited {
  Site site;
  std::string what;
  const Call* call = nullptr;
  Confidence confidence = Confidence::likely;
};

/// Somebody may wait inside of the loop only if the loop itself waits: an answer that comes as a turn of its own does
/// not hold it.
bool waitsHere(const Call& call) {
  return call.style == CallStyle::blocking || (call.style == CallStyle::suspend && call.onReply == Symbol::none);
}

/// The work whose future is waited on at `site`, where the same pass of the same loop has started it.
std::optional<Site> startedInPass(const ActorSystem& system, Site site, const Block& block) {
  const Function& function = system.function(site.function);
  for (std::uint32_t i = 0; i < function.events.size(); ++i) {
    const Event& event = function.events[i];
    if (event.loop == 0 || event.loop != function.events[site.event].loop) continue;
    if (const auto* task = std::get_if<Task>(&event.what)) {
      const bool awaited = block.receiver.kind == HandleKind::variable || block.receiver.kind == HandleKind::field;
      const bool held = awaited && !task->among && task->holder == block.receiver.symbol;
      if (held || isWithin(event.place, placeOf(system, site))) return Site{site.function, i};
    }
    const auto* call = std::get_if<FunctionCall>(&event.what);
    if (call != nullptr && block.receiver.kind == HandleKind::result && call->callee == block.receiver.symbol)
      return Site{site.function, i};
  }
  return std::nullopt;
}

std::vector<Awaited> awaitedIn(const ActorSystem& system) {
  std::vector<Awaited> all;
  for (const Site site : system.events().sites<Call, Block, Task>()) {
    const EventKind& what = system.event(site).what;
    if (const auto* call = std::get_if<Call>(&what); call != nullptr && waitsHere(*call)) {
      const std::string name = call->message == Symbol::none ? "a request" : quoted(system.name(call->message));
      all.push_back({site, "the answer to " + name, call, Confidence::likely});
    } else if (const auto* block = std::get_if<Block>(&what);
               block != nullptr && block->kind == BlockKind::future && block->awaits == Awaits::thread) {
      if (startedInPass(system, site, *block))
        all.push_back({site, "the future that the same pass has made", nullptr, Confidence::likely});
    } else if (const auto* task = std::get_if<Task>(&what);
               task != nullptr && task->kind == TaskKind::async && task->owner == TaskOwner::dropped) {
      all.push_back({site, "a task, because its future waits where it is dropped", nullptr, Confidence::likely});
    }
  }
  return all;
}

/// Passes that could run side by side: as many as there are elements, and none needs another.
bool isIndependent(const ActorSystem& system, const LoopAround& around) {
  const Loop& loop = loopOf(system, around);
  const bool counted = loop.kind == LoopKind::container || (loop.kind == LoopKind::constant && loop.count >= 2);
  if (!counted || loop.leaves || loop.carries) return false;
  bool throws = false;
  forEachInLoop<Throw>(system, around, [&](const Throw& thrown, Site) { throws = throws || !thrown.caughtHere; });
  return !throws;
}

/// Whatever else a pass does may have to stay in order.
bool doesMore(const ActorSystem& system, const LoopAround& around, Site awaited) {
  bool more = false;
  const auto is = [&](const auto&, Site site) { more = more || site != awaited; };
  forEachInLoop<Cast>(system, around, is);
  forEachInLoop<Spawn>(system, around, is);
  forEachInLoop<Schedule>(system, around, is);
  forEachInLoop<Stop>(system, around, is);
  forEachInLoop<Call>(system, around, is);
  forEachInLoop<Block>(system, around, [&](const Block& block, Site site) {
    const bool file = block.kind == BlockKind::file || block.kind == BlockKind::console;
    more = more || (site != awaited && block.kind != BlockKind::future && (file || !waitsForNothing(block)));
  });
  forEachInLoop<GlobalAccess>(system, around,
                              [&](const GlobalAccess& access, Site) { more = more || (access.write && !access.safe); });
  return more;
}

/// Requests to one instance queue up there whatever the caller does.
bool isOneInstance(const ActorSystem& system, const Call& call) {
  const std::vector<Receiver> receivers = system.receivers(call.receiver, call.message);
  return receivers.empty() || std::ranges::any_of(receivers, [&](const Receiver& receiver) {
           const Multiplicity multiplicity = system.actor(receiver.actor).multiplicity;
           return multiplicity != Multiplicity::few && multiplicity != Multiplicity::many;
         });
}

Finding report(const ActorSystem& system, const Awaited& awaited, const Way& way, const LoopAround& around) {
  const Loop& loop = loopOf(system, around);
  Finding finding = begin(kInfo, placeOf(system, awaited.site), system.ownerOf(awaited.site.function));
  const std::string over = loop.kind == LoopKind::constant ? "a loop of " + std::to_string(loop.count) + " passes"
                                                           : "a loop over " + quoted(system.name(loop.over));
  finding.message = "every pass of " + over + " waits for " + awaited.what;
  finding.evidence.push_back({loop.place, "the loop"});
  append(finding.evidence, describePath(system, way.path));
  finding.evidence.push_back(at(system, awaited.site, "waits for " + awaited.what));
  if (awaited.call != nullptr)
    for (const Receiver& receiver : system.receivers(awaited.call->receiver, awaited.call->message))
      append(finding.evidence, system.actor(receiver.actor).multiplicityWhy);
  finding.evidence.push_back({loop.place, "no value of one pass goes into the next, and no answer ends the loop"});
  finding.confidence = weaker(awaited.confidence, way.confidence);
  const bool answerUsed = awaited.call == nullptr || awaited.call->resultUsed || awaited.call->onReply != Symbol::none;
  const bool serial = awaited.call != nullptr && isOneInstance(system, *awaited.call);
  if (serial || !answerUsed || doesMore(system, around, awaited.site)) finding.confidence = Confidence::possible;
  finding.subject = std::string(system.name(system.function(around.function).symbol)) + " waits for " + awaited.what;
  finding.advice =
      "start all of them first and collect afterwards, with a limit on how many are under way: the loop then takes as "
      "long as the slowest, not as long as all together";
  return finding;
}

/// Where only start-up runs the loop, nobody waits for it but the start-up.
bool isStartUp(const ActorSystem& system, const Awaited& awaited, const std::vector<Way>& ways) {
  return awaited.call != nullptr && onlyStartsOrEnds(system, ways);
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Awaited& awaited : awaitedIn(system)) {
    const std::vector<Way> ways = waysTo(system, awaited.site.function);
    std::set<std::pair<FunctionId, std::uint32_t>> told;
    for (const Way& way : ways) {
      const std::vector<LoopAround> loops = loopsAround(system, way.path, awaited.site);
      if (loops.empty() || !isIndependent(system, loops.front())) continue;
      if (!told.insert({loops.front().function, loops.front().index}).second) continue;
      Finding finding = report(system, awaited, way, loops.front());
      if (isStartUp(system, awaited, ways)) finding.confidence = Confidence::possible;
      findings.push_back(std::move(finding));
    }
  }
}

}  // namespace

extern const Rule kBottleneckSequentialCalls;
const Rule kBottleneckSequentialCalls{kInfo, check};

}  // namespace dramaturg
