#include "extract/interpreter.h"

#include "extract/types.h"
#include "extract/values.h"

#include "clang/AST/StmtCXX.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::isa;

/// A library template or algorithm gets function objects to call them; a project template shows itself what it does.
bool showsWhatItCalls(Unit& unit, const clang::FunctionDecl* callee) {
  return unit.isProject(callee->getLocation()) && callee->isTemplateInstantiation();
}

bool isFunctionObjectCall(const Invocation& call) {
  const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(call.expr);
  return op && op->getOperator() == clang::OO_Call;
}

bool catches(const clang::ASTContext& ast, const clang::CXXTryStmt* statement, clang::QualType thrown) {
  for (unsigned i = 0; i < statement->getNumHandlers(); ++i) {
    const clang::QualType type = statement->getHandler(i)->getCaughtType();
    if (type.isNull()) return true;
    const clang::QualType caught = type.getNonReferenceType().getUnqualifiedType();
    if (thrown.isNull()) continue;
    if (ast.hasSameType(caught, thrown.getUnqualifiedType())) return true;
    const auto* base = caught->getAsCXXRecordDecl();
    const auto* derived = thrown->getAsCXXRecordDecl();
    if (base && derived && derived->getDefinition() && derived->isDerivedFrom(base)) return true;
  }
  return false;
}

bool isText(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType() || type->isArrayType()) return type->getPointeeOrArrayElementType()->isCharType();
  const auto* record = type->getAsCXXRecordDecl();
  return record && record->isInStdNamespace() && record->getName().starts_with("basic_string");
}

/// A free function that gets nothing but text and gives nothing back: it reports.
bool onlyTells(const clang::CallExpr* call) {
  return !isa<clang::CXXMemberCallExpr>(call) && call->getType()->isVoidType() && call->getNumArgs() > 0 &&
         llvm::all_of(call->arguments(),
                      [](const clang::Expr* argument) { return isText(argument->IgnoreImplicit()->getType()); });
}

}  // namespace

void Interpreter::interpret(const clang::Expr* expr) {
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(expr); construct && handlersOf(construct)) return;
  const auto call = invocationOf(expr);
  if (!call) {
    if (isa<clang::CallExpr>(expr) && !expr->isTypeDependent()) recorder_.emit(expr->getSourceRange(), UnknownCall{});
    return;
  }
  const auto uses = unit_.apisOf(call->callee);
  bool known = false;
  for (const ApiUse& use : uses)
    if (applies(*call, *use.api)) {
      applyRole(*call, use);
      known = true;
      if (!use.api->when.empty() || !use.api->texts.empty() || use.api->atLeast != kAbsent) break;
    }
  if (!known && !emission(*call)) plainCall(*call);
}

void Interpreter::applyRole(const Invocation& call, const ApiUse& use) {
  const Api& api = *use.api;
  unit_.matched(api.name, unit_.place(call.expr->getSourceRange()));
  if (!use.profile->actors.empty()) unit_.use(*use.profile);
  const bool waits = api.block && api.role != Role::awaitEnd && api.role != Role::response;
  if (waits && !endsBridge(call, api)) block(call, api);
  switch (api.role) {
    case Role::cast:
      return api.method == kAbsent ? cast(call, api) : castOrCall(call, api);
    case Role::schedule:
      return schedule(call, api, call.argument(api.delay));
    case Role::scheduleBody:
      return scheduleBody(call, api);
    case Role::request:
      if (!recorder_.claimed(call.expr)) request(call, api, {});
      return;
    case Role::response:
      return response(call, api);
    case Role::ask:
      return ask(call, api);
    case Role::delegate:
      return delegate(call, api);
    case Role::reply:
      return reply(call);
    case Role::receive:
    case Role::receiveLoop:
      return receive(call, api);
    case Role::spawn:
      return spawn(call, use);
    case Role::spawnGroup:
      return spawnGroup(call, api);
    case Role::calls:
      return calls(call);
    case Role::launch:
      return launch(call);
    case Role::limit:
      return limit(call, api);
    case Role::link:
    case Role::monitor:
    case Role::quit:
    case Role::stop:
    case Role::awaitEnd:
      return linkOrMonitor(call, api);
    case Role::registerName:
    case Role::lookUp:
    case Role::unregister:
      return registerName(call, api);
    case Role::handler:
      return installHandler(call, api);
    case Role::become:
      if (!use.profile->dispatchers.empty()) return becomeState(call);
      [[fallthrough]];
    case Role::handlers:
      return installHandlers(call, api);
    case Role::connect:
      return connect(call, api);
    case Role::compute:
      return recorder_.emit(call.expr->getSourceRange(), Compute{unit_.word(api.name)});
    case Role::task:
      return task(call, api);
    case Role::taskControl:
      return taskControl(call, api);
    case Role::inPlace:
      return inPlace(call);
    case Role::unlock:
      return lockOrUnlock(call, api);
    case Role::block:
      if (api.block == BlockKind::lock) lockOrUnlock(call, api);
      [[fallthrough]];
    case Role::enqueue:
    case Role::dequeue:
      return passedFunctions(call);
    case Role::traceOn:
    case Role::traceOff:
      return trace(call, api);
    case Role::measure:
      return recorder_.emit(call.expr->getSourceRange(), Measure{unit_.word(api.name), api.everywhere});
    case Role::brokerTake:
    case Role::brokerAcknowledge:
    case Role::brokerPut:
      return broker(call, api);
    case Role::opaque:
      recorder_.emit(call.expr->getSourceRange(), UnknownCall{});
      return passedFunctions(call);
    case Role::callback:
      return callback(call, api);
    case Role::none:
    case Role::compose:
    case Role::amend:
    case Role::timer:
    case Role::promise:
    case Role::futureOf:
    case Role::sender:
    case Role::sameHandle:
    case Role::remoteHandle:
    case Role::groupHandle:
    case Role::watchGroup:
    case Role::placement:
    case Role::timeLimit:
    case Role::expects:
      return;
  }
}

/// A call of something that plays no role: of the project, or of a library that may call back.
void Interpreter::plainCall(const Invocation& call) {
  if (recorder_.claimed(call.expr)) return;
  const auto* method = dyn_cast<clang::CXXMethodDecl>(call.callee);
  const bool lambda = method && method->getParent()->isLambda();
  if (lambda || unit_.isProject(call.callee->getLocation())) {
    if (isa<clang::CXXConstructorDecl>(call.callee) && !call.callee->isUserProvided()) return;
    if (call.callee->isDefaulted() || call.callee->isImplicit()) return assignment(call);
    recorder_.emit(call.expr->getSourceRange(), functionCall(call));
    flowArguments(unit_, call.callee, call.arguments);
    if (const Owner helper = lambda ? Owner{} : ownerOf(unit_, call.callee); helper.function)
      actors_.inherit(recorder_.owner(), helper);
  } else if (isFunctionObjectCall(call)) {
    recorder_.emit(call.expr->getSourceRange(), UnknownCall{});
  } else {
    assignment(call);
  }
  release(call.arguments);  // whoever gets the guard may give the lock back
  passedFunctions(call, showsWhatItCalls(unit_, call.callee) ? CallForm::given : CallForm::passed);
}

FunctionCall Interpreter::functionCall(const Invocation& call) {
  FunctionCall fact{unit_.functionSymbol(call.callee), CallForm::direct};
  const auto* method = dyn_cast<clang::CXXMethodDecl>(call.callee);
  if (!method || method->getParent()->isLambda()) return fact;
  const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call.expr);
  const auto* access = member ? dyn_cast<clang::MemberExpr>(member->getCallee()->IgnoreParens()) : nullptr;
  if (method->isVirtual() && access && access->performsVirtualDispatch(unit_.ast.getLangOpts()))
    fact.form = CallForm::virtualCall;
  if (call.object) fact.object = holderSymbol(call.object);
  if (isa<clang::CXXConstructorDecl>(method) || !records_.meetsThreads(method->getParent())) return fact;
  for (unsigned i = 0; i < call.arguments.size(); ++i) {
    Payload element = payloadOf(call.arguments[i], i, /*claims=*/false);
    if (element.ownership != Ownership::value) fact.payload.push_back(std::move(element));
  }
  return fact;
}

/// `handle = other`, `handles.push_back(other)`, `handles.emplace(key, other)`.
void Interpreter::assignment(const Invocation& call) {
  if (!call.object || !carriesHandle(unit_, call.object->getType())) return;
  const Handle to = handleOf(unit_, call.object);
  for (const clang::Expr* argument : call.arguments) flowInto(unit_, to, argument);
}

void Interpreter::passedFunctions(const Invocation& call, CallForm form) {
  if (isa<clang::CXXConstructExpr>(call.expr)) return;  // kept, not called
  for (const clang::Expr* argument : call.arguments) {
    const clang::FunctionDecl* body = bodyOf(unit_, argument);
    if (!body || recorder_.claimed(strip(unit_, argument))) continue;
    const auto* method = dyn_cast<clang::CXXMethodDecl>(body);
    if (unit_.isProject(body->getLocation()) || (method && method->getParent()->isLambda()))
      recorder_.emit(argument->getSourceRange(), FunctionCall{unit_.functionSymbol(body), form});
  }
}

/// A behaviour made of function objects: they are handlers of the actor around.
bool Interpreter::handlersOf(const clang::CXXConstructExpr* construct) {
  if (construct->getConstructor()->isCopyOrMoveConstructor() || construct->getNumArgs() == 0) return false;
  const std::string name = Unit::qualifiedName(construct->getConstructor()->getParent());
  const auto* profile = unit_.listing(&Profile::behaviours, name);
  if (!profile) return false;
  const Owner owner = recorder_.owner();
  if (owner) actors_.declare(owner);
  for (const clang::Expr* argument : construct->arguments())
    if (const auto* body = claimBody(argument)) actors_.addHandler(owner, body);
  return true;
}

const clang::FunctionDecl* Interpreter::claimBody(const clang::Expr* expr) {
  if (!expr) return nullptr;
  const clang::FunctionDecl* body = bodyOf(unit_, expr);
  if (body) recorder_.claim(strip(unit_, expr));
  return body;
}

// --- the language ---------------------------------------------------------------------------------------------

void Interpreter::variable(const clang::VarDecl* variable) {
  const clang::Expr* init = variable->getInit();
  if (!init) return;
  flowInto(unit_, holderOf(unit_, variable), init);
  // `auto answer = self->request(...);`: a later `answer.then(...)` says how the answer is taken.
  const auto call = invocationOf(strip(unit_, init));
  if (!call || recorder_.claimed(call->expr)) return;
  for (const ApiUse& use : unit_.apisOf(call->callee)) {
    if (use.api->role == Role::request) {
      openRequests_[variable] = {recorder_.decl(), recorder_.eventCount()};
      request(*call, *use.api, {});
      recorder_.claim(call->expr);
    } else if (const auto* promise = use.api->role == Role::futureOf ? localVariable(unit_, call->object) : nullptr) {
      futures_[variable] = promise;
    }
  }
}

/// The variable of a range loop is an element of what is iterated.
void Interpreter::loopVariable(const clang::CXXForRangeStmt* loop) {
  if (!loop->getLoopVariable() || !carriesHandle(unit_, loop->getLoopVariable()->getType())) return;
  unit_.addFlow(holderOf(unit_, loop->getLoopVariable()), handleOf(unit_, loop->getRangeInit()),
                unit_.place(loop->getLoopVariable()->getLocation()));
}

void Interpreter::returned(const clang::ReturnStmt* statement) {
  const clang::Expr* value = statement->getRetValue();
  if (!value) return;
  const Symbol function = unit_.functionSymbol(recorder_.decl());
  flowInto(unit_, {HandleKind::result, function, 0}, value);
  if (!actors_.isMessageHandler(function) || value->getType()->isVoidType()) return;
  const clang::Expr* plain = strip(unit_, value);
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(plain); construct && construct->getNumArgs() == 1)
    plain = strip(unit_, construct->getArg(0));  // result<T> around the value
  Reply reply;
  if (const auto* record = plain->getType()->getAsCXXRecordDecl()) {
    const std::string name = Unit::qualifiedName(record);
    if (unit_.entryOf(&Profile::replies, &ReplyType::type, name)) return;  // answered elsewhere, or not at all
    const auto* notice = unit_.entryOf(&Profile::notices, &Notice::type, name);
    if (notice && notice->kind == HandlerKind::error) reply.kind = ReplyKind::error;
  }
  recorder_.emit(statement->getSourceRange(), reply);
}

void Interpreter::thrown(const clang::CXXThrowExpr* expr) {
  Throw what;
  clang::QualType type;
  if (expr->getSubExpr()) {
    type = expr->getSubExpr()->getType();
    what.type = unit_.word(typeName(unit_, type));
  }
  for (const auto* statement : recorder_.tries()) what.caughtHere |= catches(unit_.ast, statement, type);
  recorder_.emit(expr->getSourceRange(), what);
}

void Interpreter::caught(const clang::CXXTryStmt* statement) {
  for (unsigned i = 0; i < statement->getNumHandlers(); ++i) {
    const auto* handler = statement->getHandler(i);
    Catch what;
    what.type =
        handler->getCaughtType().isNull() ? unit_.word("...") : unit_.word(typeName(unit_, handler->getCaughtType()));
    what.body = catchBody(handler->getHandlerBlock());
    what.tried = unit_.place(statement->getTryBlock()->getSourceRange());
    recorder_.emit(handler->getSourceRange().getBegin(), what);
  }
}

/// What a catch block does, by the strongest thing in it.
CatchBody Interpreter::catchBody(const clang::Stmt* block) {
  if (const auto* compound = dyn_cast<clang::CompoundStmt>(block); compound && compound->body_empty())
    return CatchBody::empty;
  CatchBody result = CatchBody::logs;  // until something else than output is seen
  const auto look = [&](const clang::Stmt* statement, auto& self) -> void {
    if (!statement) return;
    if (isa<clang::CXXThrowExpr>(statement)) result = CatchBody::rethrows;
    if (isa<clang::BinaryOperator>(statement) && result == CatchBody::logs) result = CatchBody::other;
    if (const auto* expr = dyn_cast<clang::CallExpr>(statement); expr && expr->getDirectCallee()) {
      const clang::FunctionDecl* callee = expr->getDirectCallee();
      for (const ApiUse& use : unit_.apisOf(callee)) {
        if (use.api->role == Role::quit) result = CatchBody::stops;
        if (use.api->role == Role::reply) result = CatchBody::replies;
      }
      const bool output = isa<clang::CXXOperatorCallExpr>(expr) || !unit_.isProject(callee->getLocation()) ||
                          (callee->getIdentifier() && callee->getName().contains_insensitive("log")) || onlyTells(expr);
      if (!output && result == CatchBody::logs) result = CatchBody::other;
    }
    for (const clang::Stmt* child : statement->children()) self(child, self);
  };
  look(block, look);
  return result;
}

}  // namespace dramaturg
