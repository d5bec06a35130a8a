#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-detached-task",
                         "A task runs with no owner.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "task_flavour"};

/// Where a task loses its owner; nothing when it has one.
std::optional<Step> letGo(const ActorSystem& system, Site site, const Task& task) {
  const Place place = placeOf(system, site);
  if (task.owner == TaskOwner::detached) return Step{place, "the task is detached"};
  if (task.owner == TaskOwner::dropped) {
    // A joining thread or the future of `async` waits where it is dropped: slow, but owned.
    if (task.kind == TaskKind::joiningThread || task.kind == TaskKind::async) return std::nullopt;
    return Step{place, "its result is dropped, so nobody learns how it ended"};
  }
  if (task.holder == Symbol::none) return std::nullopt;
  for (const Site other : system.events().sites<TaskControl>())
    if (const auto& control = std::get<TaskControl>(system.event(other).what);
        control.holder == task.holder && control.action == TaskAction::detach)
      return Step{placeOf(system, other), quoted(system.name(task.holder)) + " is detached here"};
  return std::nullopt;
}

bool isBorrowed(const Capture& capture) {
  if (capture.actorSelf) return true;
  if (capture.staticStorage) return false;
  return capture.mode == CaptureMode::reference || capture.mode == CaptureMode::thisPointer ||
         capture.mode == CaptureMode::rawPointer;
}

std::string describe(const ActorSystem& system, const Capture& capture) {
  const std::string name = capture.variable == Symbol::none ? "`this`" : quoted(system.name(capture.variable));
  if (capture.actorSelf) return name + " is captured: it belongs to the actor, which may end before the task";
  return name + " is captured by " + (capture.mode == CaptureMode::reference ? "reference" : "address") +
         " and may end before the task";
}

/// What in the body can go wrong or on for ever.
Evidence risksOf(const ActorSystem& system, FunctionId body) {
  Evidence risks;
  for (const Reached& reached : system.reach(body)) {
    const Function& function = system.function(reached.function);
    for (const Loop& loop : function.loops)
      if (loop.kind == LoopKind::infinite)
        risks.push_back({loop.place, "the task runs for ever, nothing stops it"});
      else if (loop.kind == LoopKind::condition)
        risks.push_back({loop.place, "how long the task runs is open"});
    for (const Event& event : function.events) {
      const auto* thrown = std::get_if<Throw>(&event.what);
      const auto* block = std::get_if<Block>(&event.what);
      const auto* call = std::get_if<FunctionCall>(&event.what);
      if (thrown != nullptr && !thrown->caughtHere) risks.push_back({event.place, "an exception has nobody to go to"});
      if (block != nullptr && !waitsForNothing(*block))
        risks.push_back({event.place, "the task waits for " + quoted(system.name(block->function))});
      if (std::holds_alternative<UnknownCall>(event.what) ||
          (call != nullptr && system.functionOf(call->callee) == FunctionId::none && !function.cannotThrow))
        risks.push_back({event.place, "what is called here may fail, and nobody would learn of it"});
    }
  }
  return risks;
}

/// A thread that lives as long as the process, started at start-up, that touches nothing which could end before it.
bool isDaemon(const ActorSystem& system, Site site, const std::vector<Capture>& captures) {
  if (!system.turnsOf(site.function).empty() || system.entriesOf(site.function).empty()) return false;
  return std::ranges::all_of(captures, [](const Capture& capture) {
    return capture.staticStorage || capture.mode == CaptureMode::sharedPointer;
  });
}

void check(const ActorSystem& system, Site site, const Task& task, std::vector<Finding>& findings) {
  const std::optional<Step> lost = letGo(system, site, task);
  if (!lost) return;
  const FunctionId body = system.functionOf(task.body);
  const std::vector<Capture> captures =
      body == FunctionId::none ? std::vector<Capture>{} : system.function(body).captures;
  const Evidence risks = body == FunctionId::none ? Evidence{{lost->place, "what the task does is not known here"}}
                                                  : risksOf(system, body);
  const bool borrows = std::ranges::any_of(captures, isBorrowed);
  if (risks.empty() && !borrows) return;  // short, cannot fail, owns what it touches

  Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
  finding.message = borrows ? "a task without owner keeps what may end before it" : "a task runs without owner";
  finding.evidence.push_back(at(system, site, "the task is started"));
  finding.evidence.push_back(*lost);
  for (const Capture& capture : captures)
    if (isBorrowed(capture)) finding.evidence.push_back({capture.place, describe(system, capture)});
  append(finding.evidence, risks);
  if (borrows)
    finding.severity = Severity::error;
  else if (isDaemon(system, site, captures))
    finding.severity = Severity::suggestion;
  if (body == FunctionId::none) finding.confidence = Confidence::likely;
  finding.subject =
      std::string(system.name(system.function(site.function).symbol)) + " task " + std::string(system.name(task.body));
  finding.advice =
      "let somebody own the work who can wait for it, stop it and learn of its failure: an actor that is monitored, a "
      "joining "
      "thread in a member, or a task group";
  findings.push_back(std::move(finding));
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Site site : system.events().sites<Task>())
    check(system, site, std::get<Task>(system.event(site).what), findings);
}

}  // namespace

extern const Rule kSupervisionDetachedTask;
const Rule kSupervisionDetachedTask{kInfo, check};

}  // namespace dramaturg
