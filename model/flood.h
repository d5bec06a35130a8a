// Casts that nothing slows down.
#pragma once

#include "model/back_pressure.h"

#include <optional>

namespace dramaturg {

/// What drives a cast, and how sure that alone makes us.
struct FloodSource {
  Confidence confidence = Confidence::possible;
  Step step;
};

/// Finds them. Has looked at the whole program before the first question.
class Floods {
 public:
  explicit Floods(const ActorSystem& system) : system_(system), pace_(system) {}

  /// Why this cast can come faster than its receiver works; nothing when it is no cast, when something bounds it, or
  /// when nothing drives it.
  std::optional<FloodSource> of(const Edge&);

 private:
  const ActorSystem& system_;
  Pace pace_;
};

}  // namespace dramaturg
