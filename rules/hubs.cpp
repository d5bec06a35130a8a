#include "rules/hubs.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr std::size_t kMostHubs = 5;  ///< told per run

}  // namespace

std::vector<Hub> hubsOf(const ActorSystem& system) {
  std::vector<Hub> hubs;
  for (const LinkedActor& actor : system.actors()) {
    Hub hub = hubOf(system, actor.id);
    if (isHub(system, hub)) hubs.push_back(std::move(hub));
  }
  std::ranges::sort(
      hubs, [](const Hub& a, const Hub& b) { return a.weight != b.weight ? a.weight > b.weight : a.actor < b.actor; });
  if (hubs.size() > kMostHubs) hubs.resize(kMostHubs);
  return hubs;
}

}  // namespace dramaturg
