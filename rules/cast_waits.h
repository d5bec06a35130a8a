// What senders do that have cast where they need an answer.
#pragma once

#include "rules/support.h"

#include <optional>
#include <string>

namespace dramaturg {

/// How a sender waits for what its cast brings about.
struct Waiting {
  Confidence confidence = Confidence::likely;
  std::string text;
  Evidence evidence;
};

/// Of a cast with a known receiver and handler: polling, receiving, or remembering what is under way.
std::optional<Waiting> waitingAfter(const ActorSystem&, const Edge& cast);

}  // namespace dramaturg
