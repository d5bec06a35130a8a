#include "model/multiplicity.h"

#include "model/components.h"
#include "model/ids.h"
#include "model/run_count.h"

#include <algorithm>
#include <string>

namespace dramaturg {
namespace {

/// Functions are the first nodes, actors follow.
using Node = std::uint32_t;

/// Whenever `from` runs (or is started), `to` does as well.
struct Arc {
  Node from;
  Node to;
  Repetition step;
  std::uint32_t event;     ///< of the function `from`: the call or spawn; or
  const Handler* handler;  ///< the turn
};

struct Count {
  RunCount runs = RunCount::never;
  const Arc* reason = nullptr;  ///< the arc that contributes most, the first of equals
  RunCount contribution = RunCount::never;
  bool recursive = false;
};

class RunCounter {
 public:
  explicit RunCounter(SystemData& system)
      : system_(system), functions_(static_cast<Node>(system.facts.functions.size())) {}

  void run() {
    addCalls();
    addTurns();
    sortArcs();
    counts_.resize(functions_ + system_.ensemble.actors.size());
    addSeeds();
    propagate();
    for (LinkedActor& actor : system_.ensemble.actors) conclude(actor);
  }

 private:
  const Function& functionOf(const Arc& arc) const { return system_.facts.functions[FunctionId{arc.from}]; }
  const Event& eventOf(const Arc& arc) const { return functionOf(arc).events[arc.event]; }
  const Place& placeOf(const Arc& arc) const {
    return arc.handler != nullptr ? arc.handler->place : eventOf(arc).place;
  }
  Node nodeOf(ActorId actor) const { return functions_ + static_cast<Node>(actor); }

  void addCalls() {
    const FunctionTable& functions = system_.facts.functions;
    arcs_.reserve(system_.calls.size() + system_.ensemble.handlers.size());
    for (Node from = 0; from < functions_; ++from) {
      for (const CallStep& step : system_.calls.steps(FunctionId{from})) addStep(from, step);
      for (const RareSite& site : functions.rare(FunctionId{from})) {
        if (site.kind != kEventKind<Spawn>) continue;
        const Function& function = functions[FunctionId{from}];
        const Event& event = function.events[site.event];
        const ActorId actor = lookUp(system_.ensemble.actorOf, std::get<Spawn>(event.what).actor, ActorId::none);
        if (actor != ActorId::none)
          arcs_.push_back({from, nodeOf(actor), repetitionOf(function, event), site.event, nullptr});
      }
    }
  }

  void addStep(Node from, const CallStep& step) {
    Repetition repetition = step.repetition;
    if (step.kind == StepKind::later) {
      const EventKind& what = system_.facts.functions[FunctionId{from}].events[step.event].what;
      // Who is started because another one died takes its place.
      if (std::holds_alternative<Monitor>(what)) return;
      const auto* schedule = std::get_if<Schedule>(&what);
      if (schedule != nullptr && schedule->periodic) repetition.kind = Repetition::Kind::many;
    }
    if (step.kind == StepKind::passed && repetition.kind != Repetition::Kind::many)
      repetition.kind = Repetition::Kind::perhaps;
    arcs_.push_back({from, static_cast<Node>(step.to), repetition, step.event, nullptr});
  }

  /// By start, target and place. They are made in the order of their starts, functions and then actors, and of events,
  /// which are in the order of the source.
  void sortArcs() {
    for (auto first = arcs_.begin(); first != arcs_.end();) {
      const auto end = std::find_if(first, arcs_.end(), [&](const Arc& arc) { return arc.from != first->from; });
      std::sort(first, end, [](const Arc& a, const Arc& b) {
        if (a.to != b.to) return a.to < b.to;
        return a.handler != nullptr ? a.handler->place < b.handler->place : a.event < b.event;
      });
      first = end;
    }
  }

  void addTurns() {
    for (const LinkedHandler& handler : system_.ensemble.handlers) {
      if (handler.body == FunctionId::none || system_.ensemble.onlyBase[at(handler.actor)]) continue;
      Repetition repetition;
      switch (handler.fact->kind) {
        case HandlerKind::init:
        case HandlerKind::body:
        case HandlerKind::terminate:
          break;
        case HandlerKind::message:
        case HandlerKind::timeout:
        case HandlerKind::fallback:
          repetition.kind = Repetition::Kind::many;
          break;
        case HandlerKind::down:
        case HandlerKind::exit:
        case HandlerKind::error:
          continue;  // restarts: see above
      }
      arcs_.push_back({nodeOf(handler.actor), static_cast<Node>(handler.body), repetition, 0, handler.fact});
    }
  }

  void addSeeds() {
    for (const Root& root : system_.turns.roots) {
      if (root.kind == Root::Kind::entry) counts_[at(root.function)].runs = RunCount::once;
      if (root.kind == Root::Kind::orphan) counts_[at(root.function)].runs = RunCount::unknown;
    }
    for (const LinkedActor& actor : system_.ensemble.actors)
      if (actor.spawns.empty()) counts_[nodeOf(actor.id)].runs = RunCount::unknown;
  }

  void propagate() {
    Graph graph;
    graph.first.assign(1, 0);
    for (Node node = 0; node < counts_.size(); ++node) {
      while (graph.targets.size() < arcs_.size() && arcs_[graph.targets.size()].from == node)
        graph.targets.push_back(arcs_[graph.targets.size()].to);
      graph.first.push_back(static_cast<std::uint32_t>(graph.targets.size()));
    }
    const Components components = componentsFromTheEnd(graph);
    for (std::size_t i = components.size(); i-- > 0;) {
      const std::span<const Node> component = components[i];
      settleCycle(graph, component);
      for (const Node node : component)
        for (std::uint32_t arc = graph.first[node]; arc < graph.first[node + 1]; ++arc)
          if (!std::binary_search(component.begin(), component.end(), arcs_[arc].to)) contribute(arcs_[arc]);
    }
  }

  /// What can lead to itself again happens without a bound, once it happens at all.
  void settleCycle(const Graph& graph, std::span<const Node> component) {
    const auto own = graph.successors(component.front());
    if (component.size() == 1 && std::find(own.begin(), own.end(), component.front()) == own.end()) return;
    RunCount outside = RunCount::never;
    for (const Node node : component) outside = plus(outside, counts_[node].runs);
    for (const Node node : component) {
      counts_[node].recursive = true;
      if (outside != RunCount::never) counts_[node].runs = RunCount::many;
    }
  }

  void contribute(const Arc& arc) {
    const RunCount added = times(counts_[arc.from].runs, arc.step);
    Count& count = counts_[arc.to];
    count.runs = plus(count.runs, added);
    if (added > count.contribution) {
      count.contribution = added;
      count.reason = &arc;
    }
  }

  void conclude(LinkedActor& actor) const {
    const Count& count = counts_[nodeOf(actor.id)];
    switch (count.runs) {
      case RunCount::never:
      case RunCount::unknown:
        actor.multiplicity = Multiplicity::unknown;
        break;
      case RunCount::once:
        actor.multiplicity = Multiplicity::one;
        break;
      case RunCount::few:
        actor.multiplicity = Multiplicity::few;
        break;
      case RunCount::many:
        actor.multiplicity = Multiplicity::many;
        break;
    }
    actor.multiplicityWhy = explain(nodeOf(actor.id));
    if (count.runs == RunCount::few) addOtherSpawns(actor);
  }

  void addOtherSpawns(LinkedActor& actor) const {
    constexpr std::size_t kEnough = 5;
    for (const Site site : actor.spawns) {
      const Place& place = system_.facts.functions.event(site).place;
      const auto told = [&](const Step& step) { return step.place == place; };
      if (actor.multiplicityWhy.size() < kEnough &&
          std::none_of(actor.multiplicityWhy.begin(), actor.multiplicityWhy.end(), told))
        actor.multiplicityWhy.push_back({place, "and spawned here"});
    }
  }

  // --- wording

  std::string nameOf(Symbol symbol) const { return "`" + std::string(system_.facts.symbols.name(symbol)) + "`"; }

  std::string nameOf(Node node) const {
    const Symbol symbol = node < functions_ ? system_.facts.functions.head(FunctionId{node}).symbol
                                            : system_.facts.actors[node - functions_].symbol;
    return nameOf(symbol);
  }

  const Place& definitionOf(Node node) const {
    return node < functions_ ? system_.facts.functions.head(FunctionId{node}).place
                             : system_.facts.actors[node - functions_].place;
  }

  /// From the spawn back to what decides: a loop, a message, a recursion or the entry.
  Evidence explain(Node node) const {
    constexpr int kLongEnough = 6;
    Evidence why;
    for (int depth = 0; depth < kLongEnough; ++depth) {
      const Count& count = counts_[node];
      const Arc* arc = count.reason;
      if (arc != nullptr) why.push_back({placeOf(*arc), describe(*arc)});
      if (count.recursive) why.push_back({definitionOf(node), nameOf(node) + " can lead to itself again"});
      if (count.recursive || arc == nullptr) break;
      const Loop* loop = arc->handler == nullptr ? decidingLoop(functionOf(*arc), eventOf(*arc)) : nullptr;
      if (loop != nullptr) why.push_back({loop->place, describe(*loop)});
      if (loop != nullptr || arc->step.kind == Repetition::Kind::many) break;
      node = arc->from;
    }
    return why;
  }

  std::string describe(const Arc& arc) const {
    const std::string from = nameOf(arc.from);
    if (arc.handler != nullptr) {
      const std::string message = nameOf(arc.handler->message);
      if (arc.step.kind != Repetition::Kind::many) return nameOf(arc.to) + " runs once per instance of " + from;
      return arc.handler->kind == HandlerKind::message ? from + " does this for every " + message
                                                       : nameOf(arc.to) + " runs again and again";
    }
    const std::string guarded = arc.step.guarded ? ", behind a test" : "";
    const EventKind& what = eventOf(arc).what;
    if (std::holds_alternative<Spawn>(what)) return from + " spawns " + nameOf(arc.to) + guarded;
    return (std::holds_alternative<FunctionCall>(what) ? from + " calls " : from + " leads to ") + nameOf(arc.to) +
           guarded;
  }

  std::string describe(const Loop& loop) const {
    switch (loop.kind) {
      case LoopKind::constant:
        return "in a loop of " + std::to_string(loop.count);
      case LoopKind::container:
        return "in a loop over " + nameOf(loop.over);
      case LoopKind::infinite:
        return "in an endless loop";
      case LoopKind::condition:
        break;
    }
    return "in a loop without a bound";
  }

  SystemData& system_;
  Node functions_;
  std::vector<Arc> arcs_;
  std::vector<Count> counts_;
};

}  // namespace

void deriveMultiplicity(SystemData& system) { RunCounter(system).run(); }

}  // namespace dramaturg
