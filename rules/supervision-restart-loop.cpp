#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-restart-loop",
                         "Nothing stops this restart.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "restart_policy"};

constexpr char kAdvice[] =
    "count the restarts and give up after a few in a short time (OTP: `max_restarts` in `max_seconds`), wait before "
    "each, and let the failure go up a level when the limit is reached";

/// A spawn that the notice of an actor's end leads to.
struct Respawn {
  Turn turn;
  Site site;
  std::vector<Site> path;
  ActorId child = ActorId::none;
  Confidence confidence = Confidence::certain;
};

bool isWatchedBy(const ActorSystem& system, ActorId parent, ActorId child) {
  return std::ranges::any_of(system.outbound(parent), [&](const Edge* edge) {
    if (edge->to != child) return false;
    if (edge->kind == EdgeKind::monitor || edge->kind == EdgeKind::link || edge->kind == EdgeKind::supervise)
      return true;
    const auto* spawn = std::get_if<Spawn>(&system.event(edge->site).what);
    return spawn != nullptr && (spawn->linked || spawn->monitored || spawn->supervised);
  });
}

bool isParameterOf(const Function& function, Symbol symbol) {
  return std::ranges::find(function.parameters, symbol, &Parameter::name) != function.parameters.end();
}

/// Does the test look at what the turn itself changes: a count of restarts, a list of work that gets shorter?
bool usesUp(const ActorSystem& system, const Turn& turn, const Condition& condition) {
  bool used = false;
  forEachReached<StateWrite>(system, turn.root, [&](const StateWrite& write, Site, const Reached&) {
    const bool tested = std::ranges::find(condition.reads, write.field) != condition.reads.end();
    used = used || (tested && (write.kind == WriteKind::erase || write.kind == WriteKind::update));
  });
  return used;
}

/// A test for why the actor ended lets the same failure through again and again; a function may know of new work.
bool mayBringWork(const ActorSystem& system, const Guard& guard) {
  const Function& function = system.function(guard.function);
  const auto& reads = guard.condition->reads;
  if (std::ranges::any_of(reads, [&](Symbol read) { return isParameterOf(function, read); })) return false;
  return std::ranges::any_of(reads, [&](Symbol read) {
    return std::ranges::any_of(function.events, [&](const Event& event) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      return call != nullptr && call->callee == read;
    });
  });
}

/// Nothing when the restart is limited or brings new work; else how sure that leaves us.
std::optional<Confidence> unlimited(const ActorSystem& system, const Respawn& respawn) {
  Confidence confidence = respawn.confidence;
  for (const Guard& guard : guardsOn(system, respawn.path, respawn.site)) {
    if (guard.condition->compares || usesUp(system, respawn.turn, *guard.condition)) return std::nullopt;
    if (mayBringWork(system, guard)) confidence = Confidence::possible;
  }
  return confidence;
}

/// The step in the child's own start that would fail the same way again.
void addCause(const ActorSystem& system, ActorId child, Evidence& evidence) {
  for (const Turn& turn : turnsOf(system, child)) {
    if (turn.kind != HandlerKind::init) continue;
    forEachReached<Block>(system, turn.root, [&](const Block& block, Site site, const Reached&) {
      if (block.awaits == Awaits::outside)
        evidence.push_back(
            at(system, site, "its start waits for " + quoted(system.name(block.function)) + ", which may fail again"));
    });
    forEachReached<Throw>(system, turn.root, [&](const Throw& thrown, Site site, const Reached&) {
      if (!thrown.caughtHere) evidence.push_back(at(system, site, "its start may throw again"));
    });
    forEachReached<Stop>(system, turn.root, [&](const Stop& stop, Site site, const Reached&) {
      if (stop.target.kind == HandleKind::self) evidence.push_back(at(system, site, "its start may give up again"));
    });
  }
}

Finding report(const ActorSystem& system, const LinkedActor& parent, const Respawn& respawn, Confidence confidence) {
  const std::string child = quoted(system, respawn.child);
  Finding finding =
      begin(kInfo, placeOf(system, respawn.path.empty() ? respawn.site : respawn.path.front()), parent.id);
  finding.message =
      "whenever " + child + " ends, " + quoted(system, parent.id) + " starts it again at once and without limit";
  finding.evidence.push_back(at(system, respawn.turn.root, "runs when " + child + " has ended"));
  append(finding.evidence, describePath(system, respawn.path));
  finding.evidence.push_back(at(system, respawn.site, child + " is spawned again: no count, no pause on this way"));
  addCause(system, respawn.child, finding.evidence);
  finding.evidence.push_back(at(system, parent.id, "nothing goes up a level when restarting does not help"));
  finding.confidence = confidence;
  finding.subject = std::string(system.name(parent.id)) + " restarts " + std::string(system.name(respawn.child));
  finding.advice = kAdvice;
  return finding;
}

void checkNotices(const ActorSystem& system, const LinkedActor& parent, std::vector<Finding>& findings) {
  std::set<ActorId> told;
  for (const Turn& turn : turnsOf(system, parent.id)) {
    if (turn.kind != HandlerKind::down && turn.kind != HandlerKind::exit) continue;
    forEachReached<Spawn>(system, turn.root, [&](const Spawn& spawn, Site site, const Reached& reached) {
      const Respawn respawn{turn, site, reached.path, system.actorOf(spawn.actor), reached.confidence};
      if (respawn.child == ActorId::none || !isWatchedBy(system, parent.id, respawn.child)) return;
      const std::optional<Confidence> confidence = unlimited(system, respawn);
      if (confidence && told.insert(respawn.child).second)
        findings.push_back(report(system, parent, respawn, *confidence));
    });
  }
}

/// Is what the loop calls a service of its own, which only comes back because it failed?
bool runsService(const ActorSystem& system, const LoopAround& loop) {
  bool service = false;
  const Function& function = system.function(loop.function);
  for (std::uint32_t i = 0; i < function.events.size(); ++i) {
    const auto* call = std::get_if<FunctionCall>(&function.events[i].what);
    const FunctionId callee = call == nullptr ? FunctionId::none : system.functionOf(call->callee);
    if (callee == FunctionId::none || !isInside(system, {loop.function, i}, loop)) continue;
    for (const Reached& reached : system.reach(callee))
      service = service || std::ranges::any_of(system.function(reached.function).loops, [](const Loop& inner) {
                  return inner.kind == LoopKind::infinite || inner.kind == LoopKind::condition;
                });
  }
  return service;
}

/// The catch that keeps the loop going; nothing when the loop pauses or counts.
const Event* catchIn(const Function& function, std::uint32_t loop) {
  const Event* found = nullptr;
  for (const Event& event : function.events) {
    if (event.loop != loop + 1) continue;
    const auto* caught = std::get_if<Catch>(&event.what);
    if (caught != nullptr && caught->body != CatchBody::rethrows && caught->body != CatchBody::stops) found = &event;
    if (std::holds_alternative<Block>(event.what)) return nullptr;
  }
  const Place& around = function.loops[loop].place;
  const bool limited = std::ranges::any_of(function.conditions, [&](const Condition& condition) {
    return condition.compares && condition.place.line >= around.line && condition.place.line <= around.endLine;
  });
  return limited ? nullptr : found;
}

void checkLoops(const ActorSystem& system, FunctionId id, std::vector<Finding>& findings) {
  const Function& function = system.function(id);
  for (std::uint32_t i = 0; i < function.loops.size(); ++i) {
    if (function.loops[i].kind != LoopKind::infinite) continue;
    const Event* caught = catchIn(function, i);
    if (caught == nullptr || !runsService(system, {id, i})) continue;
    Finding finding = begin(kInfo, function.loops[i].place, system.ownerOf(id));
    finding.message =
        quoted(system.name(function.symbol)) + " starts its work again after every failure, at once and without limit";
    finding.evidence.push_back({function.loops[i].place, "the loop never ends"});
    finding.evidence.push_back({caught->place, "every failure is caught and the loop goes on: no count, no pause"});
    finding.subject = std::string(system.name(function.symbol)) + " restarts itself";
    finding.advice = kAdvice;
    findings.push_back(std::move(finding));
  }
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& parent : system.actors()) checkNotices(system, parent, findings);
  for (const FunctionId function : system.events().endless()) checkLoops(system, function, findings);
}

}  // namespace

extern const Rule kSupervisionRestartLoop;
const Rule kSupervisionRestartLoop{kInfo, check};

}  // namespace dramaturg
