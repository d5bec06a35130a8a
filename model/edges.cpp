#include "model/edges.h"

#include "model/ids.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace dramaturg {
namespace {

/// Walks what one root runs and writes down what it does.
class EdgeCollector {
 public:
  explicit EdgeCollector(SystemData& system) : system_(system) {}

  void collect(const Root& root) {
    root_ = root;
    fields_.clear();
    if (root.actor != ActorId::none) {
      std::vector<FieldUse>& uses = system_.ensemble.actors[at(root.actor)].fields;
      for (FieldUse& use : uses) fields_.emplace(use.field->symbol, &use);
    }
    for (const Reached& reached : explore(system_.calls, system_.facts.functions, root.function, Extent::wholeWork)) {
      reached_ = &reached;
      const Function& function = system_.facts.functions[at(reached.function)];
      function_ = function.symbol;
      for (std::uint32_t i = 0; i < function.events.size(); ++i) {
        site_ = {reached.function, i};
        std::visit([this](const auto& what) { add(what); }, function.events[i].what);
      }
    }
  }

 private:
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
      (use->second->*accesses).push_back({root_.handler, site_, reached_->path});
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
    edge.path = reached_->path;
    edge.to = to.actor;
    edge.confidence = weaker(to.confidence, reached_->confidence);
    edge.via = to.via;
    system_.edges.push_back(std::move(edge));
  }

  const std::vector<Receiver>& resolve(const Handle& handle, Symbol message) {
    // Who sent depends on the function; everything else at most on the program that the root belongs to.
    const Symbol function = handle.kind == HandleKind::sender ? function_ : rootSymbol();
    const ActorId turnOf = handle.kind == HandleKind::self ? root_.actor : ActorId::none;
    const auto [known, isNew] = resolved_.try_emplace({handle, message, function, turnOf});
    if (isNew) known->second = system_.receivers.find(handle, message, function, turnOf);
    return known->second;
  }

  Symbol rootSymbol() const { return system_.facts.functions[static_cast<std::size_t>(root_.function)].symbol; }

  SystemData& system_;
  Root root_;
  const Reached* reached_ = nullptr;
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
  std::sort(system.edges.begin(), system.edges.end(), [&](const Edge& a, const Edge& b) { return rank(a) < rank(b); });
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
