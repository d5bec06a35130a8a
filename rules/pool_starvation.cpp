#include "rules/pool_starvation.h"

#include "model/event_index.h"

#include <map>
#include <optional>

namespace dramaturg {
namespace {

/// Pools are known by class. Where the program has several of one, the task does not say which.
Symbol poolOf(const ActorSystem& system, Site site) {
  const auto& task = std::get<Task>(system.event(site).what);
  return task.kind == TaskKind::poolPost ? task.holder : Symbol::none;
}

struct Waiting {
  std::uint32_t handedOn = 0;
  std::uint32_t wait = 0;
};

/// The first wait for a future in a function after it has handed a job to the pool.
std::optional<Waiting> waitingIn(const ActorSystem& system, FunctionId id, Symbol pool) {
  const std::vector<Event>& events = system.function(id).events;
  std::optional<std::uint32_t> handedOn;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    if (std::holds_alternative<Task>(events[i].what) && poolOf(system, {id, i}) == pool) handedOn = i;
    const auto* block = std::get_if<Block>(&events[i].what);
    if (handedOn && block != nullptr && block->kind == BlockKind::future && !waitsForNothing(*block))
      return Waiting{*handedOn, i};
  }
  return std::nullopt;
}

}  // namespace

std::vector<Starvation> poolStarvations(const ActorSystem& system) {
  std::map<Site, Starvation> byWait;
  for (const Site posted : system.events().sites<Task>()) {
    const Symbol pool = poolOf(system, posted);
    const FunctionId job =
        pool == Symbol::none ? FunctionId::none : system.functionOf(std::get<Task>(system.event(posted).what).body);
    if (job == FunctionId::none) continue;
    for (const Reached& reached : system.reach(job))
      if (const std::optional<Waiting> waiting = waitingIn(system, reached.function, pool)) {
        const Site wait{reached.function, waiting->wait};
        byWait.try_emplace(wait, Starvation{pool,
                                            posted,
                                            reached.path,
                                            {reached.function, waiting->handedOn},
                                            wait,
                                            weaker(Confidence::likely, reached.confidence)});
      }
  }
  std::vector<Starvation> found;
  for (auto& [wait, starvation] : byWait) found.push_back(std::move(starvation));
  return found;
}

}  // namespace dramaturg
