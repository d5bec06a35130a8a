// Predicates about why there is an actor at all, and who talks to it.
#include "model/event_index.h"
#include "model/inspection.h"
#include "model/predicates.h"

#include <algorithm>
#include <optional>
#include <set>

namespace dramaturg {
namespace {

using Reason = std::optional<Answer>;

Reason ownPlace(const ActorSystem& system, ActorId id) {
  const LinkedActor& actor = system.actor(id);
  if (actor.fact->ownLoop) return yes(Confidence::certain, {{actor.fact->place, "it receives in a loop of its own"}});
  const bool special = actor.placement != Placement::unknown && actor.placement != actor.library->placement &&
                       actor.placement != Placement::sharedPool;
  if (special) return yes(actor.placementConfidence, actor.placementWhy);
  return std::nullopt;
}

Reason ownResource(const ActorSystem& system, ActorId id) {
  for (const FieldUse& use : system.actor(id).fields)
    if (use.field->role == FieldRole::resource)
      return yes(Confidence::certain, {{use.field->place, "it owns " + quoted(system.name(use.field->symbol))}});
  return std::nullopt;
}

Reason ownTimers(const ActorSystem& system, ActorId id) {
  for (const HandlerId handler : system.actor(id).handlers)
    if (system.handler(handler).fact->kind == HandlerKind::timeout)
      return yes(Confidence::certain, {{system.handler(handler).fact->place, "it has a " + describe(system, handler)}});
  Reason reason;
  forEachWork<Schedule>(
      system, id, [&](const Schedule& later, Site site, const Reached& reached, const LinkedHandler&) {
        const bool own = later.body != Symbol::none || isSelf(system, id, later.receiver, site.function);
        if (!reason && own)
          reason = yes(Confidence::certain, wayTo(system, reached, site, "it sets a timer for itself"));
      });
  return reason;
}

/// Somebody looks after it or wants to know of its end: it is there as itself, not as a function.
Reason watchedIdentity(const ActorSystem& system, ActorId id) {
  for (const Edge* edge : system.inbound(id)) {
    const bool watches = edge->kind == EdgeKind::monitor || edge->kind == EdgeKind::supervise;
    if (watches && edge->from != id)
      return yes(weaker(edge->confidence, Confidence::likely),
                 {stepAt(system, edge->site, "somebody watches it by its identity")});
  }
  return std::nullopt;
}

/// A name that is spelled out where it is put is how code of this program finds the actor. It would find a function
/// as well.
bool isSpelledOut(const ActorSystem& system, Symbol name) {
  const std::vector<Site> sites = system.events().sites<Register>();
  return std::ranges::all_of(sites, [&](Site site) {
    const auto& entry = std::get<Register>(system.event(site).what);
    return entry.action != RegistryAction::put || entry.name != name || entry.kind == NameKind::literal;
  });
}

/// It can be found under a name: others mean this one, not a function.
Reason namedIdentity(const ActorSystem& system, ActorId id) {
  for (const Handle& holder : system.holdersOf(id))
    if (holder.kind == HandleKind::name && !isSpelledOut(system, holder.symbol))
      return yes(Confidence::likely,
                 {{system.actor(id).fact->place, "it is known by the name " + quoted(system.name(holder.symbol))}});
  return std::nullopt;
}

/// Memory outside of the actor that only its turns keep in order.
Reason guardedMemory(const ActorSystem& system, ActorId id) {
  Reason reason;
  forEachWork<GlobalAccess>(
      system, id, [&](const GlobalAccess& access, Site site, const Reached& reached, const LinkedHandler& handler) {
        if (!reason && access.write && !access.safe && isWorking(system, handler, reached.path))
          reason = yes(Confidence::likely,
                       wayTo(system, reached, site, "its turns guard " + quoted(system.name(access.variable))));
      });
  forEachWork<SharedAccess>(
      system, id, [&](const SharedAccess& access, Site site, const Reached& reached, const LinkedHandler& handler) {
        const bool fromMessage = access.holder.kind == HandleKind::parameter;
        if (!reason && access.write && !fromMessage && isWorking(system, handler, reached.path))
          reason = yes(Confidence::likely,
                       wayTo(system, reached, site,
                             "its turns guard memory behind " + quoted(system.name(access.holder.symbol))));
      });
  return reason;
}

Reason expensiveTurn(const ActorSystem& system, ActorId id) {
  for (const HandlerId handler : system.actor(id).handlers) {
    if (!isWorking(system.handler(handler).fact->kind)) continue;
    const Cost spent = cost(system, handler);
    if (spent.kind == CostKind::light) continue;
    Evidence evidence{{system.handler(handler).fact->place, describe(system, handler)}};
    evidence.insert(evidence.end(), spent.evidence.begin(), spent.evidence.end());
    return yes(weaker(Confidence::likely, spent.confidence), std::move(evidence));
  }
  return std::nullopt;
}

}  // namespace

Answer runtimeReason(const ActorSystem& system, ActorId actor) {
  const Answer state = persistingState(system, actor);
  if (state.yes()) return state;
  for (const auto reason :
       {ownPlace, ownResource, ownTimers, watchedIdentity, namedIdentity, guardedMemory, expensiveTurn})
    if (Reason found = reason(system, actor)) return std::move(*found);
  if (!state.no()) return state;
  if (Evidence spots = blindSpots(system, actor); !spots.empty()) return unknown(std::move(spots));
  return no(Confidence::likely, state.evidence);
}

Answer wantsConcurrency(const ActorSystem& system, ActorId actor) {
  if (Reason place = ownPlace(system, actor)) return std::move(*place);
  if (Reason expensive = expensiveTurn(system, actor)) return std::move(*expensive);
  const LinkedActor& linked = system.actor(actor);
  if (linked.multiplicity == Multiplicity::many) return yes(Confidence::likely, linked.multiplicityWhy);
  if (Evidence spots = blindSpots(system, actor); !spots.empty()) return unknown(std::move(spots));
  return no(Confidence::likely, {{linked.fact->place, "no turn of it waits or computes for long"}});
}

// --- traffic

Answer hasRequestResponse(const ActorSystem& system, ActorId actor) {
  for (const Edge* edge : system.inbound(actor)) {
    if (edge->kind != EdgeKind::call) continue;
    const auto& call = std::get<Call>(system.event(edge->site).what);
    const bool waits = call.resultUsed || call.onReply != Symbol::none || call.style == CallStyle::blocking;
    if (waits)
      return yes(edge->confidence,
                 {stepAt(system, edge->site, "waits for the answer to " + quoted(system.name(call.message)))});
  }
  for (const HandlerId id : system.actor(actor).handlers) {
    const Handler& fact = *system.handler(id).fact;
    const bool answers = fact.answers == Answers::value || fact.answers == Answers::promise;
    if (fact.kind == HandlerKind::message && answers && !system.closedWorld())
      return unknown({{fact.place, describe(system, id) + " answers, but nobody is seen to ask"}});
  }
  return absent(system);
}

namespace {

bool isMessage(const Edge& edge) {
  return edge.kind == EdgeKind::cast || edge.kind == EdgeKind::call || edge.kind == EdgeKind::delegate;
}

/// A send that can happen more than once: in a loop, or in a turn that comes again.
bool repeats(const ActorSystem& system, const Edge& edge) {
  if (system.event(edge.site).loop != 0) return true;
  if (std::any_of(edge.path.begin(), edge.path.end(), [&](Site site) { return system.event(site).loop != 0; }))
    return true;
  return edge.fromHandler != HandlerId::none && isWorking(system, system.handler(edge.fromHandler), edge.path);
}

}  // namespace

Answer receivesMany(const ActorSystem& system, ActorId actor) {
  if (system.actor(actor).fact->ownLoop)
    return yes(Confidence::likely, {{system.actor(actor).fact->place, "it receives in a loop of its own"}});
  std::set<Site> sites;
  Evidence evidence;
  for (const Edge* edge : system.inbound(actor)) {
    if (!isMessage(*edge) || !sites.insert(edge->site).second) continue;
    evidence.push_back(stepAt(system, edge->site, "a message comes from here"));
    if (repeats(system, *edge))
      return yes(edge->confidence, {stepAt(system, edge->site, "messages come from here again and again")});
    if (sites.size() > 1) return yes(Confidence::likely, std::move(evidence));
  }
  if (sites.empty()) return system.closedWorld() ? no(Confidence::likely) : unknown();
  return no(Confidence::likely, std::move(evidence));
}

}  // namespace dramaturg
