// How much of the program's traffic goes through one actor.
#pragma once

#include "model/ways.h"

#include <vector>

namespace dramaturg {

/// Three ordinary classes of senders with one multiplier, or one flood of a heavy handler.
inline constexpr unsigned kHubWeight = 9;

/// What one class of senders contributes.
struct Load {
  const Edge* edge = nullptr;  ///< its heaviest
  unsigned weight = 0;
  bool many = false;
  bool loop = false;
  Cost cost;
};

struct Hub {
  ActorId actor = ActorId::none;
  std::vector<Load> loads;
  unsigned weight = 0;
  CostKind costliest = CostKind::light;
};

/// The traffic of an actor. One load per class of senders: a chatty class is still one.
Hub hubOf(const ActorSystem&, ActorId);
/// Does everyone's traffic go through its single instance?
bool isHub(const ActorSystem&, const Hub&);

}  // namespace dramaturg
