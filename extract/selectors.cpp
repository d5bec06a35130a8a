#include "extract/selectors.h"

#include "extract/handles.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::isa;

constexpr int kFurthest = 8;  // variables looked through

const clang::NamedDecl* numberOf(const clang::Stmt* statement) {
  const auto* cast = dyn_cast<clang::CastExpr>(statement);
  if (!cast || !cast->getType()->isIntegerType() || cast->getType()->isEnumeralType()) return nullptr;
  const auto* reference = dyn_cast<clang::DeclRefExpr>(cast->getSubExpr()->IgnoreParenImpCasts());
  return reference && isa<clang::EnumConstantDecl>(reference->getDecl()) ? reference->getDecl() : nullptr;
}

const clang::NamedDecl* numberIn(const clang::Stmt* statement) {
  if (!statement || isa<clang::LambdaExpr>(statement)) return nullptr;
  if (const auto* found = numberOf(statement)) return found;
  for (const clang::Stmt* child : statement->children())
    if (const auto* found = numberIn(child)) return found;
  return nullptr;
}

/// The constructor hands the constant to its base.
const clang::NamedDecl* namedByClass(const clang::CXXConstructExpr* construct) {
  for (const auto* initialiser : construct->getConstructor()->inits())
    if (initialiser->isBaseInitializer())
      if (const auto* found = numberIn(initialiser->getInit())) return found;
  return nullptr;
}

/// The variable that the expression names or points to.
const clang::VarDecl* namedBy(Unit& unit, const clang::Expr* expr) {
  if (const auto* address = dyn_cast<clang::UnaryOperator>(expr)) expr = strip(unit, address->getSubExpr());
  const auto* reference = dyn_cast<clang::DeclRefExpr>(expr);
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  return variable && !isa<clang::ParmVarDecl>(variable) ? variable : nullptr;
}

}  // namespace

const clang::NamedDecl* selectorIn(Unit& unit, const clang::Expr* expr) {
  if (!expr) return nullptr;
  if (const auto* found = numberIn(expr)) return found;
  const auto* reference = dyn_cast<clang::DeclRefExpr>(strip(unit, expr));
  return reference && isa<clang::EnumConstantDecl>(reference->getDecl()) ? reference->getDecl() : nullptr;
}

const clang::NamedDecl* selectorOf(Unit& unit, const clang::Expr* message) {
  const clang::Expr* made = strip(unit, message);
  for (int hops = 0; made && hops < kFurthest; ++hops) {
    const clang::VarDecl* variable = namedBy(unit, made);
    if (!variable) break;
    const clang::Expr* init = variable->getAnyInitializer();
    made = init ? strip(unit, init) : nullptr;
  }
  if (!made) return nullptr;
  if (const auto* call = dyn_cast<clang::CallExpr>(made))
    if (const auto* callee = call->getDirectCallee(); !callee || unit.isProject(callee->getLocation())) return nullptr;
  if (const auto* found = numberIn(made)) return found;
  const auto* fresh = dyn_cast<clang::CXXNewExpr>(made);
  const auto* construct = fresh ? fresh->getConstructExpr() : dyn_cast<clang::CXXConstructExpr>(made);
  return construct ? namedByClass(construct) : nullptr;
}

}  // namespace dramaturg
