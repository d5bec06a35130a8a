// Turns, and the way to a place in them: loops, guards, pace. For whoever judges what an actor does.
#pragma once

#include "model/inspection.h"

#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

// --- wording

std::string quoted(const ActorSystem&, ActorId);
/// The code that an edge starts from: the actor, or else the function.
std::string sourceOf(const ActorSystem&, const Edge&);

// --- turns

/// Code that an actor runs in one go: a handler, or a function that it left behind for a reply, a timer or a notice.
struct Turn {
  HandlerId handler = HandlerId::none;  ///< the handler, or the one whose turn left the function behind
  HandlerKind kind = HandlerKind::message;
  FunctionId root = FunctionId::none;
};
std::vector<Turn> turnsOf(const ActorSystem&, ActorId);
/// Does this turn belong to start-up or shutdown rather than to the life of the actor?
bool startsOrEnds(HandlerKind);

/// The messages that an actor takes, when that is known for sure; nothing when it takes others as well, or when some of
/// its code is not seen.
std::optional<std::vector<HandlerId>> messagesTakenBy(const ActorSystem&, ActorId);

/// How often a handler comes when only a timer of its own actor sends its message; nothing when others do too.
std::optional<Bound> paceOf(const ActorSystem&, HandlerId);

/// A class that exists for others to derive from.
bool isOnlyBase(const ActorSystem&, const LinkedActor&);
/// A stateless instance among several interchangeable ones: the point of a pool.
bool isPoolWorker(const ActorSystem&, ActorId);

// --- way to a site

struct LoopAround {
  FunctionId function = FunctionId::none;
  std::uint32_t index = 0;  ///< into `Function::loops`
};
/// The loops around a site, innermost first; those of the callers on `path` follow, as far as the turn goes.
std::vector<LoopAround> loopsAround(const ActorSystem&, const std::vector<Site>& path, Site);
const Loop& loopOf(const ActorSystem&, const LoopAround&);
/// Is event `site` of the loop's own function inside of it?
bool isInside(const ActorSystem&, Site, const LoopAround&);

/// A test on the way to a site, and the function that makes it.
struct Guard {
  FunctionId function = FunctionId::none;
  const Condition* condition = nullptr;
};
std::vector<Guard> guardsOn(const ActorSystem&, const std::vector<Site>& path, Site);

/// Calls `use(event, site)` for every event of `Kind` that happens in a pass of the loop, called functions included.
template <class Kind, class Use>
void forEachInLoop(const ActorSystem& system, const LoopAround& loop, Use use) {
  const Function& function = system.function(loop.function);
  for (std::uint32_t i = 0; i < function.events.size(); ++i) {
    const Site site{loop.function, i};
    if (!isInside(system, site, loop)) continue;
    if (const auto* what = std::get_if<Kind>(&function.events[i].what)) use(*what, site);
    if (const auto* call = std::get_if<FunctionCall>(&function.events[i].what);
        call != nullptr && call->form != CallForm::given)
      forEachReached<Kind>(system, system.functionOf(call->callee),
                           [&](const Kind& what, Site inner, const Reached&) { use(what, inner); });
  }
}

/// Does the call hold the turn of its actor until the answer is there?
bool holdsTurn(const Call&);
/// Does the wait end by itself? Unknown and computed bounds count as ends, a library's default without a number does
/// not.
bool endsByItself(const Bound&);

}  // namespace dramaturg
