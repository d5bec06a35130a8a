#include "model/hub.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

constexpr std::size_t kMinSenders = 3;  ///< classes: below that nobody's traffic is everyone's
constexpr std::int64_t kSlowMs = 1000;  ///< a timer that comes this rarely is no traffic

bool isTraffic(const ActorSystem& system, const Edge& edge) {
  if (edge.kind != EdgeKind::cast && edge.kind != EdgeKind::call) return false;
  if (edge.confidence == Confidence::possible || edge.from == edge.to) return false;
  if (edge.from == ActorId::none)
    return !loopsAround(system, edge.path, edge.site).empty();  // else start-up or shutdown
  if (edge.fromHandler == HandlerId::none) return true;
  if (startsOrEnds(system.handler(edge.fromHandler).fact->kind)) return false;
  const std::optional<Bound> pace = paceOf(system, edge.fromHandler);
  return !pace || pace->milliseconds < kSlowMs;
}

unsigned weightOf(CostKind cost) {
  if (cost == CostKind::blocking) return 5;
  return cost == CostKind::heavy ? 3 : 1;
}

Load loadOf(const ActorSystem& system, const Edge& edge) {
  Load load{&edge, 0, false, !loopsAround(system, edge.path, edge.site).empty(), {}};
  load.many = edge.from != ActorId::none && system.actor(edge.from).multiplicity == Multiplicity::many;
  if (edge.toHandler != HandlerId::none) load.cost = cost(system, edge.toHandler);
  load.weight = (load.many ? 3 : 1) * (load.loop ? 3 : 1) * weightOf(load.cost.kind);
  return load;
}

}  // namespace

Hub hubOf(const ActorSystem& system, ActorId id) {
  std::map<std::pair<ActorId, FunctionId>, Load> bySender;
  for (const Edge* edge : system.inbound(id)) {
    if (!isTraffic(system, *edge)) continue;
    const Load load = loadOf(system, *edge);
    Load& known = bySender[{edge->from, edge->from == ActorId::none ? edge->site.function : FunctionId::none}];
    if (known.edge == nullptr || load.weight > known.weight) known = load;
  }
  Hub hub{id, {}, 0, CostKind::light};
  for (const auto& [sender, load] : bySender) {
    hub.loads.push_back(load);
    hub.weight += load.weight;
    hub.costliest = std::max(hub.costliest, load.cost.kind);
  }
  return hub;
}

bool isHub(const ActorSystem& system, const Hub& hub) {
  const LinkedActor& actor = system.actor(hub.actor);
  const bool mustBeSingle = actor.placement == Placement::mainThread && hub.costliest == CostKind::light;
  return actor.multiplicity == Multiplicity::one && hub.loads.size() >= kMinSenders && hub.weight >= kHubWeight &&
         !mustBeSingle;
}

}  // namespace dramaturg
