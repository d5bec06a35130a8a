#include "model/edges.h"

#include "model/components.h"
#include "model/ids.h"
#include "model/sorting.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <type_traits>

namespace dramaturg {
namespace {

template <class... Kinds>
bool isOneOf(const RareSite& site) {
  return ((site.kind == kEventKind<Kinds>) || ...);
}
bool concernsActors(const RareSite& site) {
  return isOneOf<Cast, Call, Delegate, Schedule, Spawn, Link, Monitor, Supervise>(site);
}

/// By function: those that have it called. The same as `Graph` over all steps, backwards.
Graph callersOf(const SystemData& system) {
  const std::size_t size = system.facts.functions.size();
  Graph callers{std::vector<std::uint32_t>(size + 1), {}};
  const auto forEachStep = [&](auto use) {
    for (std::uint32_t from = 0; from < size; ++from)
      for (const CallStep& step : system.calls.steps(FunctionId{from}))
        if (follows(Extent::wholeWork, step.kind)) use(from, at(step.to));
  };
  forEachStep([&](std::uint32_t, std::size_t to) { ++callers.first[to + 1]; });
  for (std::size_t i = 0; i < size; ++i) callers.first[i + 1] += callers.first[i];
  callers.targets.resize(callers.first.back());
  std::vector<std::uint32_t> next(callers.first.begin(), callers.first.end() - 1);
  forEachStep([&](std::uint32_t from, std::size_t to) { callers.targets[next[to]++] = from; });
  return callers;
}

/// By function: whether it does anything to actors, or leads to functions that do. Most code does not.
std::vector<bool> leadingToActors(const SystemData& system) {
  const FunctionTable& functions = system.facts.functions;
  const Graph callers = callersOf(system);
  std::vector<bool> leads(functions.size(), false);
  std::vector<std::uint32_t> open;
  const auto add = [&](std::uint32_t function) {
    if (!leads[function]) open.push_back(function);
    leads[function] = true;
  };
  for (std::uint32_t i = 0; i < functions.size(); ++i)
    if (std::ranges::any_of(functions.rare(FunctionId{i}), concernsActors)) add(i);
  while (!open.empty()) {
    const std::uint32_t callee = open.back();
    open.pop_back();
    for (const std::uint32_t caller : callers.successors(callee)) add(caller);
  }
  return leads;
}

/// Walks what one root runs and writes down what it does.
class EdgeCollector {
 public:
  explicit EdgeCollector(SystemData& system)
      : system_(system), leads_(leadingToActors(system)), isTurn_(system.facts.functions.size(), false) {
    for (const LinkedHandler& handler : system.ensemble.handlers)
      if (handler.body != FunctionId::none) isTurn_[at(handler.body)] = true;
  }

  void collect(const Root& root) {
    root_ = root;
    fields_.clear();
    if (root.actor != ActorId::none) {
      std::vector<FieldUse>& uses = system_.ensemble.actors[at(root.actor)].fields;
      for (FieldUse& use : uses) fields_.emplace(use.field->symbol, &use);
    }
    // Without state to use, what remains is done to actors.
    // A loop of nobody's that calls handlers, as a scheduler's does, only gives actors their turns.
    const auto enter = [&](FunctionId function) {
      const bool turnOfOthers = root.actor == ActorId::none && isTurn_[at(function)] && function != root.function;
      return !turnOfOthers && (!fields_.empty() || leads_[at(function)]);
    };
    if (!enter(root.function)) return;
    const auto visits =
        walker_.walk(system_.calls, system_.facts.functions.size(), root.function, Extent::wholeWork, enter);
    for (const std::uint32_t visit : inOrder(visits)) collect(visit, visits[visit]);
  }

 private:
  /// By distance and place.
  std::vector<std::uint32_t> inOrder(std::span<const Walker::Visit> visits) const {
    std::vector<std::uint32_t> order(visits.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const auto rank = [&](const Walker::Visit& visit) {
        return std::tie(visit.distance, system_.facts.functions.head(visit.function).place, visit.function);
      };
      return rank(visits[a]) < rank(visits[b]);
    });
    return order;
  }

  void collect(std::uint32_t number, const Walker::Visit& visit) {
    visit_ = number;
    reached_.reset();
    const FunctionTable& functions = system_.facts.functions;
    function_ = functions.head(visit.function).symbol;
    const auto add = [&](const Function& function, std::uint32_t event) {
      site_ = {visit.function, event};
      std::visit([this](const auto& what) { this->add(what); }, function.events[event].what);
    };
    if (!fields_.empty() && functions.head(visit.function).state) {
      const Function& function = functions[visit.function];
      for (std::uint32_t i = 0; i < function.events.size(); ++i) add(function, i);
    } else {
      for (const RareSite& site : functions.rare(visit.function))
        if (concernsActors(site)) add(functions[visit.function], site.event);
    }
  }

  /// Put together only for those few events that need it.
  const Reached& reached() {
    if (!reached_) reached_ = walker_.reached(visit_);
    return *reached_;
  }

  void add(const Cast& cast) { addMessage(EdgeKind::cast, cast.receiver, cast.message); }
  void add(const Call& call) { addMessage(EdgeKind::call, call.receiver, call.message); }
  void add(const Delegate& delegate) { addMessage(EdgeKind::delegate, delegate.receiver, delegate.message); }
  void add(const Schedule& later) {
    if (later.message != Symbol::none) addMessage(EdgeKind::cast, later.receiver, later.message);
  }

  void add(const Spawn& spawn) {
    const ActorId child = lookUp(system_.ensemble.actorOf, spawn.actor, ActorId::none);
    if (child == ActorId::none) return;
    const Receiver known{child, ReceiverHow::spawned, Confidence::certain, {}};
    addEdge(EdgeKind::spawn, root_.actor, known);
    if (spawn.linked) addEdge(EdgeKind::link, root_.actor, known);
    if (spawn.monitored) addEdge(EdgeKind::monitor, root_.actor, known);
    if (spawn.supervised) addEdge(EdgeKind::supervise, root_.actor, known);
  }
  void add(const Link& link) { addRelation(EdgeKind::link, link.a, link.b); }
  void add(const Monitor& monitor) { addRelation(EdgeKind::monitor, monitor.observer, monitor.target); }
  void add(const Supervise& supervise) { addRelation(EdgeKind::supervise, supervise.parent, supervise.child); }

  void add(const StateRead& read) { addAccess(read.field, &FieldUse::reads); }
  void add(const StateWrite& write) { addAccess(write.field, &FieldUse::writes); }
  void add(const auto&) {}

  void addAccess(Symbol field, std::vector<FieldUse::Access> FieldUse::* accesses) {
    if (const auto use = fields_.find(field); use != fields_.end())
      (use->second->*accesses).push_back({root_.handler, site_, reached().path});
  }

  void addMessage(EdgeKind kind, const Handle& to, Symbol message) {
    for (const Receiver& receiver : resolve(to, message)) {
      addEdge(kind, root_.actor, receiver);
      if (message != Symbol::none) system_.edges.back().toHandler = system_.messages.handlerOf(receiver.actor, message);
    }
  }

  /// `one` watches or is tied to `other`; without a known `one` the turn's own actor is meant.
  void addRelation(EdgeKind kind, const Handle& one, const Handle& other) {
    const std::vector<Receiver> watchers = resolve(one, Symbol::none);
    const std::vector<Receiver>& targets = resolve(other, Symbol::none);
    if (targets.empty()) system_.openWatches.push_back(site_);
    for (const Receiver& watched : targets) {
      if (watchers.empty()) addEdge(kind, root_.actor, watched);
      for (const Receiver& watcher : watchers) {
        addEdge(kind, watcher.actor, watched);
        Edge& edge = system_.edges.back();
        edge.confidence = weaker(edge.confidence, watcher.confidence);
      }
    }
  }

  void addEdge(EdgeKind kind, ActorId from, const Receiver& to) {
    Edge edge;
    edge.kind = kind;
    edge.from = from;
    edge.fromHandler = from == root_.actor ? root_.handler : HandlerId::none;
    edge.root = root_.function;
    edge.site = site_;
    edge.path = reached().path;
    edge.to = to.actor;
    edge.confidence = weaker(to.confidence, reached().confidence);
    edge.via = to.via;
    system_.edges.push_back(std::move(edge));
  }

  const std::vector<Receiver>& resolve(const Handle& handle, Symbol message) {
    // Who sent depends on the function; everything else at most on the program that the root belongs to.
    const Symbol function = handle.kind == HandleKind::sender ? function_ : system_.receivers.programOf(root_.function);
    const ActorId turnOf = handle.kind == HandleKind::self ? root_.actor : ActorId::none;
    const auto [known, isNew] = resolved_.try_emplace({handle, message, function, turnOf});
    if (isNew) known->second = system_.receivers.find(handle, message, function, turnOf);
    return known->second;
  }

  SystemData& system_;
  std::vector<bool> leads_;   ///< by function
  std::vector<bool> isTurn_;  ///< by function: whether it is a handler's body
  Walker walker_;
  Root root_;
  std::uint32_t visit_ = 0;
  std::optional<Reached> reached_;
  Symbol function_ = Symbol::none;
  Site site_;
  std::map<Symbol, FieldUse*> fields_;  ///< of the root's actor
  std::map<std::tuple<Handle, Symbol, Symbol, ActorId>, std::vector<Receiver>> resolved_;
};

void indexEdges(SystemData& system) {
  std::sort(system.openWatches.begin(), system.openWatches.end());
  system.openWatches.erase(std::unique(system.openWatches.begin(), system.openWatches.end()), system.openWatches.end());
  const auto rank = [](const Edge& edge) {
    return std::tie(edge.kind, edge.from, edge.fromHandler, edge.root, edge.site, edge.to, edge.toHandler);
  };
  sortByKey(system.edges, rank);
  system.inbound.resize(system.ensemble.actors.size());
  system.outbound.resize(system.ensemble.actors.size());
  for (std::uint32_t i = 0; i < system.edges.size(); ++i) {
    system.inbound[at(system.edges[i].to)].push_back(i);
    if (system.edges[i].from != ActorId::none) system.outbound[at(system.edges[i].from)].push_back(i);
  }
}

}  // namespace

void deriveEdges(SystemData& system) {
  EdgeCollector collector(system);
  for (const Root& root : system.turns.roots) collector.collect(root);
  indexEdges(system);
}

}  // namespace dramaturg
