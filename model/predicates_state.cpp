// Predicates about what an actor remembers.
#include "model/inspection.h"
#include "model/predicates.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace dramaturg {
namespace {

bool isWorkingAccess(const ActorSystem& system, const FieldUse::Access& access) {
  return access.handler != HandlerId::none && isWorking(system, system.handler(access.handler), access.path);
}

bool isMutation(const ActorSystem& system, Site site) {
  const auto* write = std::get_if<StateWrite>(&system.event(site).what);
  return write != nullptr && write->kind == WriteKind::mutate;
}

const FieldUse::Access* firstWorking(const ActorSystem& system, const std::vector<FieldUse::Access>& accesses) {
  const auto found = std::find_if(accesses.begin(), accesses.end(),
                                  [&](const FieldUse::Access& access) { return isWorkingAccess(system, access); });
  return found == accesses.end() ? nullptr : &*found;
}

/// The write and the read that make a field outlive a turn.
std::optional<Evidence> persistence(const ActorSystem& system, const FieldUse& use) {
  if (use.field->role != FieldRole::data || use.field->constant) return std::nullopt;
  const FieldUse::Access* write = firstWorking(system, use.writes);
  if (write == nullptr) return std::nullopt;
  const FieldUse::Access* read = firstWorking(system, use.reads);
  const std::string field = quoted(system.name(use.field->symbol));
  if (read != nullptr)
    return Evidence{stepAt(system, write->site, describe(system, write->handler) + " writes " + field),
                    stepAt(system, read->site, describe(system, read->handler) + " reads it")};
  // A member function that is not const both looks at the object and changes it.
  const auto mutation = std::find_if(use.writes.begin(), use.writes.end(), [&](const FieldUse::Access& access) {
    return isWorkingAccess(system, access) && isMutation(system, access.site);
  });
  if (mutation == use.writes.end()) return std::nullopt;
  return Evidence{stepAt(system, mutation->site, describe(system, mutation->handler) + " works on " + field)};
}

Step whyNotRemembered(const ActorSystem& system, const FieldUse& use) {
  const std::string field = quoted(system.name(use.field->symbol));
  const Place place = use.field->place;
  switch (use.field->role) {
    case FieldRole::actorHandle:
      return {place, field + " is a handle of an actor"};
    case FieldRole::observability:
      return {place, field + " is there to observe"};
    case FieldRole::synchronisation:
      return {place, field + " synchronises"};
    case FieldRole::resource:
      return {place, field + " is an outside resource"};
    case FieldRole::data:
      break;
  }
  if (use.field->constant) return {place, field + " is constant"};
  if (firstWorking(system, use.writes) != nullptr) return {place, field + " is written but never read again"};
  return {place, field + (use.writes.empty() ? " is never written" : " is written only before the first message")};
}

/// Becoming another behaviour is a way to remember.
std::optional<Evidence> changeOfBehaviour(const ActorSystem& system, ActorId actor) {
  std::optional<Evidence> change;
  forEachWork<Become>(
      system, actor, [&](const Become& become, Site site, const Reached& reached, const LinkedHandler& handler) {
        if (change || !isWorking(system, handler, reached.path)) return;
        const std::string name =
            become.behaviour == Symbol::none ? "another behaviour" : quoted(system.name(become.behaviour));
        change = wayTo(system, reached, site, describe(system, handler.id) + " becomes " + name);
      });
  return change;
}

}  // namespace

Answer persistingState(const ActorSystem& system, ActorId actor) {
  for (const FieldUse& use : system.actor(actor).fields)
    if (std::optional<Evidence> evidence = persistence(system, use)) return yes(Confidence::certain, *evidence);
  if (std::optional<Evidence> change = changeOfBehaviour(system, actor)) return yes(Confidence::certain, *change);
  if (Evidence spots = blindSpots(system, actor); !spots.empty()) return unknown(std::move(spots));
  if (const Actor& fact = *system.actor(actor).fact; fact.ownLoop)
    return unknown({{fact.place, "variables of its main loop may remember something"}});
  Evidence evidence;
  for (const FieldUse& use : system.actor(actor).fields) evidence.push_back(whyNotRemembered(system, use));
  return no(Confidence::certain, std::move(evidence));
}

namespace {

struct MachineUse {
  std::set<HandlerId> branching;
  std::set<HandlerId> writing;
  Evidence evidence;
};

bool branchesOn(const Function& function, const Event& event, Symbol field) {
  return std::any_of(event.guards.begin(), event.guards.end(), [&](std::uint32_t guard) {
    const std::vector<Symbol>& reads = function.conditions[guard].reads;
    return !function.conditions[guard].compares && std::find(reads.begin(), reads.end(), field) != reads.end();
  });
}

/// Handlers that do things only in some values of `field`.
void addBranching(const ActorSystem& system, const LinkedHandler& handler, Symbol field, MachineUse& use) {
  for (const Reached& reached : system.reach(handler.body)) {
    const Function& function = system.function(reached.function);
    for (const Event& event : function.events)
      if (branchesOn(function, event, field) && use.branching.insert(handler.id).second)
        use.evidence.push_back(
            {event.place, describe(system, handler.id) + " does this depending on " + quoted(system.name(field))});
  }
}

}  // namespace

Answer implicitMachine(const ActorSystem& system, ActorId actor) {
  constexpr std::size_t kBranchingHandlers = 3;
  constexpr std::size_t kWritingHandlers = 2;
  if (std::optional<Evidence> change = changeOfBehaviour(system, actor)) return yes(Confidence::certain, *change);
  for (const FieldUse& field : system.actor(actor).fields) {
    if (field.field->role != FieldRole::data) continue;
    MachineUse use;
    for (const FieldUse::Access& write : field.writes) {
      const auto* what = std::get_if<StateWrite>(&system.event(write.site).what);
      if (what != nullptr && what->kind == WriteKind::assign && isWorkingAccess(system, write))
        use.writing.insert(write.handler);
    }
    if (use.writing.size() < kWritingHandlers) continue;
    for (const HandlerId id : system.actor(actor).handlers)
      if (system.handler(id).fact->kind == HandlerKind::message)
        addBranching(system, system.handler(id), field.field->symbol, use);
    if (use.branching.size() >= kBranchingHandlers) return yes(Confidence::likely, std::move(use.evidence));
  }
  if (Evidence spots = blindSpots(system, actor); !spots.empty()) return unknown(std::move(spots));
  return no(Confidence::likely);
}

Answer complexBehaviour(const ActorSystem& system, ActorId actor) {
  constexpr std::size_t kGetAndPut = 2;
  Evidence handlers;
  for (const HandlerId id : system.actor(actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind == HandlerKind::message) handlers.push_back({handler.fact->place, describe(system, id)});
    if (isWorking(handler.fact->kind) && handler.fact->kind != HandlerKind::message &&
        handler.fact->kind != HandlerKind::fallback)
      return yes(Confidence::certain, {{handler.fact->place, "it has a " + describe(system, id)}});
  }
  if (handlers.size() > kGetAndPut) return yes(Confidence::certain, std::move(handlers));
  for (const EdgeKind kind : {EdgeKind::cast, EdgeKind::call, EdgeKind::delegate, EdgeKind::spawn, EdgeKind::monitor})
    for (const Edge* edge : system.outbound(actor))
      if (edge->kind == kind && edge->fromHandler != HandlerId::none)
        return yes(edge->confidence,
                   {stepAt(system, edge->site,
                           describe(system, edge->fromHandler) + " involves " + quoted(system.name(edge->to)))});

  std::map<HandlerId, std::set<Symbol>> fieldsOf;
  for (const FieldUse& use : system.actor(actor).fields)
    for (const auto* accesses : {&use.reads, &use.writes})
      for (const FieldUse::Access& access : *accesses)
        if (isWorkingAccess(system, access)) fieldsOf[access.handler].insert(use.field->symbol);
  for (const auto& [handler, fields] : fieldsOf)
    if (fields.size() > 1)
      return yes(Confidence::likely,
                 {{system.handler(handler).fact->place, describe(system, handler) + " works on several fields"}});
  if (Evidence spots = blindSpots(system, actor); !spots.empty()) return unknown(std::move(spots));
  return no(Confidence::certain, std::move(handlers));
}

}  // namespace dramaturg
