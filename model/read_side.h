// What an actor is asked for without being changed.
#pragma once

#include "model/ways.h"

#include <set>
#include <vector>

namespace dramaturg {

/// The read side of an actor.
struct Reads {
  std::set<const FieldUse*> fields;
  std::vector<const Edge*> edges;  ///< calls that only read
  bool together = false;           ///< some reader takes values that different turns write, as they are at one moment
  std::size_t all = 0;             ///< places in the program that send to the actor what it handles
  Confidence confidence = Confidence::certain;
};

/// Handlers other than start-up that write a field.
std::set<HandlerId> writersOf(const ActorSystem&, const FieldUse&);
Reads readsOf(const ActorSystem&, ActorId);
/// Of how many classes (actors, or functions outside of any) the senders are.
std::size_t classesOf(const std::vector<const Edge*>&);
bool writtenOnlyAtStart(const ActorSystem&, const Reads&);
/// Is it mostly asked by several classes of senders that only read, and could as well look for themselves?
bool isReadThrough(const ActorSystem&, ActorId, const Reads&);

}  // namespace dramaturg
