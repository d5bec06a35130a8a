#include "rules/quiet_end.h"

#include <algorithm>

namespace dramaturg {
namespace {

bool isInLoop(const ActorSystem& system, Site site) { return system.event(site).loop != 0; }

bool catches(const ActorSystem& system, FunctionId id, bool inLoop) {
  return std::ranges::any_of(system.function(id).events, [&](const Event& event) {
    return std::holds_alternative<Catch>(event.what) && (event.loop != 0) == inLoop;
  });
}

/// The handler outside of the loop that takes what the loop throws, when all it does is to say so.
std::optional<Site> quietCatch(const ActorSystem& system, const Reached& reached) {
  if (std::ranges::any_of(reached.path, [&](Site site) { return isInLoop(system, site); })) return std::nullopt;
  const std::vector<Event>& events = system.function(reached.function).events;
  for (std::uint32_t i = 0; i < events.size(); ++i) {
    const auto* handler = std::get_if<Catch>(&events[i].what);
    const bool quiet = handler != nullptr && (handler->body == CatchBody::empty || handler->body == CatchBody::logs);
    if (quiet && events[i].loop == 0) return Site{reached.function, i};
  }
  return std::nullopt;
}

/// Whether `thrower` is reached through `catcher`, from inside a loop, and nobody on the way takes the exception.
bool leavesLoop(const ActorSystem& system, const Reached& thrower, Site thrown, FunctionId catcher) {
  const auto through = std::ranges::find(thrower.path, catcher, &Site::function);
  const bool same = thrower.function == catcher;
  if (through == thrower.path.end() && !same) return false;
  bool looped = isInLoop(system, thrown);
  for (auto site = through; site != thrower.path.end(); ++site) {
    looped |= isInLoop(system, *site);
    if (catches(system, site->function, /*inLoop=*/true)) return false;
    if (site->function != catcher && catches(system, site->function, /*inLoop=*/false)) return false;
  }
  return looped && (same || (!catches(system, thrower.function, true) && !catches(system, thrower.function, false)));
}

}  // namespace

std::optional<QuietEnd> quietEndOf(const ActorSystem& system, const LinkedActor& actor) {
  if (!actor.fact->ownLoop || actor.structure.empty()) return std::nullopt;
  for (const HandlerId id : actor.handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind != HandlerKind::body || handler.body == FunctionId::none) continue;
    const std::vector<Reached>& all = system.reach(handler.body);
    for (const Reached& catcher : all) {
      const std::optional<Site> caught = quietCatch(system, catcher);
      if (!caught) continue;
      for (const Reached& thrower : all) {
        const std::vector<Event>& events = system.function(thrower.function).events;
        for (std::uint32_t i = 0; i < events.size(); ++i) {
          const auto* thrown = std::get_if<Throw>(&events[i].what);
          if (thrown == nullptr || thrown->caughtHere) continue;
          if (!leavesLoop(system, thrower, {thrower.function, i}, catcher.function)) continue;
          Evidence evidence = describePath(system, thrower.path);
          evidence.push_back(at(system, Site{thrower.function, i}, "throws " + quoted(system.name(thrown->type))));
          evidence.push_back(at(system, *caught, "is caught here, outside of the loop, which is over then"));
          return QuietEnd{std::move(evidence), weaker(thrower.confidence, catcher.confidence)};
        }
      }
    }
  }
  return std::nullopt;
}

}  // namespace dramaturg
