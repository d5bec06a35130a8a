#include "model/ensemble.h"

#include "model/ids.h"
#include "model/sorting.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace dramaturg {
namespace {

std::vector<FunctionId> indexFunctions(const ProgramFacts& facts) {
  std::vector<FunctionId> functionOf(facts.symbols.size(), FunctionId::none);
  for (std::size_t i = 0; i < facts.functions.size(); ++i)
    functionOf[at(facts.functions.head(static_cast<FunctionId>(i)).symbol)] = static_cast<FunctionId>(i);
  functionOf[0] = FunctionId::none;
  return functionOf;
}

/// By the actor's own symbol; by its state record where that is not shared with another actor.
std::vector<ActorId> indexActors(const ProgramFacts& facts) {
  std::vector<ActorId> actorOf(facts.symbols.size(), ActorId::none);
  std::unordered_map<Symbol, std::vector<ActorId>> byState;
  for (std::size_t i = 0; i < facts.actors.size(); ++i) {
    actorOf[at(facts.actors[i].symbol)] = static_cast<ActorId>(i);
    byState[facts.actors[i].state].push_back(static_cast<ActorId>(i));
  }
  for (const auto& [state, actors] : byState)
    if (actors.size() == 1 && actorOf[at(state)] == ActorId::none) actorOf[at(state)] = actors.front();
  actorOf[0] = ActorId::none;
  return actorOf;
}

std::vector<ActorId> allBases(const ProgramFacts& facts, const std::vector<ActorId>& actorOf, ActorId of) {
  std::vector<ActorId> bases;
  std::unordered_set<ActorId> seen{of};
  const auto addDirect = [&](ActorId actor) {
    for (const Symbol base : facts.actors[at(actor)].bases)
      if (const ActorId id = lookUp(actorOf, base, ActorId::none); id != ActorId::none && seen.insert(id).second)
        bases.push_back(id);
  };
  addDirect(of);
  for (std::size_t i = 0; i < bases.size(); ++i) addDirect(bases[i]);
  return bases;
}

void relate(const ProgramFacts& facts, Ensemble& ensemble) {
  const std::size_t count = facts.actors.size();
  ensemble.bases.resize(count);
  ensemble.heirs.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    ensemble.bases[i] = allBases(facts, ensemble.actorOf, static_cast<ActorId>(i));
    for (const ActorId base : ensemble.bases[i]) ensemble.heirs[at(base)].push_back(static_cast<ActorId>(i));
  }
}

void markOnlyBases(const ProgramFacts& facts, const EventIndex& events, Ensemble& ensemble) {
  ensemble.onlyBase.assign(facts.actors.size(), false);
  for (std::size_t i = 0; i < facts.actors.size(); ++i) ensemble.onlyBase[i] = !ensemble.heirs[i].empty();
  for (const Site site : events.sites<Spawn>()) {
    const auto& spawn = std::get<Spawn>(facts.functions.event(site).what);
    if (const ActorId actor = lookUp(ensemble.actorOf, spawn.actor, ActorId::none); actor != ActorId::none)
      ensemble.onlyBase[at(actor)] = false;
  }
}

/// Decides which handlers of a base an heir still has: those that are not installed by a method that it overrides,
/// unless the overrider calls the overridden one.
class Inheritance {
 public:
  Inheritance(const ProgramFacts& facts, const Ensemble& ensemble) : facts_(facts), ensemble_(ensemble) {
    for (std::uint32_t i = 0; i < facts.functions.size(); ++i)
      for (const Symbol overridden : facts.functions.overrides(FunctionId{i}))
        overriders_[overridden].push_back(FunctionId{i});
  }

  bool has(ActorId heir, const Handler& inherited) const {
    const Symbol installer = outermost(inherited.body);
    const auto overriders = overriders_.find(installer);
    if (overriders == overriders_.end()) return true;
    return std::none_of(overriders->second.begin(), overriders->second.end(), [&](FunctionId overrider) {
      return isOf(heir, facts_.functions.head(overrider).record) && !calls(overrider, installer);
    });
  }

 private:
  Symbol outermost(Symbol body) const {
    for (int depth = 0; depth < 64; ++depth) {
      const FunctionId id = lookUp(ensemble_.functionOf, body, FunctionId::none);
      if (id == FunctionId::none || facts_.functions.head(id).enclosing == Symbol::none) break;
      body = facts_.functions.head(id).enclosing;
    }
    return body;
  }
  bool isOf(ActorId heir, Symbol record) const {
    const ActorId owner = lookUp(ensemble_.actorOf, record, ActorId::none);
    const std::vector<ActorId>& bases = ensemble_.bases[at(heir)];
    return owner == heir || (owner != ActorId::none && std::find(bases.begin(), bases.end(), owner) != bases.end());
  }
  bool calls(FunctionId function, Symbol callee) const {
    return std::ranges::any_of(facts_.functions.calls(function),
                               [&](const CallSite& call) { return call.callee == callee; });
  }

  const ProgramFacts& facts_;
  const Ensemble& ensemble_;
  std::unordered_map<Symbol, std::vector<FunctionId>> overriders_;
};

using HandlersByActor = std::unordered_map<Symbol, std::vector<const Handler*>>;

void addHandlers(const HandlersByActor& byActor, const Inheritance& inheritance, LinkedActor& actor,
                 Ensemble& ensemble) {
  std::vector<const Handler*> facts;
  const auto add = [&](const LinkedActor& from) {
    const auto known = byActor.find(from.fact->symbol);
    if (known == byActor.end()) return;
    for (const Handler* handler : known->second)
      if (from.id == actor.id || inheritance.has(actor.id, *handler)) facts.push_back(handler);
  };
  add(actor);
  for (const ActorId base : ensemble.bases[at(actor.id)]) add(ensemble.actors[at(base)]);
  sortByKey(facts, [](const Handler* handler) { return handler->place; });
  for (const Handler* fact : facts) {
    const auto id = static_cast<HandlerId>(ensemble.handlers.size());
    actor.handlers.push_back(id);
    ensemble.handlers.push_back({id, actor.id, fact, lookUp(ensemble.functionOf, fact->body, FunctionId::none)});
  }
}

void addFields(LinkedActor& actor, const Ensemble& ensemble) {
  const auto add = [&](const Actor& fact) {
    for (const Field& field : fact.fields) actor.fields.push_back({&field, {}, {}});
    actor.bounded.insert(actor.bounded.end(), fact.bounded.begin(), fact.bounded.end());
  };
  add(*actor.fact);
  for (const ActorId base : ensemble.bases[at(actor.id)]) add(*ensemble.actors[at(base)].fact);
}

/// For an actor whose library is not among the facts: nothing is known.
const Library kUnknownLibrary;

void addActors(const ProgramFacts& facts, Ensemble& ensemble) {
  std::unordered_map<Symbol, const Library*> libraries;
  for (const Library& library : facts.libraries) libraries.emplace(library.name, &library);
  for (std::size_t i = 0; i < facts.actors.size(); ++i) {
    LinkedActor actor;
    actor.id = static_cast<ActorId>(i);
    actor.fact = &facts.actors[i];
    const auto library = libraries.find(actor.fact->library);
    actor.library = library == libraries.end() ? &kUnknownLibrary : library->second;
    ensemble.actors.push_back(std::move(actor));
  }
}

}  // namespace

void addImpliedHandlers(ProgramFacts& facts) {
  std::unordered_map<Symbol, std::vector<Symbol>> actorsOfRecord;
  std::set<std::pair<Symbol, Symbol>> known;  // actor, body
  for (const Actor& actor : facts.actors) {
    // The objects of home-made actors are made and destroyed by others.
    if (actor.form == ActorForm::threadLoop) continue;
    actorsOfRecord[actor.symbol].push_back(actor.symbol);
    if (actor.state != Symbol::none && actor.state != actor.symbol) actorsOfRecord[actor.state].push_back(actor.symbol);
  }
  for (const Handler& handler : facts.handlers) known.emplace(handler.actor, handler.body);

  const auto imply = [&](const FunctionHead& function, Symbol of, HandlerKind kind) {
    const auto actors = actorsOfRecord.find(of);
    if (of == Symbol::none || actors == actorsOfRecord.end()) return;
    for (const Symbol actor : actors->second)
      if (known.emplace(actor, function.symbol).second)
        facts.handlers.push_back({actor, kind, Symbol::none, function.symbol, Answers::nothing, false, function.place});
  };
  for (std::uint32_t i = 0; i < facts.functions.size(); ++i) {
    const FunctionHead& function = facts.functions.head(FunctionId{i});
    if (function.form == FunctionForm::constructor) imply(function, function.record, HandlerKind::init);
    if (function.form == FunctionForm::destructor) imply(function, function.record, HandlerKind::terminate);
    imply(function, function.symbol, HandlerKind::init);  // a behaviour function is the actor
  }
}

void addOverridingHandlers(ProgramFacts& facts) {
  std::unordered_map<Symbol, Handler> byBody;
  std::set<std::pair<Symbol, Symbol>> known;  // actor, body
  for (const Handler& handler : facts.handlers) {
    if (handler.kind == HandlerKind::message) byBody.emplace(handler.body, handler);
    known.emplace(handler.actor, handler.body);
  }
  std::unordered_set<Symbol> actors;
  for (const Actor& actor : facts.actors) actors.insert(actor.symbol);

  const auto inheritMessage = [&](const FunctionHead& function, Symbol overridden) {
    const auto handled = byBody.find(overridden);
    if (handled == byBody.end() || !known.emplace(function.record, function.symbol).second) return false;
    Handler handler = handled->second;
    handler.actor = function.record;
    handler.body = function.symbol;
    handler.place = function.place;
    facts.handlers.push_back(handler);
    return byBody.emplace(function.symbol, handler).second;
  };
  for (bool more = true; more;) {  // overriders of overriders
    more = false;
    for (std::uint32_t i = 0; i < facts.functions.size(); ++i) {
      const FunctionHead& function = facts.functions.head(FunctionId{i});
      if (!actors.contains(function.record)) continue;
      for (const Symbol overridden : facts.functions.overrides(FunctionId{i}))
        more |= inheritMessage(function, overridden);
    }
  }
}

Ensemble assemble(const ProgramFacts& facts, const EventIndex& events) {
  Ensemble ensemble;
  ensemble.functionOf = indexFunctions(facts);
  ensemble.actorOf = indexActors(facts);
  relate(facts, ensemble);
  markOnlyBases(facts, events, ensemble);
  addActors(facts, ensemble);

  HandlersByActor byActor;
  for (const Handler& handler : facts.handlers) byActor[handler.actor].push_back(&handler);
  const Inheritance inheritance(facts, ensemble);
  for (LinkedActor& actor : ensemble.actors) {
    addHandlers(byActor, inheritance, actor, ensemble);
    addFields(actor, ensemble);
  }
  return ensemble;
}

}  // namespace dramaturg
