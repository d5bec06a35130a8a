#include "model/event_index.h"
#include "model/home_made.h"
#include "rules/ways_to.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-linked-task-kills-caller",
                         "If this task fails, its caller fails with it, though the caller has a plan for failure.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "task_flavour"};

template <class Kind>
std::vector<const Event*> eventsOf(const ActorSystem& system, FunctionId function) {
  std::vector<const Event*> events;
  for (const Event& event : system.function(function).events)
    if (std::holds_alternative<Kind>(event.what)) events.push_back(&event);
  return events;
}

bool catchesIn(const ActorSystem& system, FunctionId function) { return !eventsOf<Catch>(system, function).empty(); }

/// A throw that leaves the body: nobody on the way catches anything.
std::optional<Evidence> failureOf(const ActorSystem& system, FunctionId body) {
  if (body == FunctionId::none) return std::nullopt;
  std::optional<Evidence> failure;
  forEachReached<Throw>(system, body, [&](const Throw& thrown, Site site, const Reached& reached) {
    const bool onTheWay =
        std::ranges::any_of(reached.path, [&](Site step) { return catchesIn(system, step.function); });
    if (failure || thrown.caughtHere || onTheWay || catchesIn(system, site.function)) return;
    if (reached.confidence == Confidence::possible) return;
    const std::string type = thrown.type == Symbol::none ? "" : " " + quoted(system.name(thrown.type));
    failure = wayTo(system, reached, site, "throws" + type + ", and nothing in the task catches it");
  });
  return failure;
}

/// The `catch` around a place, in its own function.
const Event* catchAround(const ActorSystem& system, Site site) {
  for (const Event* event : eventsOf<Catch>(system, site.function))
    if (isWithin(placeOf(system, site), std::get<Catch>(event->what).tried)) return event;
  return nullptr;
}

/// The caller serves others, who lose it through the failure of one task.
std::optional<Step> otherClients(const ActorSystem& system, ActorId caller, ActorId task) {
  if (caller == ActorId::none || system.actor(caller).multiplicity != Multiplicity::one) return std::nullopt;
  if (!longLived(system, caller).yes()) return std::nullopt;
  for (const Edge* edge : system.inbound(caller)) {
    const bool message = edge->kind == EdgeKind::cast || edge->kind == EdgeKind::call;
    if (message && edge->from != caller && edge->from != task && edge->from != ActorId::none)
      return at(system, edge->site,
                quoted(system, edge->from) + " depends on " + quoted(system, caller) + " as well, and loses it");
  }
  return std::nullopt;
}

Finding report(const ActorSystem& system, Site site, std::string message, ActorId caller) {
  Finding finding = begin(kInfo, placeOf(system, site), caller);
  finding.message = std::move(message);
  finding.confidence = Confidence::likely;
  finding.subject = std::string(system.name(system.function(site.function).symbol)) + " starts " +
                    (std::holds_alternative<Task>(system.event(site).what)
                         ? std::string(system.name(std::get<Task>(system.event(site).what).body))
                         : std::string(system.name(std::get<Spawn>(system.event(site).what).actor)));
  finding.advice =
      "a link is for those who cannot go on without each other: start the task without one and monitor it, or give it "
      "a future whose failure is looked at where the result is taken";
  return finding;
}

// --- linked actors

bool trapsExit(const ActorSystem& system, ActorId actor) {
  return std::ranges::any_of(system.actor(actor).handlers,
                             [&](HandlerId id) { return system.handler(id).fact->kind == HandlerKind::exit; });
}

std::optional<Evidence> failureOf(const ActorSystem& system, const LinkedActor& child) {
  if (!child.library->throwEndsActor) return std::nullopt;
  for (const HandlerId id : child.handlers) {
    std::optional<Evidence> failure = failureOf(system, system.handler(id).body);
    if (failure && !child.library->throwSource.empty()) failure->push_back({{}, child.library->throwSource});
    if (failure) return failure;
  }
  return std::nullopt;
}

/// What the parent would do about the failure, if it lived to see it.
std::optional<Step> deadBranch(const ActorSystem& system, ActorId parent, ActorId child) {
  for (const Edge* edge : system.outbound(parent)) {
    if (edge->to != child) continue;
    if (edge->kind == EdgeKind::call)
      if (const auto& call = std::get<Call>(system.event(edge->site).what); call.onError != Symbol::none)
        return at(system, edge->site, "an error is handled here, which the caller does not live to see");
    if (edge->kind != EdgeKind::monitor) continue;
    for (const HandlerId id : system.actor(parent).handlers)
      if (system.handler(id).fact->kind == HandlerKind::down)
        return at(system, id, describe(system, id) + " would hear of it, but the link comes first");
  }
  return std::nullopt;
}

void checkSpawn(const ActorSystem& system, const Edge& edge, std::vector<Finding>& findings) {
  const auto* spawn = std::get_if<Spawn>(&system.event(edge.site).what);
  if (spawn == nullptr || !spawn->mutual || edge.from == ActorId::none || trapsExit(system, edge.from)) return;
  const LinkedActor& child = system.actor(edge.to);
  const std::optional<Evidence> failure = failureOf(system, child);
  if (!failure) return;
  std::optional<Step> harm = deadBranch(system, edge.from, edge.to);
  // Started with its parent and living as long, it may well be meant to die with it.
  const bool working =
      edge.fromHandler != HandlerId::none && isWorking(system, system.handler(edge.fromHandler), edge.path);
  if (!harm && working) harm = otherClients(system, edge.from, edge.to);
  if (!harm) return;
  Finding finding = report(
      system, edge.site,
      quoted(system, edge.from) + " dies with " + quoted(system, edge.to) + ", which it is linked to", edge.from);
  append(finding.evidence, describePath(system, edge.path));
  finding.evidence.push_back(at(system, edge.site, "starts it with a link"));
  append(finding.evidence, *failure);
  finding.evidence.push_back(at(system, edge.from, quoted(system, edge.from) + " has no handler for exits"));
  finding.evidence.push_back(*harm);
  finding.confidence = fromAbsence(system, weaker(finding.confidence, edge.confidence));
  findings.push_back(std::move(finding));
}

// --- threads and futures

/// A future whose failure comes out where it is asked for, outside of every `try`.
std::optional<Site> openWait(const ActorSystem& system, const Task& task) {
  if (task.holder == Symbol::none) return std::nullopt;
  for (const Site site : system.events().sites<TaskControl>()) {
    const auto& control = std::get<TaskControl>(system.event(site).what);
    if (control.holder == task.holder && control.action == TaskAction::wait && !catchAround(system, site)) return site;
  }
  return std::nullopt;
}

void checkTask(const ActorSystem& system, Site site, const Task& task, std::vector<Finding>& findings) {
  const bool thread = task.kind == TaskKind::thread || task.kind == TaskKind::joiningThread;
  if (!thread && task.kind != TaskKind::async) return;
  const std::optional<Evidence> failure = failureOf(system, system.functionOf(task.body));
  const std::optional<Site> wait = openWait(system, task);
  if (!failure || (!thread && !wait)) return;
  const ActorId caller = system.ownerOf(site.function);
  const Event* plan = catchAround(system, site);
  std::optional<Step> harm = otherClients(system, caller, ActorId::none);
  if (plan) harm = Step{plan->place, "a failure to start is caught here, the failure of the task is not"};
  if (!harm) return;
  Finding finding = report(system, site,
                           thread ? "an exception in this thread ends the whole process"
                                  : "an exception of this task comes out where nobody catches it",
                           caller);
  finding.evidence.push_back(at(system, site, "the task is started"));
  append(finding.evidence, *failure);
  if (wait) finding.evidence.push_back(at(system, *wait, "here it comes out again, outside of any `try`"));
  finding.evidence.push_back(*harm);
  if (thread) finding.severity = Severity::error;
  findings.push_back(std::move(finding));
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Edge& edge : system.edges())
    if (edge.kind == EdgeKind::spawn) checkSpawn(system, edge, findings);
  for (const Site site : system.events().sites<Task>())
    checkTask(system, site, std::get<Task>(system.event(site).what), findings);
}

}  // namespace

extern const Rule kSupervisionLinkedTaskKillsCaller;
const Rule kSupervisionLinkedTaskKillsCaller{kInfo, check};

}  // namespace dramaturg
