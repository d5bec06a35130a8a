#include "model/ways.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

/// Functions that an event leaves behind to run in a later turn of the same actor.
std::vector<Symbol> leftBehind(const Event& event) {
  if (const auto* call = std::get_if<Call>(&event.what); call && call->style != CallStyle::blocking)
    return {call->onReply, call->onError};
  if (const auto* schedule = std::get_if<Schedule>(&event.what)) return {schedule->body};
  if (const auto* monitor = std::get_if<Monitor>(&event.what)) return {monitor->onDown};
  return {};
}

bool leavesTurn(const Event& event) { return !leftBehind(event).empty(); }

HandlerKind kindLeftBehind(const Event& event) {
  if (std::holds_alternative<Monitor>(event.what)) return HandlerKind::down;
  return std::holds_alternative<Schedule>(event.what) ? HandlerKind::timeout : HandlerKind::message;
}

}  // namespace

std::string quoted(const ActorSystem& system, ActorId actor) { return quoted(system.name(actor)); }

std::string sourceOf(const ActorSystem& system, const Edge& edge) {
  if (edge.from != ActorId::none) return quoted(system, edge.from);
  return quoted(system.name(system.function(edge.site.function).symbol));
}

std::vector<Turn> turnsOf(const ActorSystem& system, ActorId actor) {
  std::vector<Turn> turns;
  std::set<FunctionId> known;
  for (HandlerId id : system.actor(actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.body != FunctionId::none && known.insert(handler.body).second)
      turns.push_back({id, handler.fact->kind, handler.body});
  }
  for (std::size_t i = 0; i < turns.size(); ++i) {  // grows while continuations of continuations turn up
    const Turn turn = turns[i];
    for (const Reached& reached : system.reach(turn.root))
      for (const Event& event : system.function(reached.function).events)
        for (Symbol symbol : leftBehind(event))
          if (const FunctionId root = system.functionOf(symbol); root != FunctionId::none && known.insert(root).second)
            turns.push_back({turn.handler, kindLeftBehind(event), root});
  }
  return turns;
}

bool startsOrEnds(HandlerKind kind) { return kind == HandlerKind::init || kind == HandlerKind::terminate; }

std::optional<std::vector<HandlerId>> messagesTakenBy(const ActorSystem& system, ActorId actor) {
  std::vector<HandlerId> taken;
  for (const HandlerId id : system.actor(actor).handlers) {
    const Handler& handler = *system.handler(id).fact;
    switch (handler.kind) {
      case HandlerKind::init:
      case HandlerKind::terminate:
        continue;
      case HandlerKind::fallback:
      case HandlerKind::body:
        return std::nullopt;
      default:
        // Of a type that the code does not tell, or a notice that the library might bring as a message.
        if (handler.message == Symbol::none) return std::nullopt;
    }
    taken.push_back(id);
  }
  const bool open = system.actor(actor).fact->ownLoop || !blindSpots(system, actor).empty();
  return open ? std::nullopt : std::optional(std::move(taken));
}

std::optional<Bound> paceOf(const ActorSystem& system, HandlerId id) {
  const LinkedHandler& handler = system.handler(id);
  std::optional<Bound> pace;
  for (const Edge* edge : system.inbound(handler.actor)) {
    if (edge->toHandler != id) continue;
    if (edge->from != handler.actor || edge->fromHandler == HandlerId::none) return std::nullopt;
    const auto* schedule = std::get_if<Schedule>(&system.event(edge->site).what);
    const bool timed = schedule != nullptr && schedule->delay.kind == BoundKind::constant;
    const bool kickOff = startsOrEnds(system.handler(edge->fromHandler).fact->kind);
    if (!timed && !kickOff) return std::nullopt;
    if (timed && (!pace || schedule->delay.milliseconds < pace->milliseconds)) pace = schedule->delay;
  }
  return pace;
}

bool isOnlyBase(const ActorSystem& system, const LinkedActor& actor) {
  return actor.spawns.empty() && std::ranges::any_of(system.actors(), [&](const LinkedActor& other) {
           return std::ranges::find(other.fact->bases, actor.fact->symbol) != other.fact->bases.end();
         });
}

bool isPoolWorker(const ActorSystem& system, ActorId actor) {
  const Multiplicity multiplicity = system.actor(actor).multiplicity;
  if (multiplicity != Multiplicity::few && multiplicity != Multiplicity::many) return false;
  return persistingState(system, actor).no();
}

std::vector<LoopAround> loopsAround(const ActorSystem& system, const std::vector<Site>& path, Site site) {
  std::vector<LoopAround> loops;
  const auto collect = [&](Site inner) {
    const Function& function = system.function(inner.function);
    for (std::uint32_t at = function.events[inner.event].loop; at != 0; at = function.loops[at - 1].outer)
      loops.push_back({inner.function, at - 1});
  };
  collect(site);
  for (auto step = path.rbegin(); step != path.rend() && !leavesTurn(system.event(*step)); ++step) collect(*step);
  return loops;
}

const Loop& loopOf(const ActorSystem& system, const LoopAround& around) {
  return system.function(around.function).loops[around.index];
}

bool isInside(const ActorSystem& system, Site site, const LoopAround& around) {
  const Function& function = system.function(site.function);
  for (std::uint32_t at = function.events[site.event].loop; at != 0; at = function.loops[at - 1].outer)
    if (site.function == around.function && at - 1 == around.index) return true;
  return false;
}

std::vector<Guard> guardsOn(const ActorSystem& system, const std::vector<Site>& path, Site site) {
  std::vector<Guard> guards;
  const auto collect = [&](Site inner) {
    const Function& function = system.function(inner.function);
    for (std::uint32_t guard : function.events[inner.event].guards)
      guards.push_back({inner.function, &function.conditions[guard]});
  };
  std::for_each(path.begin(), path.end(), collect);
  collect(site);
  return guards;
}

bool holdsTurn(const Call& call) { return call.style == CallStyle::suspend || call.style == CallStyle::blocking; }

bool endsByItself(const Bound& bound) {
  if (bound.kind == BoundKind::libraryDefault) return bound.milliseconds > 0;
  return bound.kind != BoundKind::none;
}

}  // namespace dramaturg
