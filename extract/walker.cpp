#include "extract/walker.h"

#include "extract/access.h"
#include "extract/later_mentions.h"
#include "extract/passes.h"
#include "extract/types.h"
#include "extract/values.h"

#include "clang/AST/StmtCXX.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

/// Whether control never comes out at the end of a statement.
bool alwaysLeaves(const clang::Stmt* statement) {
  if (!statement) return false;
  if (const auto* compound = dyn_cast<clang::CompoundStmt>(statement))
    return !compound->body_empty() && alwaysLeaves(compound->body_back());
  if (const auto* cleanups = dyn_cast<clang::ExprWithCleanups>(statement)) return alwaysLeaves(cleanups->getSubExpr());
  return isa<clang::ReturnStmt, clang::BreakStmt, clang::ContinueStmt, clang::GotoStmt, clang::CXXThrowExpr>(statement);
}

void readsOf(Unit& unit, const clang::Stmt* statement, Condition& condition) {
  if (!statement) return;
  const clang::NamedDecl* read = nullptr;
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement))
    read = reference->getDecl();
  else if (const auto* member = dyn_cast<clang::MemberExpr>(statement))
    read = member->getMemberDecl();
  if (read && isa<clang::VarDecl, clang::FieldDecl, clang::FunctionDecl>(read) &&
      (unit.isProject(read->getLocation()) || isa<clang::FunctionDecl>(read))) {
    const auto* function = dyn_cast<clang::FunctionDecl>(read);
    const Symbol symbol = function ? unit.functionSymbol(function) : unit.symbolOf(read);
    if (!llvm::is_contained(condition.reads, symbol)) condition.reads.push_back(symbol);
  }
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement);
      reference && isa<clang::EnumConstantDecl>(reference->getDecl()))
    condition.values.push_back(unit.symbolOf(reference->getDecl()));
  if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement)) {
    const bool numbers = binary->getLHS()->getType()->isIntegerType() &&
                         !binary->getLHS()->getType()->isBooleanType() &&
                         !binary->getLHS()->getType()->isEnumeralType();
    condition.compares |= binary->isRelationalOp() || (binary->isEqualityOp() && numbers);
  }
  for (const clang::Stmt* child : statement->children()) readsOf(unit, child, condition);
}

CaptureMode captureMode(Unit& unit, const clang::LambdaCapture& capture) {
  if (capture.capturesThis()) return CaptureMode::thisPointer;
  if (capture.getCaptureKind() == clang::LCK_ByRef) return CaptureMode::reference;
  const clang::QualType type = capture.getCapturedVar()->getType().getNonReferenceType();
  if (type->isPointerType()) return CaptureMode::rawPointer;
  const auto* record = type->getAsCXXRecordDecl();
  const llvm::StringRef name = record && record->getIdentifier() ? record->getName() : "";
  if (name == "weak_ptr") return CaptureMode::weakPointer;
  if (name == "shared_ptr" || unit.actorBehind(type)) return CaptureMode::sharedPointer;
  return CaptureMode::value;
}

std::vector<Capture> capturesOf(Unit& unit, const clang::CXXRecordDecl* closure) {
  std::vector<Capture> captures;
  for (const auto& capture : closure->captures()) {
    if (!capture.capturesThis() && !capture.capturesVariable()) continue;
    Capture fact;
    fact.mode = captureMode(unit, capture);
    fact.place = unit.place(capture.getLocation());
    if (capture.capturesVariable()) {
      const auto* variable = dyn_cast<clang::VarDecl>(capture.getCapturedVar());
      fact.variable = unit.symbolOf(capture.getCapturedVar());
      fact.staticStorage = variable && variable->hasGlobalStorage();
      fact.actorSelf = static_cast<bool>(unit.actorBehind(capture.getCapturedVar()->getType()));
      const bool copied = fact.mode == CaptureMode::value && variable && !variable->isInitCapture();
      if (copied) fact.bulk = bulkOf(unit, variable->getType());
    } else if (const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(closure->getParentFunctionOrMethod())) {
      fact.actorSelf = static_cast<bool>(ownerOf(unit, method).record);
    }
    captures.push_back(fact);
  }
  return captures;
}

std::vector<Payload>* payloadsOf(EventKind& what) {
  if (auto* cast = std::get_if<Cast>(&what)) return &cast->payload;
  if (auto* call = std::get_if<Call>(&what)) return &call->payload;
  auto* spawn = std::get_if<Spawn>(&what);
  return spawn ? &spawn->payload : nullptr;
}

bool encloses(const Place& outer, const Place& inner) {
  const std::pair begin{outer.line, outer.column};
  const std::pair end{outer.endLine, outer.endColumn};
  return outer.file == inner.file && begin <= std::pair{inner.line, inner.column} &&
         std::pair{inner.endLine, inner.endColumn} <= end;
}

}  // namespace

// --- functions ------------------------------------------------------------------------------------------------

Function Walker::describe(const clang::FunctionDecl* function) {
  Function fact;
  fact.symbol = unit_.functionSymbol(function);
  fact.place = unit_.place(function->getLocation());
  fact.entry = unit_.isEntry(function) || unit_.isAddedEntry(fact.symbol);
  fact.answersLater = isFuture(unit_, function->getReturnType());
  if (const auto* type = function->getType()->getAs<clang::FunctionProtoType>())
    fact.cannotThrow = !clang::isUnresolvedExceptionSpec(type->getExceptionSpecType()) && type->isNothrow();
  if (const auto* body = dyn_cast_or_null<clang::CompoundStmt>(function->getBody())) fact.empty = body->body_empty();
  if (const auto* around = dyn_cast_or_null<clang::FunctionDecl>(function->getParentFunctionOrMethod()))
    fact.enclosing = unit_.functionSymbol(around);
  if (const auto* method = dyn_cast<clang::CXXMethodDecl>(function)) {
    const clang::CXXRecordDecl* record = method->getParent();
    fact.form = record->isLambda()                       ? FunctionForm::lambda
                : isa<clang::CXXConstructorDecl>(method) ? FunctionForm::constructor
                : isa<clang::CXXDestructorDecl>(method)  ? FunctionForm::destructor
                                                         : FunctionForm::method;
    if (record->isLambda()) {
      fact.captures = capturesOf(unit_, record);
      if (const auto* around = dyn_cast_or_null<clang::FunctionDecl>(record->getParentFunctionOrMethod()))
        fact.enclosing = unit_.functionSymbol(around);
    } else {
      fact.record = unit_.symbolOf(record);
      fact.isPublic = method->getAccess() == clang::AS_public;
      for (const auto* overridden : method->overridden_methods())
        fact.overrides.push_back(unit_.functionSymbol(overridden));
    }
  }
  for (const auto* parameter : function->parameters())
    fact.parameters.push_back({unit_.word(parameter->getName()), unit_.word(typeName(unit_, parameter->getType())),
                               ownershipOf(unit_, messageElement(unit_, parameter->getType()))});
  return fact;
}

void Walker::function(const clang::FunctionDecl* function) {
  if (function->isDependentContext() || function->isImplicit() || function->isDefaulted() ||
      !function->doesThisDeclarationHaveABody())
    return;
  actors_.declareIfBehaviour(function);
  if (const auto* method = dyn_cast<clang::CXXMethodDecl>(function)) record(method->getParent());
  if (!unit_.tableOf(function)) body(function);  // a table declares its handlers, and calls each in a turn of its own
}

void Walker::variable(const clang::VarDecl* variable) {
  if (variable->getInit() && !variable->isTemplated()) flowInto(unit_, holderOf(unit_, variable), variable->getInit());
}

void Walker::body(const clang::FunctionDecl* function) {
  recorder_.enter(function, describe(function));
  if (const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(function)) initialisers(constructor);
  visit(function->getBody());
  afterSends(function);
  for (const auto& [end, fact] : duties_.forgottenBy(function, recorder_.promises())) recorder_.emit(end, fact);
  recorder_.leave();
}

/// What of a variable whose memory was sent comes after the send is known only when all of the function is.
void Walker::afterSends(const clang::FunctionDecl* function) {
  for (const clang::DeclRefExpr* sent : recorder_.sent()) {
    const auto apart = mentionsApart(function, sent);
    if (apart.empty()) continue;
    const Handle holder = holderOf(unit_, sent->getDecl());
    const Place place = unit_.place(sent->getSourceRange());
    for (Event& event : recorder_.function().events)
      if (auto* payloads = payloadsOf(event.what); payloads && encloses(event.place, place))
        for (Payload& payload : *payloads)
          if (payload.holder == holder)
            for (const auto* mention : apart) payload.apart.push_back(unit_.place(mention->getSourceRange()));
  }
}

void Walker::initialisers(const clang::CXXConstructorDecl* constructor) {
  for (const auto* initialiser : constructor->inits()) {
    const clang::Expr* value = initialiser->getInit();
    if (!value || !initialiser->isAnyMemberInitializer()) {
      if (value && initialiser->isWritten()) visit(value);
      continue;
    }
    const clang::FieldDecl* field = initialiser->getAnyMember();
    if (const auto* standard = dyn_cast<clang::CXXDefaultInitExpr>(value)) value = standard->getExpr();
    flowInto(unit_, holderOf(unit_, field), value);
    interpreter_.boundMember(field, value);
    if (!initialiser->isWritten()) continue;
    recorder_.emit(initialiser->getSourceRange(), StateWrite{unit_.symbolOf(field), WriteKind::assign});
    recorder_.initialise(field);
    visit(value);
    recorder_.initialise(nullptr);
  }
}

void Walker::lambda(const clang::LambdaExpr* lambda) {
  for (const clang::Expr* init : lambda->capture_inits())
    if (init) visit(init);
  for (const auto& capture : lambda->captures())
    if (lambda->isInitCapture(&capture))
      if (const auto* variable = dyn_cast<clang::VarDecl>(capture.getCapturedVar())) interpreter_.variable(variable);
  if (const auto* generic = lambda->getDependentCallOperator()) {
    for (const auto* special : generic->specializations())
      if (special->hasBody()) body(special);
    return;
  }
  body(lambda->getCallOperator());
}

// --- statements -----------------------------------------------------------------------------------------------

void Walker::children(const clang::Stmt* statement) {
  recorder_.push(statement);
  for (const clang::Stmt* child : statement->children()) visit(child);
  recorder_.pop();
}

void Walker::visit(const clang::Stmt* statement) {
  if (!statement || isa<clang::UnaryExprOrTypeTraitExpr, clang::CXXNoexceptExpr, clang::CXXTypeidExpr>(statement))
    return;
  instantiations_.mentionedIn(statement);
  if (const auto* block = dyn_cast<clang::CompoundStmt>(statement)) return compound(block);
  if (const auto* choice = dyn_cast<clang::IfStmt>(statement)) return branch(choice);
  if (isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(statement)) return loop(statement);
  if (const auto* block = dyn_cast<clang::CXXTryStmt>(statement)) return tryBlock(block);
  if (const auto* closure = dyn_cast<clang::LambdaExpr>(statement)) return lambda(closure);
  if (const auto* choice = dyn_cast<clang::SwitchStmt>(statement)) return cases(choice);
  if (const auto* choice = dyn_cast<clang::ConditionalOperator>(statement)) {
    recorder_.push(statement);
    guarded(choice->getCond(), choice->getTrueExpr(), choice->getFalseExpr());
    return recorder_.pop();
  }
  if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement); binary && binary->isLogicalOp()) {
    recorder_.push(statement);
    guarded(binary->getLHS(), binary->getRHS(), nullptr);
    return recorder_.pop();
  }
  if (const auto* declaration = dyn_cast<clang::DeclStmt>(statement)) return declarations(declaration);
  if (const auto* result = dyn_cast<clang::ReturnStmt>(statement)) {
    children(statement);
    return interpreter_.returned(result);
  }
  if (const auto* raised = dyn_cast<clang::CXXThrowExpr>(statement)) interpreter_.thrown(raised);
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement)) recordAccess(recorder_, reference);
  if (const auto* member = dyn_cast<clang::MemberExpr>(statement)) recordAccess(recorder_, member);
  if (const auto* call = dyn_cast<clang::CallExpr>(statement)) interpreter_.interpret(call);
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(statement)) interpreter_.interpret(construct);
  children(statement);
}

/// A condition that leaves when true guards everything after it.
void Walker::compound(const clang::CompoundStmt* statement) {
  recorder_.push(statement);
  const std::size_t depth = recorder_.guardDepth();
  const std::size_t locks = recorder_.locks().depth();
  for (const clang::Stmt* child : statement->body()) {
    visit(child);
    const auto* choice = dyn_cast<clang::IfStmt>(child);
    if (choice && choice->getCond() && !choice->getElse() && alwaysLeaves(choice->getThen()))
      recorder_.pushGuard(condition(choice->getCond(), true));
  }
  recorder_.popGuards(depth);
  recorder_.locks().leave(locks);
  recorder_.pop();
}

void Walker::branch(const clang::IfStmt* statement) {
  recorder_.push(statement);
  const std::size_t locks = recorder_.locks().depth();
  if (statement->getInit()) visit(statement->getInit());
  if (statement->getConditionVariableDeclStmt()) visit(statement->getConditionVariableDeclStmt());
  guarded(statement->getCond(), statement->getThen(), statement->getElse());
  recorder_.locks().leave(locks);
  recorder_.pop();
}

void Walker::cases(const clang::SwitchStmt* statement) {
  if (dispatch(statement)) return;
  recorder_.push(statement);
  if (statement->getInit()) visit(statement->getInit());
  if (statement->getConditionVariableDeclStmt()) visit(statement->getConditionVariableDeclStmt());
  guarded(statement->getCond(), statement->getBody(), nullptr);
  recorder_.pop();
}

/// `first` happens only if `condition` holds, `second` only if it does not.
void Walker::guarded(const clang::Expr* tested, const clang::Stmt* first, const clang::Stmt* second) {
  if (tested) visit(tested);
  const std::size_t depth = recorder_.guardDepth();
  if (tested) recorder_.pushGuard(condition(tested, false));
  const HeldLocks::State before = recorder_.locks().state();
  visit(first);
  const HeldLocks::State after = alwaysLeaves(first) ? before : recorder_.locks().state();
  recorder_.locks().restore(before);
  visit(second);
  if (alwaysLeaves(second))
    recorder_.locks().restore(after);
  else if (!alwaysLeaves(first))
    recorder_.locks().meet(after);
  recorder_.popGuards(depth);
}

std::uint32_t Walker::condition(const clang::Expr* expr, bool leavesWhenTrue) {
  Condition condition;
  condition.place = unit_.place(expr->getSourceRange());
  condition.leavesWhenTrue = leavesWhenTrue;
  readsOf(unit_, expr, condition);
  return recorder_.addCondition(std::move(condition));
}

void Walker::loop(const clang::Stmt* statement) {
  if (const auto* once = dyn_cast<clang::DoStmt>(statement); once && constantOf(unit_, once->getCond()) == 0)
    return visit(once->getBody());  // `do { ... } while (0)` of macros
  recorder_.push(statement);
  if (const auto* counting = dyn_cast<clang::ForStmt>(statement)) visit(counting->getInit());
  if (const auto* range = dyn_cast<clang::CXXForRangeStmt>(statement)) {
    visit(range->getInit());
    visit(range->getRangeStmt());
    interpreter_.loopVariable(range);
  }
  Loop fact = loopOf(unit_, statement);
  fact.leaves = leavesEarly(statement);
  fact.carries = carriesOver(unit_.sources, statement);
  const std::uint32_t outer = recorder_.enterLoop(fact);
  const std::size_t depth = recorder_.guardDepth();
  const clang::Expr* tested = nullptr;
  const clang::Stmt* body = nullptr;
  const clang::Stmt* step = nullptr;
  if (const auto* counting = dyn_cast<clang::ForStmt>(statement)) {
    tested = counting->getCond(), body = counting->getBody(), step = counting->getInc();
  } else if (const auto* testing = dyn_cast<clang::WhileStmt>(statement)) {
    tested = testing->getCond(), body = testing->getBody();
  } else if (const auto* trailing = dyn_cast<clang::DoStmt>(statement)) {
    tested = trailing->getCond(), body = trailing->getBody();
  } else if (const auto* range = dyn_cast<clang::CXXForRangeStmt>(statement)) {
    body = range->getBody();
  }
  if (tested) {
    visit(tested);
    recorder_.pushGuard(condition(tested, false));
  }
  const HeldLocks::State before = recorder_.locks().state();
  visit(body);
  visit(step);
  recorder_.locks().meet(before);
  recorder_.popGuards(depth);
  recorder_.leaveLoop(outer);
  recorder_.pop();
}

void Walker::tryBlock(const clang::CXXTryStmt* statement) {
  recorder_.push(statement);
  recorder_.tries().push_back(statement);
  visit(statement->getTryBlock());
  recorder_.tries().pop_back();
  interpreter_.caught(statement);
  for (unsigned i = 0; i < statement->getNumHandlers(); ++i) visit(statement->getHandler(i)->getHandlerBlock());
  recorder_.pop();
}

void Walker::declarations(const clang::DeclStmt* statement) {
  recorder_.push(statement);
  for (const auto* declared : statement->decls())
    if (const auto* variable = dyn_cast<clang::VarDecl>(declared)) {
      interpreter_.variable(variable);
      if (duties_.makes(variable)) recorder_.promises().push_back(variable);
      if (variable->getInit()) visit(variable->getInit());
      interpreter_.guardObject(variable);
    } else if (const auto* local = dyn_cast<clang::CXXRecordDecl>(declared); local && !local->isDependentType()) {
      for (const auto* method : local->methods())
        if (!method->isImplicit()) function(method);
    }
  recorder_.pop();
}

}  // namespace dramaturg
