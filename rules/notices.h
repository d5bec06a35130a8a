// Who asks to be told of an end, and who takes the notice.
#pragma once

#include "rules/support.h"

namespace dramaturg {

/// The first watch of an actor whose notice its own down handler would have to take.
std::optional<Site> watchWithoutTaker(const ActorSystem&, const LinkedActor&);
/// It has a handler for an end, or its code is not all there: a class that others complete, a handler that only the run
/// knows.
bool mayTakeNotices(const ActorSystem&, const LinkedActor&);
/// Somebody asks on behalf of whom nobody knows: it may be any actor.
bool anyOpenWatcher(const ActorSystem&);

}  // namespace dramaturg
