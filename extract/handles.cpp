#include "extract/handles.h"

#include "extract/types.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSet.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

const Api* apiWithRole(Unit& unit, const clang::FunctionDecl* callee, Role role) {
  if (callee)
    for (const ApiUse& use : unit.apisOf(callee))
      if (use.api->role == role) return use.api;
  return nullptr;
}

/// Members of containers, iterators and pointers that yield what they hold.
bool yieldsElement(llvm::StringRef method) {
  static const llvm::StringSet<> kMethods = {"at",  "front",   "back",        "begin",       "end", "find",
                                             "get", "value",   "lower_bound", "upper_bound", "top", "data",
                                             "ptr", "address", "cbegin",      "emplace"};
  return kMethods.contains(method);
}

/// A call that runs a function and yields what that returns.
Handle resultOfBody(Unit& unit, const clang::CallExpr* call) {
  for (const clang::Expr* argument : call->arguments())
    if (const auto* body = bodyOf(unit, argument)) return {HandleKind::result, unit.functionSymbol(body), 0};
  return {};
}

Handle handleOfCall(Unit& unit, const clang::CallExpr* call) {
  const clang::FunctionDecl* callee = call->getDirectCallee();
  if (!callee) return {};
  for (const ApiUse& use : unit.apisOf(callee)) {
    switch (use.api->role) {
      case Role::spawn:
        if (const Symbol actor = spawnTarget(unit, call, *use.api).symbol(unit); actor != Symbol::none)
          return {HandleKind::spawned, actor, 0};
        return {};
      case Role::sameHandle:
        return handleOf(unit, handleGiven(call, *use.api));
      case Role::spawnGroup:
        return resultOfBody(unit, call);
      case Role::groupHandle:
        return {HandleKind::group, Symbol::none, 0};
      case Role::sender:
        return {HandleKind::sender, unit.walking, 0};
      case Role::remoteHandle:
        return {HandleKind::remote, Symbol::none, 0};
      default:
        break;
    }
  }
  if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call))
    if (callee->getIdentifier() && yieldsElement(callee->getName()) && !unit.isProject(callee->getLocation()))
      return handleOf(unit, member->getImplicitObjectArgument());
  if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(call)) switch (op->getOperator()) {
      case clang::OO_Star:
      case clang::OO_Arrow:
      case clang::OO_Subscript:
      case clang::OO_Equal:
        return handleOf(unit, op->getArg(op->getOperator() == clang::OO_Equal ? 1 : 0));
      default:
        break;
    }
  if (unit.isProject(callee->getLocation())) return {HandleKind::result, unit.functionSymbol(callee), 0};
  return {};
}

/// An object of an actor class, or an array of them, is the actor.
Handle handleOfObject(Unit& unit, clang::QualType type) {
  type = type.getNonReferenceType();
  while (const auto* array = type->getAsArrayTypeUnsafe()) type = array->getElementType();
  const auto* record = type->getAsCXXRecordDecl();
  if (!record || !unit.isProject(record->getLocation()) || !unit.actorBaseOf(record)) return {};
  return {HandleKind::spawned, unit.symbolOf(record), 0};
}

/// `this` in a class that keeps the actor elsewhere denotes nothing; in an actor class, the actor.
Handle handleOfThis(Unit& unit, const clang::CXXThisExpr* self) {
  const auto* record = self->getType()->getPointeeCXXRecordDecl();
  if (!unit.actorBaseOf(record) || unit.isActorBase(record)) return {};
  return {HandleKind::self, unit.symbolOf(record), 0};
}

bool isSenderField(Unit& unit, const clang::FieldDecl* field) {
  return llvm::any_of(unit.profiles, [&](const Profile& p) {
    return !p.senderFields.empty() && llvm::is_contained(p.senderFields, Unit::qualifiedName(field));
  });
}

}  // namespace

const clang::Expr* handleGiven(const clang::CallExpr* call, const Api& api) {
  if (api.receiver != kAbsent && static_cast<unsigned>(api.receiver) < call->getNumArgs())
    return call->getArg(static_cast<unsigned>(api.receiver));
  const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call);
  return member ? member->getImplicitObjectArgument() : nullptr;
}

Symbol Owner::symbol(Unit& unit) const {
  if (record) return unit.symbolOf(record);
  return function ? unit.functionSymbol(function) : Symbol::none;
}

Owner ownerOf(Unit& unit, const clang::FunctionDecl* function) {
  Owner owner;
  while (function) {
    const auto* method = dyn_cast<clang::CXXMethodDecl>(function);
    const bool lambda = method && method->getParent()->isLambda();
    if (method && !lambda && method->isInstance())
      if (const BaseUse base = unit.actorBaseOf(method->getParent())) return {method->getParent(), nullptr, base};
    if (function->getNumParams() > 0)
      if (const BaseUse base = unit.actorBehind(function->getParamDecl(0)->getType());
          base && !base.profile->behaviours.empty())
        return {nullptr, function, base};
    if (!method || lambda)
      if (const BaseUse base = unit.actorReturning(function->getReturnType())) return {nullptr, function, base};
    if (method && !lambda) {
      if (unit.isActorBase(method->getParent())) return owner;
      if (const BaseUse base = unit.actorBaseOf(method->getParent())) return {method->getParent(), nullptr, base};
      return owner;
    }
    if (!lambda) return owner;
    function = dyn_cast_or_null<clang::FunctionDecl>(method->getParent()->getParentFunctionOrMethod());
  }
  return owner;
}

const clang::Expr* initialiserOfAlias(const clang::ValueDecl* decl) {
  if (const auto* binding = dyn_cast<clang::BindingDecl>(decl)) {
    const auto* whole = dyn_cast_or_null<clang::VarDecl>(binding->getDecomposedDecl());
    return whole ? whole->getInit() : nullptr;
  }
  const auto* variable = dyn_cast<clang::VarDecl>(decl);
  if (!variable || isa<clang::ParmVarDecl>(variable) || !variable->getInit()) return nullptr;
  // The variables that a range loop makes for itself only pass the container on.
  const bool passesOn = variable->getType()->isReferenceType() || variable->isInitCapture() || variable->isImplicit();
  if (passesOn) return variable->getInit();
  return nullptr;
}

const clang::Expr* strip(Unit& unit, const clang::Expr* expr) {
  while (expr) {
    expr = expr->IgnoreParenImpCasts();
    const clang::Expr* inner = nullptr;
    if (const auto* cleanups = dyn_cast<clang::ExprWithCleanups>(expr))
      inner = cleanups->getSubExpr();
    else if (const auto* temporary = dyn_cast<clang::MaterializeTemporaryExpr>(expr))
      inner = temporary->getSubExpr();
    else if (const auto* bind = dyn_cast<clang::CXXBindTemporaryExpr>(expr))
      inner = bind->getSubExpr();
    else if (const auto* cast = dyn_cast<clang::ExplicitCastExpr>(expr))
      inner = cast->getSubExpr();
    else if (const auto* standard = dyn_cast<clang::CXXDefaultArgExpr>(expr))
      inner = standard->getExpr();
    else if (const auto* member = dyn_cast<clang::CXXDefaultInitExpr>(expr))
      inner = member->getExpr();
    else if (const auto* list = dyn_cast<clang::InitListExpr>(expr)) {
      if (list->getNumInits() == 1 && !list->getType()->isAggregateType()) inner = list->getInit(0);
    } else if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr)) {
      const bool copies = construct->getNumArgs() >= 1 && construct->getConstructor()->isCopyOrMoveConstructor();
      const bool converts = construct->getNumArgs() == 1 && carriesHandle(unit, construct->getType());
      if (copies || converts) inner = construct->getArg(0);
    } else if (const auto* conversion = dyn_cast<clang::CXXMemberCallExpr>(expr);
               conversion && isa_and_nonnull<clang::CXXConversionDecl>(conversion->getMethodDecl())) {
      inner = conversion->getImplicitObjectArgument();
    } else if (const auto* call = dyn_cast<clang::CallExpr>(expr)) {
      if (const Api* api = apiWithRole(unit, call->getDirectCallee(), Role::sameHandle))
        inner = handleGiven(call, *api);
    }
    if (!inner) return expr;
    expr = inner;
  }
  return expr;
}

const clang::FunctionDecl* bodyOf(Unit& unit, const clang::Expr* expr) {
  expr = strip(unit, expr);
  if (!expr) return nullptr;
  if (const auto* lambda = dyn_cast<clang::LambdaExpr>(expr)) return lambda->getCallOperator();
  if (const auto* address = dyn_cast<clang::UnaryOperator>(expr); address && address->getOpcode() == clang::UO_AddrOf)
    return bodyOf(unit, address->getSubExpr());
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr); construct && construct->getNumArgs() == 1)
    return bodyOf(unit, construct->getArg(0));  // std::function and the like around a body
  if (isa<clang::CallExpr>(expr)) {             // of a function that makes one
    const auto* made = expr->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return made && made->isLambda() ? made->getLambdaCallOperator() : nullptr;
  }
  const auto* reference = dyn_cast<clang::DeclRefExpr>(expr);
  if (!reference) return nullptr;
  if (const auto* function = dyn_cast<clang::FunctionDecl>(reference->getDecl())) return function;
  if (const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl()); variable && variable->getInit())
    return isa<clang::ParmVarDecl>(variable) ? nullptr : bodyOf(unit, variable->getInit());
  return nullptr;
}

const clang::VarDecl* localVariable(Unit& unit, const clang::Expr* expr) {
  const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(strip(unit, expr));
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  return variable && variable->isLocalVarDecl() ? variable : nullptr;
}

const clang::CallExpr* callbackOf(Unit& unit, const clang::Expr* expr) {
  expr = strip(unit, expr);
  if (!expr) return nullptr;
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr); construct && construct->getNumArgs() == 1)
    return callbackOf(unit, construct->getArg(0));
  if (const auto* call = dyn_cast<clang::CallExpr>(expr))
    return apiWithRole(unit, call->getDirectCallee(), Role::callback) ? call : nullptr;
  const clang::VarDecl* variable = localVariable(unit, expr);
  return variable && variable->getInit() ? callbackOf(unit, variable->getInit()) : nullptr;
}

const clang::Expr* wrappedBy(Unit& unit, const clang::CallExpr* callback) {
  const Api* api = apiWithRole(unit, callback->getDirectCallee(), Role::callback);
  const bool known = api && api->body != kAbsent && static_cast<unsigned>(api->body) < callback->getNumArgs();
  return known ? callback->getArg(static_cast<unsigned>(api->body)) : nullptr;
}

const clang::MemberExpr* aliasedMember(Unit& unit, const clang::ValueDecl* decl) {
  const auto* variable = dyn_cast<clang::VarDecl>(decl);
  const clang::Expr* from = initialiserOfAlias(decl);
  if (!from && variable && variable->getInit() && variable->getType()->isPointerType()) from = variable->getInit();
  for (int hops = 0; from && hops < 8; ++hops) {
    from = strip(unit, from);
    if (const auto* member = dyn_cast<clang::MemberExpr>(from)) return member;
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(from)) {
      from = initialiserOfAlias(reference->getDecl());
      continue;
    }
    if (const auto* call = dyn_cast<clang::CXXMemberCallExpr>(from))
      from = call->getImplicitObjectArgument();
    else if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(from))
      from = op->getNumArgs() ? op->getArg(0) : nullptr;
    else if (const auto* unary = dyn_cast<clang::UnaryOperator>(from))
      from = unary->getSubExpr();
    else if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(from))
      from = subscript->getBase();
    else
      return nullptr;
  }
  return nullptr;
}

Handle holderOf(Unit& unit, const clang::ValueDecl* decl) {
  if (const auto* parameter = dyn_cast<clang::ParmVarDecl>(decl))
    if (const auto* function = dyn_cast<clang::FunctionDecl>(parameter->getDeclContext()))
      return {HandleKind::parameter, unit.functionSymbol(function), parameter->getFunctionScopeIndex()};
  if (isa<clang::FieldDecl>(decl)) return {HandleKind::field, unit.symbolOf(decl), 0};
  if (isa<clang::VarDecl, clang::BindingDecl>(decl)) return {HandleKind::variable, unit.symbolOf(decl), 0};
  return {};
}

Handle handleOf(Unit& unit, const clang::Expr* expr) {
  expr = strip(unit, expr);
  if (!expr) return {};
  if (const auto* self = dyn_cast<clang::CXXThisExpr>(expr)) return handleOfThis(unit, self);
  if (const auto* made = dyn_cast<clang::CXXNewExpr>(expr)) return handleOfObject(unit, made->getAllocatedType());
  if (const auto* call = dyn_cast<clang::CallExpr>(expr)) return handleOfCall(unit, call);
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expr)) {
    if (const clang::Expr* alias = initialiserOfAlias(reference->getDecl())) {
      const Handle aliased = handleOf(unit, alias);
      if (aliased.kind != HandleKind::unknown) return aliased;
    }
    const Handle object = handleOfObject(unit, reference->getDecl()->getType());
    if (object.kind != HandleKind::unknown && !reference->getDecl()->getType()->isReferenceType()) return object;
    return holderOf(unit, reference->getDecl());
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(expr)) {
    const auto* field = dyn_cast<clang::FieldDecl>(member->getMemberDecl());
    if (field && isSenderField(unit, field)) return {HandleKind::sender, unit.walking, 0};
    if (field && !field->getType()->isReferenceType())
      if (const Handle object = handleOfObject(unit, field->getType()); object.kind != HandleKind::unknown)
        return object;
    if (field && unit.isProject(field->getLocation())) return holderOf(unit, field);
    return handleOf(unit, member->getBase());  // `.second` of a pair, and the like
  }
  if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(expr)) return handleOf(unit, subscript->getBase());
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(expr);
      unary && (unary->getOpcode() == clang::UO_Deref || unary->getOpcode() == clang::UO_AddrOf))
    return handleOf(unit, unary->getSubExpr());
  return {};
}

void flowInto(Unit& unit, Handle to, const clang::Expr* from) {
  if (!from || to.kind == HandleKind::unknown) return;
  if (const auto* choice = dyn_cast<clang::ConditionalOperator>(from->IgnoreParenImpCasts())) {
    flowInto(unit, to, choice->getTrueExpr());
    flowInto(unit, to, choice->getFalseExpr());
    return;
  }
  if (const auto* list = dyn_cast<clang::InitListExpr>(strip(unit, from)))
    for (const clang::Expr* element : list->inits()) flowInto(unit, to, element);
  if (!carriesHandle(unit, from->getType())) return;
  unit.addFlow(to, handleOf(unit, from), unit.place(from->getSourceRange()));
}

void flowArguments(Unit& unit, const clang::FunctionDecl* callee, llvm::ArrayRef<const clang::Expr*> arguments,
                   unsigned firstParameter) {
  const Symbol symbol = unit.functionSymbol(callee);
  for (unsigned i = 0; i < arguments.size() && firstParameter + i < callee->getNumParams(); ++i)
    flowInto(unit, {HandleKind::parameter, symbol, firstParameter + i}, arguments[i]);
}

void flowIntoParts(Unit& unit, clang::QualType type, llvm::ArrayRef<const clang::Expr*> parts) {
  const auto* record = unit.project.definitionOf(type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!record || parts.empty() || !unit.isProject(record->getLocation())) return;
  if (record->isAggregate()) {
    std::size_t next = 0;
    for (const auto* field : record->fields())
      if (next < parts.size()) flowInto(unit, holderOf(unit, field), parts[next++]);
    return;
  }
  for (const auto* constructor : record->ctors())
    if (!constructor->isImplicit() && constructor->isUserProvided() && constructor->getNumParams() >= parts.size())
      flowArguments(unit, constructor, parts);
}

}  // namespace dramaturg
