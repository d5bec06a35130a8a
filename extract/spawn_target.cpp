// What a spawn starts.
#include "extract/handles.h"

#include "clang/AST/DeclTemplate.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

/// The state class that a library's actor class holds.
const clang::CXXRecordDecl* stateClassIn(Unit& unit, const clang::CXXRecordDecl* record) {
  for (const Profile& profile : unit.profiles)
    for (const TypeArgument& holder : profile.state) {
      const auto* state = unit.argumentOf(record, holder.type, holder.argument);
      if (state && unit.actorBaseOf(state)) return unit.matched(holder.type), state;
    }
  return nullptr;
}

/// The state class that a library's maker of actors stands for.
const clang::CXXRecordDecl* madeClass(Unit& unit, clang::QualType type) {
  for (const Profile& profile : unit.profiles)
    for (const TypeArgument& maker : profile.makers)
      if (const auto* state =
              unit.argumentOf(type.getNonReferenceType()->getAsCXXRecordDecl(), maker.type, maker.argument))
        return unit.matched(maker.type), state;
  return nullptr;
}

/// The class behind a pointer, plain or smart, to an actor of the project.
const clang::CXXRecordDecl* pointedActor(Unit& unit, clang::QualType type) {
  type = type.getNonReferenceType();
  const clang::CXXRecordDecl* record = type->getPointeeCXXRecordDecl();
  if (!record) record = type->getAsCXXRecordDecl();
  if (const auto* smart = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
      smart && !unit.actorBaseOf(smart) && smart->getTemplateArgs().size() > 0 &&
      smart->getTemplateArgs()[0].getKind() == clang::TemplateArgument::Type)
    record = smart->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
  const bool known = record && unit.isProject(record->getLocation()) && unit.actorBaseOf(record);
  return known ? record : nullptr;
}

/// A spawn of an object: `new A(...)`, `make_unique<A>(...)`, or something that was made before.
SpawnTarget madeActor(Unit& unit, const clang::CallExpr* call, const Api& api) {
  SpawnTarget target;
  if (call->getNumArgs() <= static_cast<unsigned>(api.actor)) return target;
  const clang::Expr* object = strip(unit, call->getArg(static_cast<unsigned>(api.actor)));
  target.record = pointedActor(unit, object->getType());
  if (const auto* made = dyn_cast<clang::CXXNewExpr>(object)) {
    if (const auto* construct = made->getConstructExpr())
      target.arguments.append(construct->arg_begin(), construct->arg_end());
  } else if (const auto* maker = dyn_cast<clang::CallExpr>(object); maker && !isa<clang::CXXMemberCallExpr>(maker)) {
    if (!unit.isProject(maker->getDirectCallee() ? maker->getDirectCallee()->getLocation() : clang::SourceLocation()))
      target.arguments.append(maker->arg_begin(), maker->arg_end());
  }
  return target;
}

}  // namespace

Symbol SpawnTarget::symbol(Unit& unit) const {
  if (record) return unit.symbolOf(record);
  return function ? unit.functionSymbol(function) : Symbol::none;
}

SpawnTarget spawnTarget(Unit& unit, const clang::CallExpr* call, const Api& api) {
  SpawnTarget target;
  if (api.actor != kAbsent) return madeActor(unit, call, api);
  const clang::FunctionDecl* callee = call->getDirectCallee();
  const auto* arguments = callee ? callee->getTemplateSpecializationArgs() : nullptr;
  const bool named = arguments && arguments->size() > 0 && arguments->get(0).getKind() == clang::TemplateArgument::Type;
  const auto* record = named ? arguments->get(0).getAsType()->getAsCXXRecordDecl() : nullptr;
  if (const auto* state = stateClassIn(unit, record)) record = state;
  if (record && unit.actorBaseOf(record)) target.record = record;
  const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(callee);
  const auto* builder =
      method ? dyn_cast<clang::ClassTemplateSpecializationDecl>(method->getParent()) : nullptr;  // of this actor
  if (!target.record && builder && builder->getTemplateArgs().size() > 0)
    if (const auto& about = builder->getTemplateArgs()[0]; about.getKind() == clang::TemplateArgument::Type)
      if (const auto* built = about.getAsType()->getAsCXXRecordDecl(); unit.actorBaseOf(built)) target.record = built;
  int first = api.arguments;
  if (!target.record && call->getNumArgs() > static_cast<unsigned>(first)) {
    const clang::Expr* start = call->getArg(static_cast<unsigned>(first));
    target.record = madeClass(unit, start->getType());
    if (!target.record) target.function = bodyOf(unit, start);
    ++first;
  }
  for (auto k = static_cast<unsigned>(std::max(first, api.payload)); k < call->getNumArgs(); ++k)
    target.arguments.push_back(call->getArg(k));
  return target;
}

}  // namespace dramaturg
