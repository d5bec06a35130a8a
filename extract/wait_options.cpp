#include "extract/wait_options.h"

#include "extract/handles.h"
#include "extract/invocation.h"
#include "extract/values.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;

Bound limitOf(Unit& unit, const Invocation& call, const Api& api) {
  if (api.bound != kAbsent) return boundOf(unit, call.argument(api.bound), api.unit);
  Bound bound;
  bound.kind = BoundKind::constant;
  bound.place = unit.place(call.expr->getSourceRange());
  return bound;
}

/// What the chain goes on with: the object of a method, the first argument of a function, a variable's value.
const clang::Expr* before(const clang::Expr* expr) {
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expr)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    return variable && !llvm::isa<clang::ParmVarDecl>(variable) ? variable->getInit() : nullptr;
  }
  const auto call = invocationOf(expr);
  if (!call) return nullptr;
  return call->object ? call->object : call->argument(0);
}

}  // namespace

WaitOptions waitOptions(Unit& unit, const clang::Expr* chain) {
  constexpr int kLongest = 32;
  WaitOptions options;
  options.bound.kind = BoundKind::none;
  options.bound.place = unit.place(chain->getSourceRange());
  bool limited = false;
  for (int i = 0; chain && i < kLongest; ++i) {
    chain = strip(unit, chain);
    const auto call = invocationOf(chain);
    const auto uses = call ? unit.apisOf(call->callee) : llvm::ArrayRef<ApiUse>();
    for (const ApiUse& use : uses) {
      options.expects |= use.api->role == Role::expects;
      if (use.api->role != Role::timeLimit || limited) continue;
      options.bound = limitOf(unit, *call, *use.api);
      limited = true;
    }
    const auto* reference = dyn_cast<clang::DeclRefExpr>(chain);
    if (reference && llvm::isa<clang::ParmVarDecl>(reference->getDecl()) && !limited && i == 0)
      options.bound.kind = BoundKind::unknown;  // made by somebody else
    chain = before(chain);
  }
  return options;
}

}  // namespace dramaturg
