// What rules and decision trees ask of an actor system. Each answer carries the evidence that it was decided by.
#pragma once

#include "model/actor_system.h"

namespace dramaturg {

// --- about an actor

/// Is something written in one turn and read in a later one? Handles, metrics and what only init writes do not count.
Answer persistingState(const ActorSystem&, ActorId);
/// Is there a reason at run time for a process of its own: persisting state, an outside resource that it owns, own
/// placement, timers, isolation, an identity that others watch, a foreign protocol?
Answer runtimeReason(const ActorSystem&, ActorId);
/// More than "get the value" and "replace the value"?
Answer complexBehaviour(const ActorSystem&, ActorId);
/// Does somebody have to restart it or be told when it dies?
Answer needsSupervision(const ActorSystem&, ActorId);
/// Does it end inside the scope of its starter, and may both die together?
Answer scopedLifetime(const ActorSystem&, ActorId);
/// Does anyone wait for an answer from it?
Answer hasRequestResponse(const ActorSystem&, ActorId);
/// Does it live on and take many messages?
Answer receivesMany(const ActorSystem&, ActorId);
/// Does what it accepts depend on a phase?
Answer implicitMachine(const ActorSystem&, ActorId);
/// Nothing is remembered: must it still run beside its caller?
Answer wantsConcurrency(const ActorSystem&, ActorId);

/// Is it linked, monitored or supervised by anybody, by any way?
Answer watched(const ActorSystem&, ActorId);
/// Can it die: a reachable throw, stop or unhandled error?
Answer canDie(const ActorSystem&, ActorId);
/// Does it stay, rather than do one job and end?
Answer longLived(const ActorSystem&, ActorId);

// --- about a turn

enum class CostKind : std::uint8_t { light, heavy, blocking };
struct Cost {
  CostKind kind = CostKind::light;
  Confidence confidence = Confidence::certain;
  Evidence evidence;               ///< way from the handler to the loop or wait
  std::vector<const Loop*> loops;  ///< of a heavy one: those around the work, outermost first
};
/// What a turn costs: blocking when it reaches a wait that is not exempt, heavy with nested loops over containers,
/// recursion or expensive library calls, else light.
Cost cost(const ActorSystem&, HandlerId);

/// A call handler that reads state and replies: no writes, casts, calls or waits.
Answer readOnly(const ActorSystem&, HandlerId);

/// Is this wait free of charge: zero bound, a plain critical section, the page cache, a descriptor that need not wait?
bool waitsForNothing(const Block&);

// --- wording

/// `handler (join, std::string) of chat::room`, `init of chat::room`.
std::string describe(const ActorSystem&, HandlerId);
/// Steps for a chain of calls: `calls load_file`.
Evidence describePath(const ActorSystem&, const std::vector<Site>& path);
/// `1 s`, `250 ms`, `for ever`, `a computed time`.
std::string describe(const Bound&);

}  // namespace dramaturg
