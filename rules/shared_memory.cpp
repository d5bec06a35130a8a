#include "rules/shared_memory.h"

#include "model/event_index.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// The parts that casts, calls and spawns have in common.
struct Sent {
  Handle receiver;
  Symbol message = Symbol::none;
  Symbol spawned = Symbol::none;
  const std::vector<Payload>* payload = nullptr;
};

std::optional<Sent> sentBy(const Event& event) {
  if (const auto* cast = std::get_if<Cast>(&event.what))
    return Sent{cast->receiver, cast->message, Symbol::none, &cast->payload};
  if (const auto* call = std::get_if<Call>(&event.what))
    return Sent{call->receiver, call->message, Symbol::none, &call->payload};
  if (const auto* spawn = std::get_if<Spawn>(&event.what)) return Sent{{}, Symbol::none, spawn->actor, &spawn->payload};
  return std::nullopt;
}

bool isOpen(const Payload& payload) {
  const bool open = payload.ownership == Ownership::sharedMutable || payload.ownership == Ownership::rawPointer ||
                    payload.ownership == Ownership::reference;
  return open && !payload.moved && payload.holder.kind != HandleKind::unknown;
}

/// No way leads from the send to this mention of what was sent, or it is another object by then.
bool isApart(const Payload& payload, const Place& mention) {
  return std::ranges::any_of(payload.apart, [&](const Place& apart) {
    const bool inside = std::pair(mention.line, mention.column) <= std::pair(apart.line, apart.column) &&
                        std::pair(apart.endLine, apart.endColumn) <= std::pair(mention.endLine, mention.endColumn);
    return apart.file == mention.file && inside;
  });
}

void touchesIn(const ActorSystem& system, FunctionId function, std::uint32_t from, const Handle& holder,
               std::vector<Touch>& touches) {
  const std::vector<Event>& events = system.function(function).events;
  for (std::uint32_t i = from; i < events.size(); ++i)
    if (const auto* access = std::get_if<SharedAccess>(&events[i].what); access != nullptr && access->holder == holder)
      touches.push_back({{function, i}, access->write});
}

/// The rest of the function that sends.
void touchesAfter(const ActorSystem& system, Sharing& sharing) {
  touchesIn(system, sharing.site.function, sharing.site.event + 1, sharing.payload->holder, sharing.bySender);
  std::erase_if(sharing.bySender,
                [&](const Touch& touch) { return isApart(*sharing.payload, system.event(touch.site).place); });
}

/// What comes before the send in a loop comes after it in the next pass.
void addNextPass(const ActorSystem& system, Sharing& sharing) {
  const auto loops = loopsAround(system, {}, sharing.site);
  if (loops.empty()) return;
  const std::vector<Event>& events = system.function(sharing.site.function).events;
  for (std::uint32_t i = 0; i < sharing.site.event; ++i) {
    const auto* access = std::get_if<SharedAccess>(&events[i].what);
    if (access != nullptr && access->holder == sharing.payload->holder && !isApart(*sharing.payload, events[i].place) &&
        isInside(system, {sharing.site.function, i}, loops.front()))
      sharing.bySender.push_back({{sharing.site.function, i}, access->write});
  }
}

/// A field stays reachable from every later turn; a local only from the rest of its function.
void addSender(const ActorSystem& system, Sharing& sharing) {
  const Handle& holder = sharing.payload->holder;
  touchesAfter(system, sharing);
  if (sharing.payload->again) addNextPass(system, sharing);
  const ActorId owner = system.ownerOf(sharing.site.function);
  if (holder.kind != HandleKind::field || owner == ActorId::none) return;
  sharing.kept = true;
  for (const Turn& turn : turnsOf(system, owner)) {
    if (turn.kind == HandlerKind::init) continue;
    for (const Reached& reached : system.reach(turn.root)) {
      const std::uint32_t end = reached.function == sharing.site.function ? sharing.site.event + 1 : 0;
      // The part before the send runs again in the next turn, so it touches what was sent in this one.
      if (end == 0) touchesIn(system, reached.function, 0, holder, sharing.bySender);
      for (std::uint32_t i = 0; i < end; ++i)
        if (const auto* access = std::get_if<SharedAccess>(&system.function(reached.function).events[i].what);
            access != nullptr && access->holder == holder)
          sharing.bySender.push_back({{reached.function, i}, access->write});
    }
  }
}

/// In the handler the element is the parameter at the same position, by whatever name facts call it.
void addReceiver(const ActorSystem& system, HandlerId id, std::uint32_t index, Sharing& sharing) {
  const LinkedHandler& handler = system.handler(id);
  if (handler.body == FunctionId::none) return;
  const Function& body = system.function(handler.body);
  touchesIn(system, handler.body, 0, {HandleKind::parameter, body.symbol, index}, sharing.byReceivers);
  if (index < body.parameters.size())
    touchesIn(system, handler.body, 0, {HandleKind::variable, body.parameters[index].name, 0}, sharing.byReceivers);
}

void addReceivers(const ActorSystem& system, const Sent& sent, Sharing& sharing) {
  if (sent.spawned != Symbol::none) {
    if (const ActorId actor = system.actorOf(sent.spawned); actor != ActorId::none) sharing.receivers.push_back(actor);
    return;
  }
  for (const Receiver& receiver : system.receivers(sent.receiver, sent.message)) {
    if (receiver.confidence == Confidence::possible) continue;
    sharing.receivers.push_back(receiver.actor);
    for (HandlerId id : system.actor(receiver.actor).handlers)
      if (system.handler(id).fact->message == sent.message) sharing.handlers.push_back(id);
  }
  for (HandlerId id : sharing.handlers) addReceiver(system, id, sharing.payload->index, sharing);
}

/// The same holder goes out again, to somebody else or in a loop over several.
bool goesOutAgain(const ActorSystem& system, const Sharing& sharing) {
  const std::vector<Event>& events = system.function(sharing.site.function).events;
  const std::optional<Sent> first = sentBy(events[sharing.site.event]);
  const auto loops = loopsAround(system, {}, sharing.site);
  if (!loops.empty() && loopOf(system, loops.front()).kind == LoopKind::container &&
      loopOf(system, loops.front()).over == first->receiver.symbol && first->receiver.symbol != Symbol::none)
    return true;
  return std::ranges::any_of(events, [&](const Event& event) {
    const std::optional<Sent> other = sentBy(event);
    if (!other || &event == &events[sharing.site.event] || other->receiver == first->receiver) return false;
    if (isApart(*sharing.payload, event.place)) return false;
    return std::ranges::any_of(*other->payload,
                               [&](const Payload& payload) { return payload.holder == sharing.payload->holder; });
  });
}

}  // namespace

std::vector<Sharing> sharingsOf(const ActorSystem& system) {
  std::vector<Sharing> sharings;
  for (const Site site : system.events().sites<Cast, Call, Spawn>()) {
    const std::optional<Sent> sent = sentBy(system.event(site));
    if (!sent) continue;
    for (const Payload& payload : *sent->payload) {
      if (!isOpen(payload)) continue;
      Sharing sharing{site, &payload, {}, {}, false, {}, {}, false};
      addReceivers(system, *sent, sharing);
      addSender(system, sharing);
      sharing.severalReceivers = goesOutAgain(system, sharing);
      sharings.push_back(std::move(sharing));
    }
  }
  return sharings;
}

}  // namespace dramaturg
