// What ties the speed of a sender to the speed of its receiver.
#pragma once

#include "model/ways.h"

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace dramaturg {

/// Which loops wait in every pass: for time, for an answer, for another thread. Knows for each function of the program
/// whether it waits, so that no event is looked at twice.
class Pace {
 public:
  explicit Pace(const ActorSystem&);
  bool isKept(const LoopAround&);

 private:
  bool inLoop(const LoopAround&) const;

  const ActorSystem& system_;
  std::set<Site> waits_;
  std::vector<bool> waiting_;  ///< by function
  std::map<std::pair<FunctionId, std::uint32_t>, bool> known_;
};
/// `under way < limit` on the way to a cast, where other turns change what is under way.
bool hasWindow(const ActorSystem&, const Edge&);
/// The receiver asked for more, and the cast is the answer.
bool isDemanded(const ActorSystem&, const Edge&);

}  // namespace dramaturg
