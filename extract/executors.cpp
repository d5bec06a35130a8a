// Turns that are functions: posted to an executor, left behind for later, connected to what another object sends.
#include "extract/interpreter.h"
#include "extract/selectors.h"
#include "extract/types.h"
#include "extract/values.h"

#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

/// The actor class of the project that an object or pointer is of.
const clang::CXXRecordDecl* actorClass(Unit& unit, clang::QualType type) {
  type = type.getNonReferenceType();
  while (const auto* array = type->getAsArrayTypeUnsafe()) type = array->getElementType();
  const auto* record = type->isPointerType() ? type->getPointeeCXXRecordDecl() : type->getAsCXXRecordDecl();
  return record && unit.isProject(record->getLocation()) && unit.actorBaseOf(record) ? record : nullptr;
}

/// The same for an expression, looking through constants of a base type that are made from the object.
const clang::CXXRecordDecl* actorClassOf(Unit& unit, const clang::Expr* expr) {
  constexpr int kFurthest = 4;
  for (int hops = 0; expr && hops < kFurthest; ++hops) {
    expr = strip(unit, expr);
    if (const auto* record = actorClass(unit, expr->getType())) return record;
    if (const auto* address = dyn_cast<clang::UnaryOperator>(expr)) {
      expr = address->getSubExpr();
      continue;
    }
    const auto* reference = dyn_cast<clang::DeclRefExpr>(expr);
    const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
    expr = variable && !isa<clang::ParmVarDecl>(variable) ? variable->getAnyInitializer() : nullptr;
  }
  return nullptr;
}

const clang::CXXMethodDecl* instanceMethod(const clang::FunctionDecl* body) {
  const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(body);
  return method && !method->isStatic() && !method->getParent()->isLambda() ? method : nullptr;
}

/// The member access below conversions to a general executor.
const clang::MemberExpr* memberNamed(Unit& unit, const clang::Expr* expr) {
  return dyn_cast_or_null<clang::MemberExpr>(strip(unit, expr));
}

/// The coroutine that a function only passes on.
const clang::FunctionDecl* passedOn(const clang::CompoundStmt* body) {
  const auto* only = body->size() == 1 ? dyn_cast<clang::ReturnStmt>(body->body_front()) : nullptr;
  const clang::Expr* value = only ? only->getRetValue() : nullptr;
  const auto* call = value ? dyn_cast<clang::CallExpr>(value->IgnoreImplicit()) : nullptr;
  return call ? call->getDirectCallee() : nullptr;
}

bool catchesAll(const clang::CXXTryStmt* statement) {
  for (unsigned i = 0; i < statement->getNumHandlers(); ++i) {
    const clang::QualType type = statement->getHandler(i)->getCaughtType();
    if (type.isNull()) return true;
    const auto* record = type.getNonReferenceType()->getAsCXXRecordDecl();
    if (record && Unit::qualifiedName(record) == "std::exception") return true;
  }
  return false;
}

/// The last argument that is written.
const clang::Expr* tokenOf(const Invocation& call) {
  for (const clang::Expr* argument : llvm::reverse(call.arguments))
    if (!isa<clang::CXXDefaultArgExpr>(argument)) return argument;
  return nullptr;
}

bool isEmitter(Unit& unit, const clang::CXXMethodDecl* method) {
  const clang::AccessSpecDecl* section = nullptr;
  for (const clang::Decl* member : method->getParent()->decls()) {
    if (const auto* access = dyn_cast<clang::AccessSpecDecl>(member)) section = access;
    if (member->getCanonicalDecl() == method->getCanonicalDecl()) break;
  }
  if (!section || !section->getAccessSpecifierLoc().isMacroID()) return false;
  const std::string macro =
      clang::Lexer::getImmediateMacroName(section->getAccessSpecifierLoc(), unit.sources, unit.ast.getLangOpts()).str();
  return unit.listing(&Profile::emitters, macro) != nullptr;
}

}  // namespace

/// Whose turns run there: the object itself, or the one whose member the executor is.
Owner Interpreter::executorOwner(const clang::Expr* executor) {
  if (!executor) return {};
  const clang::CXXRecordDecl* record = actorClass(unit_, strip(unit_, executor)->getType());
  const auto* member = record ? nullptr : memberNamed(unit_, executor);
  if (const auto* field = member ? dyn_cast<clang::FieldDecl>(member->getMemberDecl()) : nullptr)
    record = dyn_cast<clang::CXXRecordDecl>(field->getParent());
  const BaseUse base = record ? unit_.actorBaseOf(record) : BaseUse{};
  return base ? Owner{record, nullptr, base} : Owner{};
}

/// What is to run, unless it says something else.
const clang::FunctionDecl* Interpreter::claimToken(const Invocation& call) { return claimBody(tokenOf(call)); }

/// A function that runs in nobody's turn.
void Interpreter::foreignTurn(const Invocation& call, const clang::FunctionDecl* body) {
  recorder_.emit(call.expr->getSourceRange(),
                 Task{TaskKind::libraryTask, unit_.functionSymbol(body), TaskOwner::kept, Symbol::none});
}

/// A function that runs as a turn of whoever owns the executor: message and handler in one.
void Interpreter::post(const Invocation& call, const Api& api) {
  const clang::FunctionDecl* body = api.token ? claimToken(call) : claimBody(call.argument(api.body));
  if (!body) return;
  const clang::Expr* executor = api.receiver == kAbsent ? call.object : call.argument(api.receiver);
  Owner owner = executorOwner(executor);
  const bool named = static_cast<bool>(owner);
  if (!owner) owner = recorder_.owner();
  if (!owner.record) return foreignTurn(call, body);
  const auto* member = named ? memberNamed(unit_, executor) : nullptr;
  Cast cast;
  cast.receiver = {HandleKind::self, owner.symbol(unit_), 0};
  if (const Handle known = handleOf(unit_, member ? member->getBase() : executor);
      named && known.kind != HandleKind::unknown)
    cast.receiver = known;
  cast.message = unit_.functionSymbol(body);
  Binding binding = api.token ? bindingOfToken(tokenOf(call)) : Binding{};
  if (!isBound(binding)) binding = bindingOf(executor);
  actors_.addHandler(owner, {body, cast.message, cast.message, unit_.place(body->getBeginLoc()), binding});
  recorder_.emit(call.expr->getSourceRange(), std::move(cast));
}

/// What an operation leaves behind runs as a turn of the same object.
void Interpreter::completion(const Invocation& call, const Api& api) {
  const clang::FunctionDecl* body = claimToken(call);
  if (!body) return;
  const Owner owner = recorder_.owner();
  if (!owner.record) return foreignTurn(call, body);
  Binding binding = bindingOfToken(tokenOf(call));
  if (!isBound(binding))
    if (const clang::Expr* object = call.object ? call.object : call.argument(0)) binding.object = holderSymbol(object);
  actors_.addHandler(
      owner, {body, unit_.functionSymbol(body), unit_.word(api.name), unit_.place(body->getBeginLoc()), binding});
}

/// Whether a failure stays in the body: all that it does is guarded.
bool Interpreter::endsQuietly(const clang::FunctionDecl* body) {
  constexpr int kFurthest = 4;
  for (int hops = 0; body && hops < kFurthest; ++hops) {
    const auto* definition = unit_.project.definitionOf(body);
    const clang::Stmt* code = definition ? definition->getBody() : nullptr;
    if (const auto* coroutine = dyn_cast_or_null<clang::CoroutineBodyStmt>(code)) code = coroutine->getBody();
    const auto* statements = dyn_cast_or_null<clang::CompoundStmt>(code);
    if (!statements) return false;
    bool guarded = false;
    for (const clang::Stmt* statement : statements->body()) {
      const auto* block = dyn_cast<clang::CXXTryStmt>(statement);
      guarded = guarded || (block && catchesAll(block));
      if (!block && !isa<clang::DeclStmt, clang::CoreturnStmt, clang::NullStmt>(statement) && !guarded) break;
    }
    if (guarded) return true;
    body = passedOn(statements);
  }
  return false;
}

TaskOwner Interpreter::tokenOwner(const Invocation& call) {
  const clang::Expr* token = strip(unit_, tokenOf(call));
  if (!token) return TaskOwner::unknown;
  if (const auto* record = token->getType().getNonReferenceType()->getAsCXXRecordDecl()) {
    const std::string name = Unit::qualifiedName(record);
    if (unit_.listing(&Profile::discards, name)) return TaskOwner::detached;
  }
  return bodyOf(unit_, token) ? TaskOwner::kept : TaskOwner::unknown;
}

void Interpreter::startObject(const Invocation& call, const ApiUse& use) {
  Spawn spawn;
  spawn.result = ResultUse::kept;
  const bool elsewhere = use.api->moves != Placement::unknown;
  const clang::Expr* home = elsewhere ? strip(unit_, call.argument(0)) : nullptr;
  if (elsewhere && (!home || isa<clang::CallExpr>(home))) return;  // to the thread of something that is there already
  if (const auto* record = call.object ? actorClassOf(unit_, call.object) : nullptr) {
    const Owner started{record, nullptr, unit_.actorBaseOf(record)};
    actors_.declare(started);
    spawn.actor = started.symbol(unit_);
  }
  spawn.placement = use.api->moves;
  spawn.givenThread = elsewhere;
  if (const Symbol thread = home ? holderSymbol(home) : Symbol::none; thread != Symbol::none) {
    const auto [first, alone] = homes_.try_emplace(thread, recorder_.decl(), recorder_.eventCount());
    if (!alone) {
      spawn.placement = Placement::ioThread;
      auto& [function, event] = first->second;
      if (auto* other = function == recorder_.decl() && event < recorder_.eventCount() ? recorder_.eventAt<Spawn>(event)
                                                                                       : nullptr)
        other->placement = Placement::ioThread;
    }
  }
  recorder_.emit(call.expr->getSourceRange(), std::move(spawn));
}

/// sender, what it sends, [context,] function, ... A connection of no special kind may be a plain call between objects
/// of one thread: what it carries is not known to be a message.
void Interpreter::connect(const Invocation& call, const Api& api) {
  const clang::FunctionDecl* sent = bodyOf(unit_, call.argument(1));
  const clang::Expr* context = call.argument(2);
  const clang::FunctionDecl* body = claimBody(call.argument(3));
  if (!body) body = claimBody(std::exchange(context, nullptr));
  const auto* signal = instanceMethod(sent);
  if (!signal || !body) return;
  const clang::CXXRecordDecl* record = context ? actorClass(unit_, strip(unit_, context)->getType()) : nullptr;
  if (const auto* slot = instanceMethod(body); slot && !record) record = slot->getParent();
  if (instanceMethod(body) && !unit_.isProject(body->getLocation())) return;
  const Owner owner = record ? Owner{record, nullptr, unit_.actorBaseOf(record)} : recorder_.owner();
  if (!owner.record || !owner.base) return foreignTurn(call, body);
  const bool sends = !api.when.empty();
  const Symbol known = unit_.symbolOf(signal);
  const Symbol message = sends ? known : unit_.word(std::string(unit_.keyOf(known)) + "@direct", unit_.nameOf(known));
  actors_.addHandler(owner, {body, unit_.functionSymbol(body), message, unit_.place(body->getBeginLoc())});
}

/// A call that sends a message to whoever is connected.
bool Interpreter::emission(const Invocation& call) {
  const auto* method = instanceMethod(call.callee);
  if (!method || !unit_.isProject(method->getLocation())) return false;
  if (llvm::all_of(unit_.profiles, [](const Profile& p) { return p.emitters.empty(); })) return false;
  const auto [known, isNew] = emitters_.try_emplace(method->getCanonicalDecl(), false);
  if (isNew) known->second = isEmitter(unit_, method);
  if (!known->second) return false;
  Cast cast;
  (void)messageFrom(call, 0, kAbsent, cast.payload);
  cast.message = unit_.symbolOf(method);
  recorder_.emit(call.expr->getSourceRange(), std::move(cast));
  return true;
}

std::optional<Interpreter::Timer> Interpreter::timerBehind(const clang::Expr* object) {
  object = object ? strip(unit_, object) : nullptr;
  const auto timerMadeBy = [&](const clang::Expr* init) -> std::optional<Timer> {
    const auto* construct = dyn_cast_or_null<clang::CXXConstructExpr>(init ? strip(unit_, init) : nullptr);
    if (!construct) return std::nullopt;
    for (const ApiUse& use : unit_.apisOf(construct->getConstructor()))
      if (use.api->role == Role::timer) return Timer{*invocationOf(construct), use.api};
    return std::nullopt;
  };
  if (const auto* reference = dyn_cast_or_null<clang::DeclRefExpr>(object)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    return variable ? timerMadeBy(variable->getAnyInitializer()) : std::nullopt;
  }
  const auto* member = dyn_cast_or_null<clang::MemberExpr>(object);
  const auto* field = member ? dyn_cast<clang::FieldDecl>(member->getMemberDecl()) : nullptr;
  const auto* record = field ? dyn_cast<clang::CXXRecordDecl>(field->getParent()) : nullptr;
  if (!record) return std::nullopt;
  for (const auto* declared : record->ctors()) {
    const auto* constructor = dyn_cast_or_null<clang::CXXConstructorDecl>(declared->getDefinition());
    if (!constructor) continue;
    for (const auto* initialiser : constructor->inits())
      if (initialiser->getMember() == field)
        if (auto timer = timerMadeBy(initialiser->getInit())) return timer;
  }
  return timerMadeBy(field->getInClassInitializer());
}

}  // namespace dramaturg
