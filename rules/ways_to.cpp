#include "rules/ways_to.h"

#include <algorithm>

namespace dramaturg {
namespace {

void add(const std::vector<Reached>& from, FunctionId to, HandlerId handler, std::vector<Way>& ways) {
  const auto found = std::ranges::find(from, to, &Reached::function);
  if (found != from.end()) ways.push_back({handler, from.front().function, found->path, found->confidence});
}

}  // namespace

std::vector<Way> waysTo(const ActorSystem& system, FunctionId function) {
  std::vector<Way> ways;
  for (const HandlerId id : system.turnsOf(function)) add(system.workOf(system.handler(id).body), function, id, ways);
  for (const FunctionId entry : system.entriesOf(function)) add(system.reach(entry), function, HandlerId::none, ways);
  if (ways.empty()) ways.push_back({HandlerId::none, function, {}, Confidence::certain});
  return ways;
}

bool onlyStartsOrEnds(const ActorSystem& system, const std::vector<Way>& ways) {
  return std::ranges::all_of(ways, [&](const Way& way) {
    if (way.handler == HandlerId::none) return system.function(way.root).entry;
    return !isWorking(system, system.handler(way.handler), way.path);
  });
}

}  // namespace dramaturg
