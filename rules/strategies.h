// What actors do by hand when one of those that they started has ended.
#pragma once

#include "rules/support.h"

#include <map>
#include <vector>

namespace dramaturg {

struct Spawned {
  Site site;
  std::vector<Site> path;
};

/// What an actor does when one of those that it started has ended: a strategy, written by hand.
struct Strategy {
  ActorId parent = ActorId::none;
  Turn turn;
  std::map<ActorId, Spawned> restarted;
  std::map<ActorId, Spawned> children;  ///< all that it starts, those among them
};

/// One for each turn that hears of an end and starts somebody.
std::vector<Strategy> strategiesOf(const ActorSystem&, const LinkedActor& parent);

bool isMessage(const Edge&);
/// A send through a handle that was given to the sender when the receiver was started, and is kept.
const Edge* dependency(const ActorSystem&, ActorId from, ActorId to);
/// Would the dependent hear of the end, look the name up again, or end as well?
bool noticesRestart(const ActorSystem&, ActorId dependent, ActorId on);
/// Does the restart tell the dependent of the new one, or tell somebody whom nobody knows?
bool isTold(const ActorSystem&, const Strategy&, ActorId dependent);

}  // namespace dramaturg
