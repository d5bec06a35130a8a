#include "extract/invocation.h"

#include "extract/handles.h"

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace dramaturg {

using llvm::dyn_cast;
using llvm::isa;

const clang::Expr* Invocation::argument(int position) const {
  if (position < 0 || static_cast<std::size_t>(position) >= arguments.size()) return nullptr;
  return arguments[static_cast<std::size_t>(position)];
}

std::optional<Invocation> invocationOf(const clang::Expr* expr) {
  Invocation call;
  call.expr = expr;
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr)) {
    call.callee = construct->getConstructor();
    call.arguments.append(construct->arg_begin(), construct->arg_end());
    return call;
  }
  const auto* plain = dyn_cast<clang::CallExpr>(expr);
  call.callee = plain ? plain->getDirectCallee() : nullptr;
  if (!call.callee) return std::nullopt;
  auto begin = plain->arg_begin();
  if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(plain)) {
    call.object = member->getImplicitObjectArgument();
  } else if (isa<clang::CXXOperatorCallExpr>(plain) && isa<clang::CXXMethodDecl>(call.callee) &&
             begin != plain->arg_end()) {
    call.object = *begin++;
  }
  call.arguments.append(begin, plain->arg_end());
  return call;
}

Composed composedBefore(Unit& unit, const Invocation& call) {
  Composed composed;
  std::optional<Invocation> at = call.object ? invocationOf(strip(unit, call.object)) : std::nullopt;
  while (at) {
    const auto uses = unit.apisOf(at->callee);
    const auto* use = llvm::find_if(
        uses, [](const ApiUse& one) { return one.api->role == Role::compose || one.api->role == Role::amend; });
    if (use == uses.end()) return composed;
    if (use->api->role == Role::compose) {
      composed.by = std::move(at);
      composed.first = std::max(use->api->payload, 0);
      return composed;
    }
    if (const clang::Expr* delay = at->argument(use->api->delay)) composed.delay = delay;
    at = at->object ? invocationOf(strip(unit, at->object)) : std::nullopt;
  }
  return composed;
}

}  // namespace dramaturg
