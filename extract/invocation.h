// A call, whatever its syntax.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

#include <optional>

namespace dramaturg {

class Unit;

/// A call, member call, operator call or construction, taken apart.
struct Invocation {
  const clang::Expr* expr = nullptr;
  const clang::FunctionDecl* callee = nullptr;
  const clang::Expr* object = nullptr;  ///< implicit object, if any
  llvm::SmallVector<const clang::Expr*, 8> arguments;

  /// Null for a position that the profile leaves out or the call does not have.
  const clang::Expr* argument(int position) const;
};
/// Nothing for calls without a known callee.
std::optional<Invocation> invocationOf(const clang::Expr* expr);

/// A message that is built up before it is sent: `self->mail(text).delay(1s)`.
struct Composed {
  std::optional<Invocation> by;  ///< the call that was given its elements
  int first = 0;                 ///< the first of them
  const clang::Expr* delay = nullptr;
};
/// Along the objects that `call` is called on.
Composed composedBefore(Unit& unit, const Invocation& call);

}  // namespace dramaturg
