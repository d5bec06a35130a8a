#include "rules/thread_starts.h"

#include "model/event_index.h"

#include <algorithm>

namespace dramaturg {
namespace {

bool isDetachedLater(const ActorSystem& system, Symbol holder, FunctionId in) {
  return std::ranges::any_of(system.function(in).events, [&](const Event& event) {
    const auto* control = std::get_if<TaskControl>(&event.what);
    return control != nullptr && control->holder == holder && control->action == TaskAction::detach;
  });
}

/// Nothing for pools, for what is joined where it was started, and for a member that holds one thread at a time.
std::optional<ThreadStart> startOf(const ActorSystem& system, Site site, const Task& task) {
  const bool thread = task.kind == TaskKind::thread || task.kind == TaskKind::joiningThread;
  if (!thread && task.kind != TaskKind::async) return std::nullopt;
  ThreadStart start{site, "a thread", task.holder, Confidence::likely, {}};
  switch (task.owner) {
    case TaskOwner::detached:
      return start;
    case TaskOwner::local:
      if (task.holder == Symbol::none || !isDetachedLater(system, task.holder, site.function)) return std::nullopt;
      return start;
    case TaskOwner::kept:
      if (!task.among) return std::nullopt;
      return start;
    case TaskOwner::dropped:
      return std::nullopt;
    default:
      start.confidence = Confidence::possible;
      return start;
  }
}

std::optional<ThreadStart> startOf(const ActorSystem& system, Site site, const Spawn& spawn) {
  const ActorId actor = system.actorOf(spawn.actor);
  const std::string name = actor == ActorId::none ? "an actor" : quoted(system, actor);
  ThreadStart start{site, name + " with a thread of its own", spawn.holder, Confidence::likely, {}};
  if (spawn.givenThread) return std::nullopt;
  if (spawn.placement == Placement::ownThread) return start;
  if (spawn.placement != Placement::unknown || actor == ActorId::none) return std::nullopt;
  const LinkedActor& linked = system.actor(actor);
  // What other spawns of the class say does not hold for this one.
  const Placement usual = linked.fact->placement;
  const bool own =
      usual == Placement::unknown ? linked.library->placement == Placement::ownThread : usual == Placement::ownThread;
  if (!own) return std::nullopt;
  start.why = linked.placementWhy;
  start.confidence = weaker(start.confidence, linked.placementConfidence);
  return start;
}

template <class Kind, class Is>
bool hasEvent(const ActorSystem& system, FunctionId function, Is is) {
  return std::ranges::any_of(system.function(function).events, [&](const Event& event) {
    const auto* what = std::get_if<Kind>(&event.what);
    return what != nullptr && is(*what);
  });
}

/// Something that lives longer than the turn, and changes: what is alive can be counted in it.
bool isCount(const ActorSystem& system, ActorId owner, Symbol read) {
  if (system.name(read) == "size") return true;
  const bool global = std::ranges::any_of(system.events().sites<GlobalAccess>(), [&](Site site) {
    const auto& access = std::get<GlobalAccess>(system.event(site).what);
    return access.variable == read && access.write;
  });
  return global || (owner != ActorId::none && std::ranges::any_of(system.actor(owner).fields, [&](const FieldUse& use) {
                      return use.field->symbol == read && !use.writes.empty();
                    }));
}

/// A count that is compared, a flag that the same code sets, a holder that is looked at first.
bool isLimit(const ActorSystem& system, const ThreadStart& start, ActorId owner, const Guard& guard) {
  const Condition& condition = *guard.condition;
  return std::ranges::any_of(condition.reads, [&](Symbol read) {
    if (condition.compares && isCount(system, owner, read)) return true;
    const auto sets = [&](WriteKind kind) {
      return hasEvent<StateWrite>(system, start.site.function,
                                  [&](const StateWrite& write) { return write.field == read && write.kind == kind; });
    };
    return sets(WriteKind::assign) || (read == start.holder && !sets(WriteKind::insert));
  });
}

}  // namespace

std::vector<ThreadStart> threadStarts(const ActorSystem& system) {
  std::vector<ThreadStart> starts;
  for (const Site site : system.events().sites<Task, Spawn>()) {
    const EventKind& what = system.event(site).what;
    const auto* task = std::get_if<Task>(&what);
    const auto start = task ? startOf(system, site, *task) : startOf(system, site, std::get<Spawn>(what));
    if (start) starts.push_back(*start);
  }
  return starts;
}

bool isLimited(const ActorSystem& system, const ThreadStart& start, const Way& way) {
  const ActorId owner = way.handler == HandlerId::none ? ActorId::none : system.handler(way.handler).actor;
  for (const Guard& guard : guardsOn(system, way.path, start.site))
    if (isLimit(system, start, owner, guard)) return true;
  std::vector<FunctionId> functions{start.site.function};
  for (const Site step : way.path) functions.push_back(step.function);
  return std::ranges::any_of(functions, [&](FunctionId id) {
    // In the next phase the message means something else.
    return hasEvent<Become>(system, id, [](const Become&) { return true; }) ||
           hasEvent<Block>(system, id, [](const Block& block) { return block.kind == BlockKind::semaphore; });
  });
}

}  // namespace dramaturg
