// State of actors that code outside of their turns reaches.
#pragma once

#include "rules/support.h"

#include <vector>

namespace dramaturg {

/// One access to a field of an actor, without a lock around it.
struct Access {
  Symbol field = Symbol::none;
  Site site;
  std::vector<Site> path;  ///< from the root of the turn, task or thread
  bool write = false;
};

/// Code that runs beside the turns of an actor and reaches its state, and what the actor itself does to that.
struct ForeignCode {
  ActorId actor = ActorId::none;
  FunctionId root = FunctionId::none;
  Step where;                           ///< what makes it run elsewhere
  Site enters;                          ///< the step into the actor's code, or the access itself
  Access access;                        ///< the one to tell of: a write, if there is one
  Access own;                           ///< by the actor's turns
  HandlerId handler = HandlerId::none;  ///< the turn of `own`
};

/// Whether a field needs a turn or a lock to be touched: not what never changes, nor what is made for several threads.
bool needsCare(const ActorSystem&, const Field&);

/// By threads and tasks, by turns of actors in other threads, and by turns of the actor itself that its strand does not
/// keep apart.
std::vector<ForeignCode> foreignCodeOf(const ActorSystem&);

}  // namespace dramaturg
