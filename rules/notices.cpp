#include "rules/notices.h"

#include "model/event_index.h"
#include "rules/membership.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// Whoever waits for an end with its thread needs no handler for it.
bool waitsForEnd(const ActorSystem& system, Site site) {
  const Function& function = system.function(site.function);
  const Place& place = function.events[site.event].place;
  return std::ranges::any_of(function.events, [&](const Event& event) {
    return event.place == place && std::holds_alternative<Block>(event.what);
  });
}

}  // namespace

std::optional<Site> watchWithoutTaker(const ActorSystem& system, const LinkedActor& actor) {
  std::optional<Site> found;
  const auto keep = [&](Site site) {
    if (!found && !waitsForEnd(system, site)) found = site;
  };
  forEachWork<Monitor>(system, actor.id, [&](const Monitor& monitor, Site site, const Reached&, const LinkedHandler&) {
    const bool own =
        monitor.observer.kind == HandleKind::unknown || isSelf(system, actor.id, monitor.observer, site.function);
    if (own && monitor.onDown == Symbol::none) keep(site);
  });
  forEachWork<Spawn>(system, actor.id, [&](const Spawn& spawn, Site site, const Reached&, const LinkedHandler&) {
    if (spawn.monitored && spawn.byActor) keep(site);
  });
  return found;
}

bool mayTakeNotices(const ActorSystem& system, const LinkedActor& actor) {
  return isOnlyBase(system, actor) || hearsOfEnds(system, actor.id) ||
         std::ranges::any_of(actor.handlers, [&](HandlerId id) {
           const HandlerKind kind = system.handler(id).fact->kind;
           return kind == HandlerKind::down || kind == HandlerKind::exit;
         });
}

bool anyOpenWatcher(const ActorSystem& system) {
  return std::ranges::any_of(system.events().sites<Monitor>(), [&](Site site) {
    const auto& monitor = std::get<Monitor>(system.event(site).what);
    return system.ownerOf(site.function) == ActorId::none &&
           system.receivers(monitor.observer, Symbol::none, site.function).empty();
  });
}

}  // namespace dramaturg
