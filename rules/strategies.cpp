#include "rules/strategies.h"

#include <algorithm>

namespace dramaturg {
namespace {

std::map<ActorId, Spawned> spawnedIn(const ActorSystem& system, const std::vector<Reached>& work) {
  std::map<ActorId, Spawned> spawned;
  for (const Reached& reached : work) {
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const auto* spawn = std::get_if<Spawn>(&function.events[i].what);
      const ActorId actor = spawn == nullptr ? ActorId::none : system.actorOf(spawn->actor);
      if (actor != ActorId::none) spawned.try_emplace(actor, Spawned{{reached.function, i}, reached.path});
    }
  }
  return spawned;
}

const Handle* receiverOf(const Event& event) {
  if (const auto* cast = std::get_if<Cast>(&event.what)) return &cast->receiver;
  if (const auto* call = std::get_if<Call>(&event.what)) return &call->receiver;
  const auto* delegate = std::get_if<Delegate>(&event.what);
  return delegate == nullptr ? nullptr : &delegate->receiver;
}

bool relates(const ActorSystem& system, ActorId a, ActorId b, auto holds) {
  return std::ranges::any_of(system.outbound(a), [&](const Edge* edge) { return edge->to == b && holds(*edge); });
}

}  // namespace

std::vector<Strategy> strategiesOf(const ActorSystem& system, const LinkedActor& parent) {
  std::vector<Strategy> strategies;
  std::map<ActorId, Spawned> children;
  for (const HandlerId id : parent.handlers) children.merge(spawnedIn(system, system.workOf(system.handler(id).body)));
  for (const Turn& turn : turnsOf(system, parent.id)) {
    if (turn.kind != HandlerKind::down && turn.kind != HandlerKind::exit) continue;
    std::map<ActorId, Spawned> restarted = spawnedIn(system, system.reach(turn.root));
    if (!restarted.empty()) strategies.push_back({parent.id, turn, std::move(restarted), children});
  }
  return strategies;
}

bool isMessage(const Edge& edge) {
  return edge.kind == EdgeKind::cast || edge.kind == EdgeKind::call || edge.kind == EdgeKind::delegate;
}

const Edge* dependency(const ActorSystem& system, ActorId from, ActorId to) {
  for (const Edge* edge : system.outbound(from)) {
    const Handle* handle = isMessage(*edge) && edge->to == to ? receiverOf(system.event(edge->site)) : nullptr;
    if (handle == nullptr || edge->confidence == Confidence::possible) continue;
    const auto receivers = system.receivers(*handle, Symbol::none, edge->site.function);
    const bool kept = std::ranges::any_of(
        receivers, [&](const Receiver& one) { return one.actor == to && one.how == ReceiverHow::spawned; });
    if (kept) return edge;
  }
  return nullptr;
}

bool noticesRestart(const ActorSystem& system, ActorId dependent, ActorId on) {
  const auto watches = [](const Edge& edge) {
    return edge.kind == EdgeKind::link || edge.kind == EdgeKind::monitor || edge.kind == EdgeKind::supervise;
  };
  bool looksUp = false;
  forEachWork<Register>(system, dependent, [&](const Register& entry, Site, const Reached&, const LinkedHandler&) {
    looksUp = looksUp || entry.action == RegistryAction::get;
  });
  return looksUp || relates(system, dependent, on, watches) || relates(system, on, dependent, watches);
}

bool isTold(const ActorSystem& system, const Strategy& strategy, ActorId dependent) {
  bool told = false;
  for (const Reached& reached : system.reach(strategy.turn.root)) {
    for (const Event& event : system.function(reached.function).events) {
      const auto* stop = std::get_if<Stop>(&event.what);
      const Handle* handle = stop == nullptr ? receiverOf(event) : &stop->target;
      if (handle == nullptr) continue;
      const auto receivers = system.receivers(*handle, Symbol::none, reached.function);
      told = told || receivers.empty() ||
             std::ranges::any_of(receivers, [&](const Receiver& one) { return one.actor == dependent; });
    }
  }
  return told;
}

}  // namespace dramaturg
