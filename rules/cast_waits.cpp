#include "rules/cast_waits.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

// --- polling

/// What a pass of the loop looks at: tested variables and fields, globals, shared memory.
std::set<Symbol> looksAt(const ActorSystem& system, const LoopAround& around) {
  std::set<Symbol> seen;
  const Function& function = system.function(around.function);
  for (std::uint32_t i = 0; i < function.events.size(); ++i) {
    if (!isInside(system, {around.function, i}, around)) continue;
    for (const std::uint32_t guard : function.events[i].guards)
      seen.insert(function.conditions[guard].reads.begin(), function.conditions[guard].reads.end());
  }
  forEachInLoop<GlobalAccess>(system, around, [&](const GlobalAccess& access, Site) { seen.insert(access.variable); });
  forEachInLoop<StateRead>(system, around, [&](const StateRead& read, Site) { seen.insert(read.field); });
  forEachInLoop<SharedAccess>(system, around, [&](const SharedAccess& access, Site) {
    if (access.holder.kind != HandleKind::parameter) seen.insert(access.holder.symbol);
  });
  seen.erase(Symbol::none);
  return seen;
}

/// Where the handler, or what it leaves behind, writes something of that.
std::optional<Site> writesOneOf(const ActorSystem& system, HandlerId handler, const std::set<Symbol>& seen) {
  for (const Reached& reached : system.workOf(system.handler(handler).body)) {
    const std::vector<Event>& events = system.function(reached.function).events;
    for (std::uint32_t i = 0; i < events.size(); ++i) {
      const auto* global = std::get_if<GlobalAccess>(&events[i].what);
      const auto* state = std::get_if<StateWrite>(&events[i].what);
      const auto* shared = std::get_if<SharedAccess>(&events[i].what);
      const bool hit = (global && global->write && seen.contains(global->variable)) ||
                       (state && seen.contains(state->field)) ||
                       (shared && shared->write && seen.contains(shared->holder.symbol));
      if (hit) return Site{reached.function, i};
    }
  }
  return std::nullopt;
}

/// The first question to the same actor in the loop.
std::optional<Site> asksAgain(const ActorSystem& system, const LoopAround& around, ActorId to) {
  std::optional<Site> asks;
  forEachInLoop<Call>(system, around, [&](const Call& call, Site site) {
    const std::vector<Receiver> receivers = system.receivers(call.receiver, call.message);
    if (!asks && std::ranges::any_of(receivers, [&](const Receiver& one) { return one.actor == to; })) asks = site;
  });
  return asks;
}

/// After the cast the same function sleeps and looks, again and again, until the receiver has done its part.
std::optional<Waiting> pollsAfter(const ActorSystem& system, const Edge& edge) {
  const Function& function = system.function(edge.site.function);
  for (std::uint32_t i = edge.site.event + 1; i < function.events.size(); ++i) {
    const auto* sleep = std::get_if<Block>(&function.events[i].what);
    const Site site{edge.site.function, i};
    const std::vector<LoopAround> loops = loopsAround(system, {}, site);
    if (sleep == nullptr || sleep->kind != BlockKind::sleep || loops.empty()) continue;
    const LoopAround& loop = loops.front();
    if (isInside(system, edge.site, loop) || loopOf(system, loop).kind == LoopKind::container) continue;
    Waiting waiting{Confidence::likely, "polls for its effect", {}};
    waiting.evidence.push_back(at(system, site, "sleeps, and looks again whether it has happened"));
    if (const auto asked = asksAgain(system, loop, edge.to)) {
      waiting.evidence.push_back(at(system, *asked, "asks the same actor in every pass"));
      return waiting;
    }
    if (const auto written = writesOneOf(system, edge.toHandler, looksAt(system, loop))) {
      waiting.evidence.push_back(at(system, *written, "this is what it waits for"));
      return waiting;
    }
  }
  return std::nullopt;
}

// --- an answer that comes as a message

/// The only message of a handler, and nobody else's: an answer, not one of a stream.
const Edge* soleAnswer(const ActorSystem& system, HandlerId handler, ActorId to) {
  const Edge* answer = nullptr;
  for (const Edge* edge : system.outbound(system.handler(handler).actor)) {
    if (edge->kind != EdgeKind::cast && edge->kind != EdgeKind::call) continue;
    const bool here = edge->fromHandler == handler;
    if (here && edge->to == to && edge->kind == EdgeKind::cast && answer == nullptr)
      answer = edge;
    else if (here || (answer && edge->toHandler == answer->toHandler))
      return nullptr;
  }
  if (answer == nullptr || !loopsAround(system, answer->path, answer->site).empty()) return nullptr;
  const bool later = std::holds_alternative<Schedule>(system.event(answer->site).what);
  const auto elsewhere = [&](const Edge* edge) {
    return edge->toHandler == answer->toHandler && edge->fromHandler != handler;
  };
  return later || std::ranges::any_of(system.inbound(to), elsewhere) ? nullptr : answer;
}

/// The next receive of the function after the cast, if each cast leads to one: behind a test of its own it would keep
/// a window.
std::optional<Site> receiveAfter(const ActorSystem& system, Site cast) {
  const std::vector<Event>& events = system.function(cast.function).events;
  const Event& sent = events[cast.event];
  for (std::uint32_t i = cast.event + 1; i < events.size(); ++i)
    if (const auto* block = std::get_if<Block>(&events[i].what); block && block->kind == BlockKind::receive)
      return events[i].loop == sent.loop && std::ranges::includes(sent.guards, events[i].guards)
                 ? std::optional(Site{cast.function, i})
                 : std::nullopt;
  return std::nullopt;
}

bool calledAfter(const ActorSystem& system, Site cast, FunctionId body) {
  const std::vector<Event>& events = system.function(cast.function).events;
  return std::any_of(events.begin() + cast.event, events.end(), [&](const Event& event) {
    const auto* call = std::get_if<FunctionCall>(&event.what);
    return call != nullptr && system.functionOf(call->callee) == body;
  });
}

std::optional<Waiting> receivesAfter(const ActorSystem& system, const Edge& edge) {
  const std::optional<Site> receive = receiveAfter(system, edge.site);
  if (!receive) return std::nullopt;
  const LinkedHandler& handler = system.handler(edge.toHandler);
  Waiting waiting{Confidence::likely, "waits for the message that answers it", {}};
  const Edge* answer = edge.from == ActorId::none ? nullptr : soleAnswer(system, handler.id, edge.from);
  const bool taken = answer && answer->toHandler != HandlerId::none &&
                     calledAfter(system, edge.site, system.handler(answer->toHandler).body);
  const bool replies = handler.fact->answers == Answers::value || handler.fact->answers == Answers::promise;
  if (!taken && !replies) return std::nullopt;
  // With a limit it is a call already, only made by hand.
  if (std::get<Block>(system.event(*receive).what).bound.kind != BoundKind::none)
    waiting.confidence = Confidence::possible;
  waiting.evidence.push_back(at(system, *receive, "waits for the next message"));
  if (taken)
    waiting.evidence.push_back(at(system, answer->site, describe(system, handler.id) + " sends it"));
  else
    waiting.evidence.push_back(at(system, handler.id, describe(system, handler.id) + " answers whoever has sent it"));
  return waiting;
}

// --- a map of what is under way

bool touches(const FieldUse& use, const ActorSystem& system, HandlerId handler, WriteKind kind) {
  return std::ranges::any_of(use.writes, [&](const FieldUse::Access& access) {
    const auto* write = std::get_if<StateWrite>(&system.event(access.site).what);
    return access.handler == handler && write != nullptr && write->kind == kind;
  });
}

bool expires(const FieldUse& use, const ActorSystem& system, HandlerId answer) {
  return std::ranges::any_of(use.writes, [&](const FieldUse::Access& access) {
    const auto* write = std::get_if<StateWrite>(&system.event(access.site).what);
    return write != nullptr && (write->kind == WriteKind::erase || write->kind == WriteKind::assign) &&
           access.handler != answer;
  });
}

/// The sender remembers the question, and forgets it when the answer comes, and only then.
std::optional<Waiting> remembersUntil(const ActorSystem& system, const Edge& edge) {
  if (edge.from == ActorId::none || edge.fromHandler == HandlerId::none || edge.from == edge.to) return std::nullopt;
  const Edge* answer = soleAnswer(system, edge.toHandler, edge.from);
  if (answer == nullptr || answer->toHandler == HandlerId::none) return std::nullopt;
  for (const FieldUse& use : system.actor(edge.from).fields) {
    if (!touches(use, system, edge.fromHandler, WriteKind::insert)) continue;
    if (!touches(use, system, answer->toHandler, WriteKind::erase) || expires(use, system, answer->toHandler)) continue;
    const std::string field = quoted(system.name(use.field->symbol));
    Waiting waiting{Confidence::possible, "remembers it until another message answers it", {}};
    waiting.evidence.push_back({use.field->place, field + " keeps what is under way"});
    waiting.evidence.push_back(at(system, answer->site, describe(system, edge.toHandler) + " answers by a message"));
    waiting.evidence.push_back(
        at(system, answer->toHandler,
           "only the answer takes it out of " + field + ", and one that never comes leaves it there"));
    return waiting;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Waiting> waitingAfter(const ActorSystem& system, const Edge& cast) {
  if (std::optional<Waiting> polls = pollsAfter(system, cast)) return polls;
  if (std::optional<Waiting> receives = receivesAfter(system, cast)) return receives;
  return remembersUntil(system, cast);
}

}  // namespace dramaturg
