// What an actor is now, in the words of the leaves.
#pragma once

#include "model/predicates.h"

#include <string>

namespace dramaturg {

struct Present {
  std::string leaf;
  std::string words;  ///< `an ordinary actor`
};
Present presentForm(const ActorSystem&, ActorId);

/// Two actors side by side: should they be one?
struct Comparison {
  enum class Verdict : std::uint8_t { one, apart, weigh };
  Verdict verdict = Verdict::weigh;
  Evidence together;  ///< what speaks for one actor
  Evidence apart;     ///< what speaks for two
  Evidence parts;     ///< where one of them is several that do not need each other
};
Comparison compare(const ActorSystem&, ActorId, ActorId);

}  // namespace dramaturg
