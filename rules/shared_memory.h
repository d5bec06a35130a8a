// Memory that two sides of a message can reach, and what each of them does with it.
#pragma once

#include "rules/support.h"

#include <vector>

namespace dramaturg {

struct Touch {
  Site site;
  bool write = false;
};

/// One element of a message that leaves its memory reachable from the sender or from several receivers.
struct Sharing {
  Site site;  ///< the cast, call or spawn
  const Payload* payload = nullptr;
  std::vector<ActorId> receivers;
  std::vector<HandlerId> handlers;  ///< of the receivers, that take the message
  bool severalReceivers = false;
  std::vector<Touch> bySender;  ///< after the send
  std::vector<Touch> byReceivers;
  bool kept = false;  ///< the sender holds on to it in its state
};

/// Every element with shared, raw or borrowed memory that was not given up, in the order of the code.
std::vector<Sharing> sharingsOf(const ActorSystem&);

}  // namespace dramaturg
