// Work that somebody outside counts on: what it does there, and where it is kept until then.
#pragma once

#include "rules/support.h"

#include <vector>

namespace dramaturg {

/// A wait for something that stays changed outside of the program: a statement to a database, a request to a service, a
/// process. Setting up a connection changes nothing.
bool changesOutside(const ActorSystem&, const Block&);
/// A wait by which something survives the program: a database, a file.
bool keepsOutside(const ActorSystem&, const Block&);

/// What a turn changes outside first, and the way to it.
struct Effect {
  Site site;
  std::vector<Site> path;
  Confidence confidence = Confidence::certain;
  bool keeps = false;  ///< a statement to a database
};
std::optional<Effect> effectIn(const ActorSystem&, FunctionId root);

/// Does a turn leave anything outside that would outlive the program, by itself or by asking a store?
bool persistsIn(const ActorSystem&, FunctionId root);

/// Does the message bring more than its name, so that it is about something?
bool carriesData(const ActorSystem&, HandlerId);

}  // namespace dramaturg
