// Predicates about birth, death and who takes notice.
#include "model/inspection.h"
#include "model/predicates.h"

#include <algorithm>
#include <optional>

namespace dramaturg {
namespace {

bool isWatch(EdgeKind kind) {
  return kind == EdgeKind::link || kind == EdgeKind::monitor || kind == EdgeKind::supervise;
}

std::string words(EdgeKind kind) {
  return kind == EdgeKind::link ? "linked to " : kind == EdgeKind::monitor ? "monitored by " : "supervised by ";
}

std::string partner(const ActorSystem& system, ActorId actor) {
  return actor == ActorId::none ? "code outside of actors" : quoted(system.name(actor));
}

/// The surest answer so far.
void offer(std::optional<Answer>& best, Confidence confidence, Evidence evidence) {
  if (!best || confidence > best->confidence) best = yes(confidence, std::move(evidence));
}

}  // namespace

Answer watched(const ActorSystem& system, ActorId actor) {
  std::optional<Answer> best;
  const auto consider = [&](const Edge& edge, ActorId other) {
    if (isWatch(edge.kind))
      offer(best, edge.confidence, {stepAt(system, edge.site, words(edge.kind) + partner(system, other))});
  };
  for (const Edge* edge : system.inbound(actor)) consider(*edge, edge->from);
  for (const Edge* edge : system.outbound(actor))
    if (edge->kind == EdgeKind::link) consider(*edge, edge->to);  // links go both ways
  const Library& library = *system.actor(actor).library;
  if (library.spawnSupervises) offer(best, Confidence::likely, {{{}, library.spawnSource}});
  if (best) return *best;
  if (system.openWatches().empty()) return absent(system);
  return no(Confidence::likely,
            {stepAt(system, system.openWatches().front(), "watches an actor that the code does not tell")});
}

namespace {

/// Whether a function on the way, the last one included, catches anything.
bool mayBeCaught(const ActorSystem& system, const Reached& reached) {
  const auto catches = [&](FunctionId id) {
    const std::vector<Event>& events = system.function(id).events;
    return std::any_of(events.begin(), events.end(),
                       [](const Event& event) { return std::holds_alternative<Catch>(event.what); });
  };
  return catches(reached.function) ||
         std::any_of(reached.path.begin(), reached.path.end(), [&](Site site) { return catches(site.function); });
}

void findThrows(const ActorSystem& system, ActorId actor, std::optional<Answer>& best) {
  const Library& library = *system.actor(actor).library;
  if (!library.throwEndsActor) return;
  forEachWork<Throw>(
      system, actor, [&](const Throw& thrown, Site site, const Reached& reached, const LinkedHandler& handler) {
        if (thrown.caughtHere) return;
        const std::string type = thrown.type == Symbol::none ? "an exception" : quoted(system.name(thrown.type));
        Evidence way{{handler.fact->place, describe(system, handler.id)}};
        for (Step& step : wayTo(system, reached, site, "throws " + type)) way.push_back(std::move(step));
        if (!library.throwSource.empty()) way.push_back({{}, library.throwSource});
        offer(best, mayBeCaught(system, reached) ? Confidence::possible : reached.confidence, std::move(way));
      });
}

void findStops(const ActorSystem& system, ActorId actor, std::optional<Answer>& best) {
  forEachWork<Stop>(
      system, actor, [&](const Stop& stop, Site site, const Reached& reached, const LinkedHandler& handler) {
        if (handler.fact->kind == HandlerKind::terminate || !isSelf(system, actor, stop.target, site.function)) return;
        offer(best, reached.confidence, wayTo(system, reached, site, describe(system, handler.id) + " ends the actor"));
      });
}

void findUnhandledErrors(const ActorSystem& system, ActorId actor, std::optional<Answer>& best) {
  forEachWork<Call>(system, actor, [&](const Call& call, Site site, const Reached& reached, const LinkedHandler&) {
    if (call.onReply != Symbol::none && call.onError == Symbol::none)
      offer(best, Confidence::possible, wayTo(system, reached, site, "an error in place of the answer is not handled"));
  });
}

}  // namespace

Answer canDie(const ActorSystem& system, ActorId actor) {
  std::optional<Answer> best;
  findStops(system, actor, best);
  findThrows(system, actor, best);
  findUnhandledErrors(system, actor, best);
  if (best) return *best;
  if (Evidence spots = blindSpots(system, actor); !spots.empty()) return unknown(std::move(spots));
  return no(Confidence::likely);  // library functions may throw as well
}

namespace {

std::optional<Evidence> ownTimer(const ActorSystem& system, ActorId actor) {
  std::optional<Evidence> timer;
  forEachWork<Schedule>(system, actor, [&](const Schedule& later, Site site, const Reached&, const LinkedHandler&) {
    const bool own = later.body != Symbol::none || isSelf(system, actor, later.receiver, site.function);
    if (!timer && own) timer = Evidence{stepAt(system, site, "sets a timer for itself")};
  });
  return timer;
}

/// A turn that ends the actor whatever the message says: one job and done. Without messages, the job is to wait.
std::optional<Evidence> endsAfterOneJob(const ActorSystem& system, ActorId actor, bool messages) {
  std::optional<Evidence> end;
  forEachWork<Stop>(
      system, actor, [&](const Stop& stop, Site site, const Reached& reached, const LinkedHandler& handler) {
        const bool anyMessage = handler.fact->kind == HandlerKind::message || handler.fact->kind == HandlerKind::init ||
                                (!messages && handler.fact->kind == HandlerKind::timeout);
        if (!end && anyMessage && system.event(site).guards.empty() &&
            isSelf(system, actor, stop.target, site.function))
          end = wayTo(system, reached, site, describe(system, handler.id) + " ends the actor");
      });
  return end;
}

bool takesMessages(const ActorSystem& system, ActorId actor) {
  const std::vector<HandlerId>& handlers = system.actor(actor).handlers;
  return std::any_of(handlers.begin(), handlers.end(), [&](HandlerId id) {
    const HandlerKind kind = system.handler(id).fact->kind;
    return kind == HandlerKind::message || kind == HandlerKind::fallback;
  });
}

std::optional<Evidence> keptSomewhere(const ActorSystem& system, ActorId actor) {
  for (const Site site : system.actor(actor).spawns)
    if (const auto& spawn = std::get<Spawn>(system.event(site).what); spawn.result == ResultUse::kept)
      return Evidence{stepAt(system, site, "its handle is kept in " + quoted(system.name(spawn.holder)))};
  for (const Handle& holder : system.holdersOf(actor)) {
    const bool stays = holder.kind == HandleKind::field || holder.kind == HandleKind::name;
    if (stays)
      return Evidence{{system.actor(actor).fact->place, "its handle is kept in " + quoted(system.name(holder.symbol))}};
  }
  return std::nullopt;
}

/// A spawn in code that runs once, before the first message.
const Edge* startUpSpawn(const ActorSystem& system, ActorId actor) {
  for (const Edge* edge : system.inbound(actor)) {
    if (edge->kind != EdgeKind::spawn) continue;
    const bool entry = edge->from == ActorId::none && system.function(edge->root).entry;
    const bool init =
        edge->fromHandler != HandlerId::none && system.handler(edge->fromHandler).fact->kind == HandlerKind::init;
    if (entry || init) return edge;
  }
  return nullptr;
}

}  // namespace

Answer longLived(const ActorSystem& system, ActorId actor) {
  const LinkedActor& linked = system.actor(actor);
  if (linked.fact->ownLoop) return yes(Confidence::likely, {{linked.fact->place, "it receives in a loop of its own"}});
  const bool messages = takesMessages(system, actor);
  std::optional<Evidence> end = endsAfterOneJob(system, actor, messages);
  if (end && !messages) return no(Confidence::likely, std::move(*end));
  if (std::optional<Evidence> timer = ownTimer(system, actor)) return yes(Confidence::certain, std::move(*timer));
  if (end) return no(Confidence::likely, std::move(*end));
  if (!messages) return no(Confidence::likely, {{linked.fact->place, "it takes no messages"}});
  if (std::optional<Evidence> kept = keptSomewhere(system, actor)) return yes(Confidence::certain, std::move(*kept));
  if (const Edge* start = startUpSpawn(system, actor))
    return yes(Confidence::likely, {stepAt(system, start->site, "it is spawned at start-up and takes messages")});
  return unknown();
}

Answer needsSupervision(const ActorSystem& system, ActorId actor) {
  const Answer stays = longLived(system, actor);
  if (stays.no()) return no(stays.confidence, stays.evidence);
  Evidence evidence = stays.evidence;
  for (const FieldUse& use : system.actor(actor).fields)
    if (use.field->role == FieldRole::resource) {
      evidence.push_back({use.field->place, "it owns " + quoted(system.name(use.field->symbol))});
      return yes(Confidence::likely, std::move(evidence));
    }
  if (!stays.yes()) return unknown(std::move(evidence));
  const Answer death = canDie(system, actor);
  if (death.yes()) {
    evidence.insert(evidence.end(), death.evidence.begin(), death.evidence.end());
    return yes(weaker(stays.confidence, death.confidence), std::move(evidence));
  }
  for (const Edge* edge : system.inbound(actor))
    if (edge->from != actor &&
        (edge->kind == EdgeKind::call || edge->kind == EdgeKind::cast || edge->kind == EdgeKind::delegate)) {
      evidence.push_back(stepAt(system, edge->site, partner(system, edge->from) + " depends on it"));
      return yes(Confidence::likely, std::move(evidence));
    }
  return unknown(std::move(evidence));
}

Answer scopedLifetime(const ActorSystem& system, ActorId actor) {
  const LinkedActor& linked = system.actor(actor);
  if (linked.spawns.empty()) return unknown();
  Evidence evidence;
  for (const Site site : linked.spawns) {
    const auto& spawn = std::get<Spawn>(system.event(site).what);
    if (spawn.result == ResultUse::kept)
      return no(Confidence::certain, {stepAt(system, site, "its handle is kept beyond the scope")});
    if (!spawn.linked) return no(Confidence::likely, {stepAt(system, site, "spawned without a link to its starter")});
    evidence.push_back(stepAt(system, site, "spawned with a link to its starter"));
  }
  const Answer stays = longLived(system, actor);
  if (stays.yes()) return no(stays.confidence, stays.evidence);
  evidence.insert(evidence.end(), stays.evidence.begin(), stays.evidence.end());
  return stays.no() ? yes(stays.confidence, std::move(evidence)) : unknown(std::move(evidence));
}

}  // namespace dramaturg
