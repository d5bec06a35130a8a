// Locks: taken by guard objects or by calls, and given back.
#include "extract/interpreter.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

/// An argument that only says how: whether the lock is taken then is the library's matter.
bool isTag(const clang::Expr* argument) {
  const auto* record = argument->getType().getNonReferenceType()->getAsCXXRecordDecl();
  return record && record->hasDefinition() && record->isEmpty();
}

}  // namespace

void Interpreter::guardObject(const clang::VarDecl* variable) {
  if (!variable->hasLocalStorage() || !variable->getInit()) return;
  const auto* construct = dyn_cast_or_null<clang::CXXConstructExpr>(variable->getInit()->IgnoreImplicit());
  if (!construct || construct->getNumArgs() == 0) return;
  const bool guards = llvm::any_of(unit_.apisOf(construct->getConstructor()),
                                   [](const ApiUse& use) { return use.api->block == BlockKind::lock; });
  if (!guards) return;
  if (construct->getConstructor()->isCopyOrMoveConstructor()) return release({construct->getArg(0)});
  const Symbol lock = holderSymbol(construct->getArg(0));
  const bool told = construct->getNumArgs() > 1 && isTag(construct->getArg(construct->getNumArgs() - 1));
  const std::uint32_t number = recorder_.addLock({unit_.place(variable->getSourceRange()), lock});
  recorder_.locks().take(variable, lock, number, !told);
}

void Interpreter::lockOrUnlock(const Invocation& call, const Api& api) {
  if (llvm::isa<clang::CXXConstructExpr>(call.expr)) return;
  const clang::Expr* object = call.object ? call.object : call.argument(0);
  if (!object || (!call.object && call.arguments.size() > 1)) return;
  const auto* guard = localVariable(unit_, object);
  const Symbol lock = holderSymbol(object);
  HeldLocks& locks = recorder_.locks();
  if (api.role == Role::unlock) {
    (void)locks.release(guard, lock);
  } else if (!locks.takeAgain(guard, lock) && lock != Symbol::none) {
    locks.take(nullptr, lock, recorder_.addLock({unit_.place(call.expr->getSourceRange()), lock}));
  }
}

void Interpreter::release(llvm::ArrayRef<const clang::Expr*> arguments) {
  if (recorder_.locks().depth() == 0) return;
  for (const clang::Expr* argument : arguments)
    if (const auto* variable = localVariable(unit_, argument))
      (void)recorder_.locks().release(variable, Symbol::none);
    else
      (void)recorder_.locks().release(nullptr, holderSymbol(argument));
}

}  // namespace dramaturg
