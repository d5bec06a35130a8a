// What can be told of values without running the program: times, names, loop bounds.
#pragma once

#include "extract/unit.h"

namespace dramaturg {

/// A time argument. `unit` is that of plain numbers.
Bound boundOf(Unit& unit, const clang::Expr* expr, TimeUnit unitOfNumbers = TimeUnit::none);

/// A constant integer, looking through variables that are never assigned again.
std::optional<std::int64_t> constantOf(Unit& unit, const clang::Expr* expr);

/// A constant of a library that means "for ever" or "no limit".
bool isNever(Unit& unit, const clang::Expr* expr);

/// The name under which something is registered.
struct NameValue {
  NameKind kind = NameKind::unknown;
  Symbol name = Symbol::none;
  Symbol derivedFrom = Symbol::none;
};
NameValue nameOf(Unit& unit, const clang::Expr* expr);

/// The loop that a statement is.
Loop loopOf(Unit& unit, const clang::Stmt* statement);

}  // namespace dramaturg
