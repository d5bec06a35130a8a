#include "rules/membership.h"

#include <algorithm>

namespace dramaturg {
namespace {

WriteKind kindOf(const ActorSystem& system, const FieldUse::Access& access) {
  return std::get<StateWrite>(system.event(access.site).what).kind;
}

bool mayRemove(WriteKind kind) {
  return kind == WriteKind::erase || kind == WriteKind::assign || kind == WriteKind::mutate;
}

/// An entry may be out of date in any other way than by its owner's own word.
bool followsTrouble(HandlerKind kind) {
  return kind == HandlerKind::down || kind == HandlerKind::exit || kind == HandlerKind::error ||
         kind == HandlerKind::timeout;
}

FunctionId rootOf(const ActorSystem& system, const FieldUse::Access& access) {
  return system.handler(access.handler).body;
}

/// What it adds may be a child of its own.
bool spawnsInTurn(const ActorSystem& system, const FieldUse::Access& access) {
  bool spawns = false;
  forEachReached<Spawn>(system, rootOf(system, access), [&](const Spawn&, Site, const Reached&) { spawns = true; });
  return spawns || !std::ranges::none_of(system.function(access.site.function).events,
                                         [](const Event& event) { return std::holds_alternative<Spawn>(event.what); });
}

/// It started some of those that it denotes: they come back to where they are from.
bool denotesChildren(const ActorSystem& system, ActorId parent, Symbol field) {
  const std::vector<Receiver> known = system.receivers({HandleKind::field, field, 0}, Symbol::none);
  return std::ranges::any_of(known, [&](const Receiver& one) {
    const auto& spawns = system.actor(one.actor).spawns;
    return std::ranges::any_of(spawns, [&](Site site) {
      const auto turns = system.turnsOf(site.function);
      return std::ranges::any_of(turns, [&](HandlerId turn) { return system.handler(turn).actor == parent; });
    });
  });
}

bool isAdded(const ActorSystem& system, const FieldUse::Access& access) {
  return kindOf(system, access) == WriteKind::insert && access.handler != HandlerId::none &&
         isWorking(system, system.handler(access.handler), access.path) && !spawnsInTurn(system, access);
}

bool isSend(const Event& event) {
  const auto* later = std::get_if<Schedule>(&event.what);
  return std::holds_alternative<Cast>(event.what) || std::holds_alternative<Call>(event.what) ||
         (later != nullptr && later->message != Symbol::none);
}

std::string_view lastWord(std::string_view text) {
  const std::size_t end = text.find_last_of(".:> ");
  return end == std::string_view::npos ? text : text.substr(end + 1);
}

/// Loops know what they go over by its text alone: it has to end in the field's name, and the function to read it.
bool goesOver(const ActorSystem& system, const Function& function, const Loop& loop, Symbol field) {
  if (loop.kind != LoopKind::container || lastWord(system.name(loop.over)) != lastWord(system.name(field)))
    return false;
  return std::ranges::any_of(function.events, [&](const Event& event) {
    const auto* read = std::get_if<StateRead>(&event.what);
    return read != nullptr && read->field == field;
  });
}

/// A send in a pass of the loop, or in what it calls.
std::optional<Site> sendIn(const ActorSystem& system, const LoopAround& loop) {
  std::optional<Site> found;
  const auto keep = [&](const auto&, Site site) {
    if (!found && isSend(system.event(site))) found = site;
  };
  forEachInLoop<Cast>(system, loop, keep);
  forEachInLoop<Call>(system, loop, keep);
  forEachInLoop<Schedule>(system, loop, keep);
  return found;
}

}  // namespace

HandlerKind turnKindOf(const ActorSystem& system, const FieldUse::Access& access) {
  for (std::size_t i = access.path.size(); i-- > 0;) {
    const Event& event = system.event(access.path[i]);
    if (std::holds_alternative<Monitor>(event.what)) return HandlerKind::down;
    if (std::holds_alternative<Schedule>(event.what)) return HandlerKind::timeout;
    const auto* call = std::get_if<Call>(&event.what);
    const FunctionId next = i + 1 < access.path.size() ? access.path[i + 1].function : access.site.function;
    if (call != nullptr) return system.functionOf(call->onError) == next ? HandlerKind::error : HandlerKind::message;
  }
  return access.handler == HandlerId::none ? HandlerKind::message : system.handler(access.handler).fact->kind;
}

/// A function that an actor leaves behind may hold the actor itself, to reach its members.
bool isCapture(const ActorSystem& system, const LinkedActor& actor, const FieldUse& use) {
  const auto captures = [&](HandlerId id) {
    const FunctionId body = system.handler(id).body;
    return body != FunctionId::none && std::ranges::any_of(system.workOf(body), [&](const Reached& reached) {
             return std::ranges::any_of(system.function(reached.function).captures,
                                        [&](const Capture& capture) { return capture.variable == use.field->symbol; });
           });
  };
  return std::ranges::any_of(actor.handlers, captures);
}

std::vector<Members> membersOf(const ActorSystem& system, const LinkedActor& actor) {
  std::vector<Members> all;
  for (const FieldUse& use : actor.fields) {
    if (use.field->role != FieldRole::actorHandle) continue;
    const auto added = std::ranges::find_if(use.writes, [&](const auto& access) { return isAdded(system, access); });
    if (added == use.writes.end() || denotesChildren(system, actor.id, use.field->symbol)) continue;
    if (isCapture(system, actor, use)) continue;
    Members members{&use, &*added, {}, false};
    for (const FieldUse::Access& access : use.writes) {
      if (!mayRemove(kindOf(system, access))) continue;
      members.removals.push_back(&access);
      members.removedWhenGone = members.removedWhenGone || followsTrouble(turnKindOf(system, access));
    }
    all.push_back(std::move(members));
  }
  return all;
}

std::optional<Broadcast> broadcastOver(const ActorSystem& system, ActorId actor, Symbol field) {
  for (const HandlerId id : system.actor(actor).handlers)
    for (const Reached& reached : system.workOf(system.handler(id).body)) {
      const Function& function = system.function(reached.function);
      for (std::uint32_t i = 0; i < function.loops.size(); ++i) {
        const LoopAround loop{reached.function, i};
        if (!goesOver(system, function, function.loops[i], field)) continue;
        if (const std::optional<Site> site = sendIn(system, loop)) return Broadcast{id, loop, *site, reached.path};
      }
    }
  return std::nullopt;
}

bool watchesAnybody(const ActorSystem& system, ActorId actor) {
  bool watches = false;
  const auto found = [&](const auto&, Site, const Reached&, const LinkedHandler&) { watches = true; };
  forEachWork<Monitor>(system, actor, found);
  forEachWork<Link>(system, actor, found);
  forEachWork<Spawn>(system, actor, [&](const Spawn& spawn, Site, const Reached&, const LinkedHandler&) {
    watches = watches || spawn.monitored || spawn.linked || spawn.supervised;
  });
  return watches || std::ranges::any_of(system.outbound(actor), [](const Edge* edge) {
           return edge->kind == EdgeKind::monitor || edge->kind == EdgeKind::link || edge->kind == EdgeKind::supervise;
         });
}

bool hearsOfEnds(const ActorSystem& system, ActorId actor) {
  return std::ranges::any_of(turnsOf(system, actor), [](const Turn& turn) {
    return turn.kind == HandlerKind::down || turn.kind == HandlerKind::exit;
  });
}

}  // namespace dramaturg
