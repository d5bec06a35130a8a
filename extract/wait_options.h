// What a wait's options say, where a library has them as a chain of calls.
#pragma once

#include "extract/unit.h"

namespace dramaturg {

struct WaitOptions {
  Bound bound;           ///< `none` without an option that limits it
  bool expects = false;  ///< it is for so many answers, not for whatever comes
};

/// Follows the chain, and variables that keep one, down to where it starts.
WaitOptions waitOptions(Unit& unit, const clang::Expr* chain);

}  // namespace dramaturg
