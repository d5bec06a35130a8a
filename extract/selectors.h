// Messages that are told apart by a member: which constant one is made with.
#pragma once

#include "extract/unit.h"

namespace dramaturg {

/// The first enumerator in the expression that is used as a number.
const clang::NamedDecl* selectorIn(Unit& unit, const clang::Expr* expr);
/// The same for a message, wherever it was made: `make<Event>(kSignal)`, `&event` of `Event event(kSignal)`, or a class
/// whose constructor names its constant.
const clang::NamedDecl* selectorOf(Unit& unit, const clang::Expr* message);

}  // namespace dramaturg
