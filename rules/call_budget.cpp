#include "rules/call_budget.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr std::size_t kDeepest = 3;  ///< hops; beyond that the outer time limit can hardly be right

using Chain = std::vector<WaitEdge>;

/// The calls that the turn of a handler waits for, one after the other, whatever its branches do.
struct Sequence {
  std::int64_t total = 0;
  std::vector<Site> waits;
};

/// Either a single call that may outlast the limit, or all that certainly follow each other.
Sequence longestWait(const ActorSystem& system, FunctionId body) {
  Sequence longest, all;
  forEachReached<Call>(system, body, [&](const Call& call, Site site, const Reached& reached) {
    if (!holdsTurn(call) || call.timeout.kind != BoundKind::constant) return;
    if (call.timeout.milliseconds > longest.total) longest = {call.timeout.milliseconds, {site}};
    const bool always = call.style == CallStyle::blocking && guardsOn(system, reached.path, site).empty();
    if (!always) return;
    all.total += call.timeout.milliseconds;
    all.waits.push_back(site);
  });
  return all.total > longest.total ? all : longest;
}

using From = std::map<HandlerId, std::vector<const WaitEdge*>>;

/// The longest chain from a wait on, never through an actor twice.
Chain longestFrom(const From& from, const WaitEdge& wait, std::set<ActorId>& onPath) {
  Chain best;
  onPath.insert(wait.edge->from);
  if (const auto next = from.find(wait.entered); next != from.end() && !onPath.contains(wait.edge->to))
    for (const WaitEdge* follower : next->second)
      if (Chain chain = longestFrom(from, *follower, onPath); chain.size() > best.size()) best = std::move(chain);
  onPath.erase(wait.edge->from);
  best.insert(best.begin(), wait);
  return best;
}

}  // namespace

std::vector<Inversion> inversionsOf(const ActorSystem& system) {
  std::vector<Inversion> inversions;
  std::set<Site> told;
  for (const Edge& edge : system.edges()) {
    const auto* call = std::get_if<Call>(&system.event(edge.site).what);
    if (edge.kind != EdgeKind::call || call == nullptr || call->timeout.kind != BoundKind::constant) continue;
    if (call->timeout.milliseconds == 0 || edge.toHandler == HandlerId::none) continue;
    const FunctionId body = system.handler(edge.toHandler).body;
    if (body == FunctionId::none) continue;
    const Sequence inner = longestWait(system, body);
    if (inner.total < call->timeout.milliseconds || !told.insert(edge.site).second) continue;
    inversions.push_back({&edge, call->timeout, {BoundKind::constant, inner.total, {}}, inner.waits});
  }
  return inversions;
}

std::vector<std::vector<WaitEdge>> deepChains(const ActorSystem& system) {
  const std::vector<WaitEdge> waits = waitEdges(system);
  From from;
  std::set<HandlerId> entered;
  for (const WaitEdge& wait : waits) {
    if (wait.call == nullptr || wait.edge->fromHandler == HandlerId::none) continue;
    from[wait.edge->fromHandler].push_back(&wait);
    if (wait.entered != HandlerId::none) entered.insert(wait.entered);
  }
  std::vector<Chain> chains;
  for (const WaitEdge& wait : waits) {
    if (wait.call == nullptr || wait.edge->fromHandler == HandlerId::none || entered.contains(wait.edge->fromHandler))
      continue;
    std::set<ActorId> onPath;
    Chain chain = longestFrom(from, wait, onPath);
    if (chain.size() > kDeepest) chains.push_back(std::move(chain));
  }
  return chains;
}

}  // namespace dramaturg
