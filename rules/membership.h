// Actors that keep handles of others as they come and go.
#pragma once

#include "rules/support.h"

#include <vector>

namespace dramaturg {

/// What leads to an access of a field: the kind of its turn, where what an answer, a failure or a notice leaves behind
/// is a turn of its own.
HandlerKind turnKindOf(const ActorSystem&, const FieldUse::Access&);

/// A container in an actor's state to which recurring turns add handles that they did not spawn.
struct Members {
  const FieldUse* use = nullptr;
  const FieldUse::Access* added = nullptr;
  std::vector<const FieldUse::Access*> removals;  ///< anything that may take an entry out
  bool removedWhenGone = false;                   ///< one of them follows a notice, a failure or a time without news
};
std::vector<Members> membersOf(const ActorSystem&, const LinkedActor&);

/// The cast, call or timer in a loop over a field's elements, with the loop and the turn.
struct Broadcast {
  HandlerId handler = HandlerId::none;
  LoopAround loop;
  Site site;
  std::vector<Site> path;  ///< to the loop's function
};
std::optional<Broadcast> broadcastOver(const ActorSystem&, ActorId, Symbol field);

/// Whether the actor asks anybody to tell it of an end: monitors, links, spawns that do.
bool watchesAnybody(const ActorSystem&, ActorId);
/// The turns in which it hears of one.
bool hearsOfEnds(const ActorSystem&, ActorId);

}  // namespace dramaturg
