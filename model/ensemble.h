// Actors and their handlers, with what they inherit.
#pragma once

#include "model/actor_system.h"
#include "model/event_index.h"
#include "model/merge.h"

#include <vector>

namespace dramaturg {

/// Every actor of the program, with the handlers that its instances have.
struct Ensemble {
  std::vector<LinkedActor> actors;          ///< by symbol
  std::vector<LinkedHandler> handlers;      ///< by actor and place; an inherited handler counts for each heir
  std::vector<ActorId> actorOf;             ///< by symbol
  std::vector<FunctionId> functionOf;       ///< by symbol
  std::vector<std::vector<ActorId>> bases;  ///< by actor: all of them, the nearest first
  std::vector<std::vector<ActorId>> heirs;  ///< by actor: all that derive from it
  std::vector<bool> onlyBase;  ///< by actor: never spawned itself but inherited from: has no turns of its own
};

/// Adds to the facts what the language implies: constructors, behaviour functions and destructors are turns.
void addImpliedHandlers(ProgramFacts&);
/// An actor's method that overrides one which handles a message handles it as well, whichever unit sends it.
void addOverridingHandlers(ProgramFacts&);

/// Takes pointers into `facts`, which must outlive the result unchanged.
Ensemble assemble(const ProgramFacts& facts, const EventIndex& events);

}  // namespace dramaturg
