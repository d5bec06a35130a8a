// Messages that are calls of a member function, and answers that come through a promise.
#include "extract/interpreter.h"
#include "extract/types.h"
#include "extract/values.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;

bool isPromise(Unit& unit, clang::QualType type) {
  return llvm::any_of(unit.profiles, [&](const Profile& p) { return unit.specialisationOf(type, p.promises); });
}

/// Somebody else's promise: a parameter, a member or a capture of one.
bool isHandedOn(Unit& unit, const clang::Expr* value) {
  if (llvm::isa<clang::MemberExpr>(value)) return true;
  const auto* reference = dyn_cast<clang::DeclRefExpr>(value);
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  if (!variable || !isPromise(unit, variable->getType())) return false;
  return llvm::isa<clang::ParmVarDecl>(variable) || variable->isInitCapture() ||
         reference->refersToEnclosingVariableOrCapture();
}

/// The record behind a handle with its actor's type: `Handle<Actor>`.
const clang::CXXRecordDecl* actorOfHandle(clang::QualType type) {
  type = type.getNonReferenceType();
  if (const auto* record = type->getPointeeCXXRecordDecl()) return record;
  const auto* handle = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(type->getAsCXXRecordDecl());
  if (!handle || handle->getTemplateArgs().size() == 0) return nullptr;
  const auto& argument = handle->getTemplateArgs()[0];
  return argument.getKind() == clang::TemplateArgument::Type ? argument.getAsType()->getAsCXXRecordDecl() : nullptr;
}

}  // namespace

const clang::CXXMethodDecl* Interpreter::methodOf(const Invocation& call, const Api& api) {
  const clang::Expr* named = call.argument(api.method);
  const auto* method = named ? dyn_cast_or_null<clang::CXXMethodDecl>(bodyOf(unit_, named)) : nullptr;
  return method && !method->getParent()->isLambda() ? method : nullptr;
}

/// The method is the message's name, and it handles it from now on.
Symbol Interpreter::methodMessage(const Invocation& call, const Api& api, const clang::CXXMethodDecl* method) {
  const Symbol name = unit_.functionSymbol(method);
  Owner owner = ownerOf(unit_, method);
  if (const clang::Expr* handle = owner ? nullptr : call.argument(api.receiver))
    if (const auto* record = actorOfHandle(handle->getType()))
      owner = {record, nullptr, unit_.actorBaseOf(record)};  // a method of a class that is no actor by itself
  const bool ours = owner.record && owner.base && unit_.isProject(owner.record->getLocation());
  if (ours) actors_.addHandler(owner, method, name);
  return name;
}

Interpreter::Answering Interpreter::answeringOf(const Invocation& call, const Api& api) {
  const auto first = static_cast<std::size_t>(std::max(api.payload, 0));
  const auto* method = methodOf(call, api);
  for (std::size_t i = first; i < call.arguments.size(); ++i) {
    const clang::Expr* argument = call.arguments[i];
    const auto parameter = i - first;
    const bool wanted = method && parameter < method->getNumParams() &&
                        isPromise(unit_, method->getParamDecl(static_cast<unsigned>(parameter))->getType());
    if (const auto* wrapper = callbackOf(unit_, argument)) return {Answering::Kind::asks, argument, wrapper};
    if (!wanted && !isPromise(unit_, argument->getType())) continue;
    const clang::Expr* value = strip(unit_, argument);
    if (isHandedOn(unit_, value)) return {Answering::Kind::handsOn, argument, nullptr};
    const auto* made = dyn_cast<clang::CXXConstructExpr>(value);
    const bool empty = made && made->getNumArgs() == 0;
    return {empty ? Answering::Kind::dropped : Answering::Kind::asks, argument, nullptr};
  }
  return {};
}

/// A message with a promise asks; one with somebody else's promise hands the duty to answer on.
void Interpreter::castOrCall(const Invocation& call, const Api& api) {
  const Answering answering = answeringOf(call, api);
  if (answering.kind == Answering::Kind::none) return cast(call, api);
  if (answering.kind == Answering::Kind::handsOn) return delegate(call, api);
  Call event;
  event.receiver = receiver(call, api);
  event.message = message(call, api, event.payload);
  const clang::FunctionDecl* body = claimAnswer(answering.argument);
  event.resultUsed = true;  // an empty promise says that nobody wants to know
  if (answering.kind == Answering::Kind::asks) {
    event.style = CallStyle::continuation;
    if (body) event.onReply = event.onError = unit_.functionSymbol(body);
  }
  recorder_.emit(call.expr->getSourceRange(), std::move(event));
  bridge(body);
}

const clang::FunctionDecl* Interpreter::claimAnswer(const clang::Expr* expr) {
  const auto* wrapper = expr ? callbackOf(unit_, expr) : nullptr;
  if (!wrapper) return claimBody(expr);
  recorder_.claim(wrapper);
  const auto call = invocationOf(wrapper);
  if (!call) return nullptr;
  for (const ApiUse& use : unit_.apisOf(call->callee))
    if (const auto* method = use.api->role == Role::callback ? methodOf(*call, *use.api) : nullptr) {
      (void)methodMessage(*call, *use.api, method);
      return method;
    }
  return claimBody(wrappedBy(unit_, wrapper));
}

/// A callback that no message carries: whoever gets it answers through it.
void Interpreter::callback(const Invocation& call, const Api& api) {
  (void)api;
  if (recorder_.claimed(call.expr)) return;
  const clang::FunctionDecl* body = claimAnswer(llvm::cast<clang::Expr>(call.expr));
  if (!body) return;
  Call event;
  event.style = CallStyle::continuation;
  event.resultUsed = true;
  event.onReply = event.onError = unit_.functionSymbol(body);
  recorder_.emit(call.expr->getSourceRange(), std::move(event));
}

/// The answer goes into a promise of this function: a later wait for its future waits for the answer.
void Interpreter::bridge(const clang::FunctionDecl* body) {
  const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(body);
  if (!method || !method->getParent()->isLambda() || futures_.empty()) return;
  for (const auto& capture : method->getParent()->captures()) {
    if (!capture.capturesVariable()) continue;
    const auto* variable = dyn_cast<clang::VarDecl>(capture.getCapturedVar());
    const auto* source = variable && variable->isInitCapture() ? localVariable(unit_, variable->getInit()) : variable;
    if (source) bridges_[source] = {recorder_.decl(), recorder_.eventCount() - 1};
  }
}

bool Interpreter::endsBridge(const Invocation& call, const Api& api) {
  if (*api.block != BlockKind::future || !call.object) return false;
  const auto future = futures_.find(localVariable(unit_, call.object));
  const auto open = future == futures_.end() ? bridges_.end() : bridges_.find(future->second);
  if (open == bridges_.end() || open->second.first != recorder_.decl()) return false;
  auto* event = recorder_.eventAt<Call>(open->second.second);
  if (!event || event->style == CallStyle::blocking) return event != nullptr;
  event->style = CallStyle::blocking;
  event->timeout = boundOf(unit_, call.argument(api.bound), api.unit);
  if (api.bound == kAbsent) event->timeout = {BoundKind::none, 0, unit_.place(call.expr->getSourceRange())};
  return true;
}

}  // namespace dramaturg
