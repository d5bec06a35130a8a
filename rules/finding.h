// What a rule says. Findings are values: sorted, comparable, independent of who renders them.
#pragma once

#include "model/actor_system.h"

#include <string>
#include <vector>

namespace dramaturg {

enum class Severity : std::uint8_t { suggestion, warning, error };

struct Finding {
  std::string rule;
  Severity severity = Severity::warning;
  Confidence confidence = Confidence::likely;
  Place place;          ///< where to look first, the narrowest thing that is wrong
  std::string message;  ///< what was seen, lower case, no full stop
  Evidence evidence;    ///< like a proof: where to look first, how it gets there, the fact that makes it harmful
  ActorId actor = ActorId::none;
  /// What the finding is about, in names that survive edits: actor, handler, edge. With `rule` it identifies the
  /// finding across versions: no line, no column, no file.
  std::string subject;
  std::string advice;               ///< what to do, one or two sentences in OTP's terms
  std::vector<std::string> folded;  ///< rules whose findings on the same subject this one stands for
};

}  // namespace dramaturg
