#include "model/wait_graph.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

using Path = std::vector<std::size_t>;  ///< indices of waits
using Graph = std::map<ActorId, std::map<ActorId, Path>>;

bool isSameInstance(const ActorSystem& system, const Edge& edge, const Call& call) {
  if (call.receiver.kind == HandleKind::self) return true;
  return system.actor(edge.to).multiplicity == Multiplicity::one && edge.confidence != Confidence::possible;
}

/// The init of the started actor, when it runs inside of the spawn and so in the spawner's turn.
HandlerId initInsideSpawn(const ActorSystem& system, ActorId actor) {
  for (HandlerId id : system.actor(actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind == HandlerKind::init && handler.fact->spawnerWaits && handler.body != FunctionId::none)
      return id;
  }
  return HandlerId::none;
}

Graph graphOf(const std::vector<WaitEdge>& edges) {
  Graph graph;
  for (std::size_t i = 0; i < edges.size(); ++i) graph[edges[i].edge->from][edges[i].edge->to].push_back(i);
  return graph;
}

/// A started actor waits in its init, so only a wait of that init goes on, and only one that holds the thread.
bool follows(const WaitEdge& first, const WaitEdge& next) {
  if (first.call != nullptr) return true;
  return next.call != nullptr && next.call->style == CallStyle::blocking && next.edge->fromHandler == first.entered;
}

/// How many waits of a closed way start in the handler that the wait before enters; nothing when two do not fit.
std::optional<std::size_t> fit(const std::vector<WaitEdge>& edges, const Path& way) {
  std::size_t matches = 0;
  for (std::size_t i = 0; i < way.size(); ++i) {
    const WaitEdge& first = edges[way[i]];
    const WaitEdge& next = edges[way[(i + 1) % way.size()]];
    if (!follows(first, next)) return std::nullopt;
    if (next.edge->fromHandler == first.entered) ++matches;
  }
  return matches;
}

/// From one wait on, each time the wait that its handler leads to; else the first call between the two actors.
Path greedyWay(const std::vector<WaitEdge>& edges, const std::vector<const Path*>& steps, std::size_t start) {
  Path way{start};
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const auto leadsOn = [&](std::size_t edge) { return edges[edge].edge->fromHandler == edges[way.back()].entered; };
    const auto isCall = [&](std::size_t edge) { return edges[edge].call != nullptr; };
    auto next = std::ranges::find_if(*steps[i], leadsOn);
    if (next == steps[i]->end()) next = std::ranges::find_if(*steps[i], isCall);
    way.push_back(next == steps[i]->end() ? steps[i]->front() : *next);
  }
  return way;
}

/// Of all waits between the actors of a cycle, those that fit best; empty when none fit.
Path bestWay(const std::vector<WaitEdge>& edges, std::vector<const Path*> steps) {
  Path best;
  std::size_t most = 0;
  for (std::size_t turn = 0; turn < steps.size(); ++turn) {
    for (const std::size_t start : *steps.front()) {
      Path way = greedyWay(edges, steps, start);
      const std::optional<std::size_t> matches = fit(edges, way);
      if (matches && (best.empty() || *matches > most)) {
        most = *matches;
        best = std::move(way);
      }
    }
    std::ranges::rotate(steps, steps.begin() + 1);
  }
  return best;
}

/// Depth-first from the smallest actor of each cycle, so that no cycle is found twice.
class CycleSearch {
 public:
  CycleSearch(const std::vector<WaitEdge>& edges, std::size_t longest)
      : edges_(edges), graph_(graphOf(edges)), longest_(longest) {}

  std::vector<Path> run() {
    for (const auto& [actor, next] : graph_) {
      start_ = actor;
      visit(actor);
    }
    return std::move(found_);
  }

 private:
  /// Only what leads back can be on a cycle: without this test the search of a wide graph is exponential.
  bool leadsBack(ActorId from) const {
    std::set<ActorId> seen{from};
    std::vector<ActorId> open{from};
    while (!open.empty()) {
      const auto next = graph_.find(open.back());
      open.pop_back();
      if (next == graph_.end()) continue;
      for (const auto& [to, between] : next->second) {
        if (to == start_) return true;
        if (to > start_ && !onPath_.contains(to) && seen.insert(to).second) open.push_back(to);
      }
    }
    return false;
  }

  void visit(ActorId at) {
    onPath_.insert(at);
    for (const auto& [to, between] : graph_.at(at)) {
      steps_.push_back(&between);
      if (to == start_) {
        if (Path way = bestWay(edges_, steps_); !way.empty()) found_.push_back(std::move(way));
      } else if (to > start_ && !onPath_.contains(to) && steps_.size() < longest_ && graph_.contains(to) &&
                 leadsBack(to)) {
        visit(to);
      }
      steps_.pop_back();
    }
    onPath_.erase(at);
  }

  const std::vector<WaitEdge>& edges_;
  Graph graph_;
  std::size_t longest_;
  ActorId start_ = ActorId::none;
  std::set<ActorId> onPath_;
  std::vector<const Path*> steps_;  ///< the waits between each two actors on the way
  std::vector<Path> found_;
};

}  // namespace

std::vector<WaitEdge> waitEdges(const ActorSystem& system) {
  std::vector<WaitEdge> waits;
  for (const Edge& edge : system.edges()) {
    if (edge.from == ActorId::none || edge.to == ActorId::none) continue;
    if (edge.kind == EdgeKind::spawn) {
      const HandlerId init = initInsideSpawn(system, edge.to);
      if (init != HandlerId::none && edge.from != edge.to) waits.push_back({&edge, nullptr, init});
    }
    const auto* call = std::get_if<Call>(&system.event(edge.site).what);
    if (edge.kind != EdgeKind::call || call == nullptr || !holdsTurn(*call)) continue;
    if (edge.from == edge.to && !isSameInstance(system, edge, *call)) continue;
    waits.push_back({&edge, call, edge.toHandler});
  }
  return waits;
}

std::vector<std::vector<std::size_t>> cyclesOf(const std::vector<WaitEdge>& edges, std::size_t longest) {
  return CycleSearch(edges, longest).run();
}

}  // namespace dramaturg
