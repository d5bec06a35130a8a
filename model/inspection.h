// How predicates and rules look at an actor: everything that its turns do, event by event; and the words for it.
#pragma once

#include "model/predicates.h"

#include <string>
#include <string_view>

namespace dramaturg {

/// `name` between back ticks.
std::string quoted(std::string_view name);
Step stepAt(const ActorSystem&, Site, std::string text);
/// The way to a site and what is there.
Evidence wayTo(const ActorSystem&, const Reached&, Site, std::string text);

Answer yes(Confidence, Evidence);
Answer no(Confidence, Evidence = {});
Answer unknown(Evidence = {});
/// "No" is an absence: one step weaker while part of the program was not analysed.
Answer absent(const ActorSystem&, Evidence = {});

/// Turns in which an actor does its work, rather than being set up or torn down.
bool isWorking(HandlerKind);
/// The same for a site on this way from `handler`: what an actor's set-up leaves behind for later (answers, timers,
/// notices) is work.
bool isWorking(const ActorSystem&, const LinkedHandler& handler, const std::vector<Site>& path);

/// Calls `use(what, site, reached, handler)` for every event of kind `Kind` in the turns of an actor and in the
/// continuations that they leave behind, handler by handler.
template <class Kind, class Use>
void forEachWork(const ActorSystem& system, ActorId actor, Use use) {
  for (const HandlerId id : system.actor(actor).handlers) {
    const LinkedHandler& handler = system.handler(id);
    for (const Reached& reached : system.workOf(handler.body)) {
      const Function& function = system.function(reached.function);
      for (std::uint32_t i = 0; i < function.events.size(); ++i)
        if (const auto* what = std::get_if<Kind>(&function.events[i].what))
          use(*what, Site{reached.function, i}, reached, handler);
    }
  }
}

/// A place where the code of an actor goes where nobody can follow: a call through an unknown pointer, a handler
/// whose body was not analysed. Empty: all of it is seen.
Evidence blindSpots(const ActorSystem&, ActorId);

/// Is this handle the actor itself?
bool isSelf(const ActorSystem&, ActorId, const Handle&, FunctionId in);

}  // namespace dramaturg
