// What keeps a function that is left to an executor from running beside others.
#include "extract/interpreter.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

/// Whether a value is, or a template is about, one of these executors.
bool isAbout(Unit& unit, clang::QualType type, std::vector<std::string> Profile::* list) {
  if (type.isNull()) return false;
  if (type->isPointerType()) type = type->getPointeeType();
  return llvm::any_of(unit.profiles, [&](const Profile& p) {
    return !(p.*list).empty() && unit.specialisationOf(type, p.*list) != nullptr;
  });
}

}  // namespace

Binding Interpreter::bindingOf(const clang::Expr* executor, Symbol fallback) {
  if (!executor) return {};
  const clang::Expr* value = strip(unit_, executor);
  if (isAbout(unit_, value->getType(), &Profile::strands)) {
    const Symbol strand = holderSymbol(value);
    return {Symbol::none, strand != Symbol::none ? strand : fallback, false};
  }
  if (isAbout(unit_, value->getType(), &Profile::loops)) return {Symbol::none, Symbol::none, true};
  const auto* call = dyn_cast<clang::CXXMemberCallExpr>(value);  // `io.get_executor()`
  if (!call || call->getNumArgs() > 0) return {};
  const clang::Expr* object = call->getImplicitObjectArgument();
  return isAbout(unit_, object->getType(), &Profile::loops) ? Binding{Symbol::none, Symbol::none, true} : Binding{};
}

/// `bind_executor(strand, function)`, `strand.wrap(function)`.
Binding Interpreter::bindingOfToken(const clang::Expr* token) {
  const auto* call = token ? dyn_cast<clang::CallExpr>(token->IgnoreImplicit()) : nullptr;
  if (!call) return {};
  for (const clang::Expr* argument : call->arguments())
    if (const Binding binding = bindingOf(argument); isBound(binding)) return binding;
  const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call);
  return member ? bindingOf(member->getImplicitObjectArgument()) : Binding{};
}

void Interpreter::boundMember(const clang::FieldDecl* field, const clang::Expr* value) {
  const auto* construct = dyn_cast_or_null<clang::CXXConstructExpr>(value->IgnoreImplicit());
  if (!construct || construct->getNumArgs() == 0 || unit_.isProject(construct->getConstructor()->getLocation())) return;
  Binding binding = bindingOf(construct->getArg(0), unit_.symbolOf(field));
  binding.object = unit_.symbolOf(field);
  if (isBound(binding)) recorder_.emit(value->getSourceRange(), binding);
}

}  // namespace dramaturg
