// Roles beside actors: tasks, waits, and what becomes of a value.
#include "extract/interpreter.h"
#include "extract/types.h"
#include "extract/values.h"

#include "clang/AST/DeclTemplate.h"

namespace dramaturg {
namespace {

using llvm::cast;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

TaskOwner ownerFor(ResultUse use) {
  switch (use) {
    case ResultUse::dropped:
      return TaskOwner::dropped;
    case ResultUse::local:
      return TaskOwner::local;
    case ResultUse::kept:
      return TaskOwner::kept;
    case ResultUse::passed:
      return TaskOwner::passed;
    case ResultUse::returned:
      return TaskOwner::returned;
    case ResultUse::unknown:
      break;
  }
  return TaskOwner::unknown;
}

/// `std::cin`, what is read from it in one go, and iterators over it.
bool readsConsole(Unit& unit, const clang::Expr* stream) {
  stream = strip(unit, stream);
  if (const auto* call = dyn_cast<clang::CallExpr>(stream))
    return call->getNumArgs() > 0 &&
           readsConsole(unit, isa<clang::CXXMemberCallExpr>(call)
                                  ? cast<clang::CXXMemberCallExpr>(call)->getImplicitObjectArgument()
                                  : call->getArg(0));
  if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(stream))
    return construct->getNumArgs() > 0 && readsConsole(unit, construct->getArg(0));
  const auto* reference = dyn_cast<clang::DeclRefExpr>(stream);
  if (!reference) return false;
  if (Unit::qualifiedName(reference->getDecl()) == "std::cin") return true;
  const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
  const bool local = variable && variable->isLocalVarDecl() && variable->getInit();
  return local && readsConsole(unit, variable->getInit());
}

/// Waits on something that somebody else has to do something to.
bool isShared(BlockKind kind) {
  return kind == BlockKind::future || kind == BlockKind::condition || kind == BlockKind::semaphore ||
         kind == BlockKind::queue;
}

/// Statements among whose children an expression stands for itself, its value dropped.
bool dropsValues(const clang::Stmt* parent) { return !isa<clang::Expr, clang::DeclStmt, clang::ReturnStmt>(parent); }

bool insertsInto(const clang::FunctionDecl* callee) {
  if (!callee || !callee->getIdentifier()) return false;
  const llvm::StringRef name = callee->getName();
  return name == "push_back" || name == "emplace_back" || name == "insert" || name == "emplace" || name == "push" ||
         name == "try_emplace" || name == "insert_or_assign";
}

/// `jobs[key]`: what is stored there stands beside others.
bool isElement(const clang::Expr* holder) {
  holder = holder->IgnoreParenImpCasts();
  if (isa<clang::ArraySubscriptExpr>(holder)) return true;
  const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(holder);
  return op && op->getOperator() == clang::OO_Subscript;
}

ResultUse useOfHolder(const clang::Expr* holder) {
  holder = holder->IgnoreParenImpCasts();
  while (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(holder)) holder = op->getArg(0)->IgnoreParenImpCasts();
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(holder)) {
    const auto* variable = dyn_cast<clang::VarDecl>(reference->getDecl());
    const bool outlives = variable && (variable->hasGlobalStorage() || isa<clang::ParmVarDecl>(variable));
    return outlives ? ResultUse::kept : ResultUse::local;
  }
  return ResultUse::kept;
}

bool isOfDescriptor(BlockKind kind) { return kind == BlockKind::descriptor || kind == BlockKind::network; }

/// A file that looks for the error of a call that would have to wait deals with descriptors that do not wait.
bool expectsNotToWait(Unit& unit, const clang::FunctionDecl* around) {
  if (!around) return false;
  const clang::FileID file = unit.sources.getFileID(unit.sources.getExpansionLoc(around->getLocation()));
  const llvm::StringRef text = unit.sources.getBufferData(file);
  return llvm::any_of(unit.profiles, [&](const Profile& profile) {
    return llvm::any_of(profile.neverWaits, [&](const std::string& name) { return text.contains(name); });
  });
}

/// The only constructor of a class of the project that takes so many arguments; null: none, or several.
const clang::CXXConstructorDecl* constructorOf(Unit& unit, const clang::CXXRecordDecl* record, std::size_t arguments) {
  if (!unit.isProject(record->getLocation())) return nullptr;
  const clang::CXXConstructorDecl* found = nullptr;
  for (const auto* constructor : record->getDefinition()->ctors()) {
    if (constructor->isCopyOrMoveConstructor() || !constructor->isUserProvided()) continue;
    if (arguments < constructor->getMinRequiredArguments() || arguments > constructor->getNumParams()) continue;
    if (found) return nullptr;
    found = constructor;
  }
  return found;
}

}  // namespace

Symbol Interpreter::holderSymbol(const clang::Expr* expr) {
  expr = strip(unit_, expr);
  if (!expr) return Symbol::none;
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expr)) {
    if (const clang::Expr* alias = initialiserOfAlias(reference->getDecl()))
      if (const Symbol aliased = holderSymbol(alias); aliased != Symbol::none) return aliased;
    return unit_.symbolOf(reference->getDecl());
  }
  if (const auto* member = dyn_cast<clang::MemberExpr>(expr)) {
    if (unit_.isProject(member->getMemberDecl()->getLocation())) return unit_.symbolOf(member->getMemberDecl());
    return holderSymbol(member->getBase());
  }
  if (const auto* call = dyn_cast<clang::CXXMemberCallExpr>(expr))
    return holderSymbol(call->getImplicitObjectArgument());
  if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(expr); op && op->getNumArgs() > 0)
    return holderSymbol(op->getArg(0));
  if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(expr)) return holderSymbol(subscript->getBase());
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(expr)) return holderSymbol(unary->getSubExpr());
  return Symbol::none;
}

Interpreter::Fate Interpreter::fateOf(const clang::Expr* expr) {
  const clang::Stmt* below = expr;
  for (const clang::Stmt* parent : llvm::reverse(recorder_.ancestors())) {
    if (const auto* cast = dyn_cast<clang::CastExpr>(parent); cast && cast->getCastKind() == clang::CK_ToVoid)
      return {ResultUse::dropped, Symbol::none, nullptr};
    if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(parent)) {
      if (!construct->getConstructor()->isCopyOrMoveConstructor() && construct->getNumArgs() != 1)
        return {ResultUse::passed, Symbol::none, nullptr};
    } else if (const auto* access = dyn_cast<clang::MemberExpr>(parent)) {
      return {ResultUse::passed, Symbol::none, dyn_cast<clang::CXXMethodDecl>(access->getMemberDecl())};
    } else if (const auto* declaration = dyn_cast<clang::DeclStmt>(parent)) {
      const auto* variable =
          dyn_cast_or_null<clang::VarDecl>(declaration->isSingleDecl() ? declaration->getSingleDecl() : nullptr);
      if (!variable) return {};
      if (variable->hasGlobalStorage()) return {ResultUse::kept, unit_.symbolOf(variable), nullptr};
      return {variable->isReferenced() ? ResultUse::local : ResultUse::dropped, unit_.symbolOf(variable), nullptr};
    } else if (isa<clang::ReturnStmt>(parent)) {
      return {ResultUse::returned, Symbol::none, nullptr};
    } else if (const auto* binary = dyn_cast<clang::BinaryOperator>(parent)) {
      if (!binary->isAssignmentOp()) return {ResultUse::passed, Symbol::none, nullptr};
      return {useOfHolder(binary->getLHS()), holderSymbol(binary->getLHS()), nullptr, isElement(binary->getLHS())};
    } else if (const auto* call = dyn_cast<clang::CallExpr>(parent)) {
      const auto invocation = invocationOf(call);
      if (!invocation || invocation->expr == expr) return {ResultUse::passed, Symbol::none, nullptr};
      const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(call);
      const bool stores = (op && op->getOperator() == clang::OO_Equal) || insertsInto(invocation->callee);
      if (stores && invocation->object && invocation->object != below)
        return {useOfHolder(invocation->object), holderSymbol(invocation->object), nullptr,
                insertsInto(invocation->callee) || isElement(invocation->object)};
      const bool sameValue = llvm::any_of(unit_.apisOf(invocation->callee),
                                          [](const ApiUse& use) { return use.api->role == Role::sameHandle; });
      if (!sameValue) return {ResultUse::passed, Symbol::none, nullptr};
    } else if (dropsValues(parent)) {
      return {ResultUse::dropped, Symbol::none, nullptr};
    }
    below = parent;
  }
  if (const clang::FieldDecl* field = recorder_.initialised()) return {ResultUse::kept, unit_.symbolOf(field), nullptr};
  return {ResultUse::dropped, Symbol::none, nullptr};
}

/// The future, condition or queue that is waited on; of a future that a call has yielded, the call's result.
Handle Interpreter::waitedOn(const clang::Expr* expr) {
  expr = expr ? strip(unit_, expr) : nullptr;
  if (!expr) return {};
  if (const auto* address = dyn_cast<clang::UnaryOperator>(expr)) return waitedOn(address->getSubExpr());
  if (const auto* member = dyn_cast<clang::MemberExpr>(expr); member && isa<clang::FieldDecl>(member->getMemberDecl()))
    return {HandleKind::field, unit_.symbolOf(member->getMemberDecl()), 0};
  if (const auto* call = dyn_cast<clang::CallExpr>(expr)) {
    const auto* callee = call->getDirectCallee();
    if (!callee || !unit_.isProject(callee->getLocation())) return {};
    return {HandleKind::result, unit_.functionSymbol(callee), 0};
  }
  const auto* reference = dyn_cast<clang::DeclRefExpr>(expr);
  const auto* variable = reference ? dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  if (!variable) return {};
  if (isa<clang::ParmVarDecl>(variable)) return holderOf(unit_, variable);
  if (variable->isLocalVarDecl() && variable->getInit())
    if (const Handle made = waitedOn(variable->getInit()); made.kind == HandleKind::result) return made;
  return {HandleKind::variable, unit_.symbolOf(variable), 0};
}

void Interpreter::block(const Invocation& call, const Api& api) {
  if (!api.unless.empty())
    for (const clang::Expr* argument : call.arguments)
      if (unit_.text(argument).find(api.unless) != std::string::npos) return;
  Block block;
  block.kind = *api.block;
  block.awaits = api.awaits;
  block.conditional = api.conditional || (isOfDescriptor(block.kind) && expectsNotToWait(unit_, recorder_.decl()));
  block.function = unit_.word(api.name);
  if (!api.instead.empty()) block.alternative = unit_.word(api.instead);
  const clang::Expr* limit = call.argument(api.bound);
  if (api.waitsForEver && limit && isa<clang::CXXDefaultArgExpr>(limit)) limit = nullptr;
  if (limit || (api.bound != kAbsent && !api.waitsForEver))
    block.bound = boundOf(unit_, limit, api.unit);
  else
    block.bound.kind = api.awaits == Awaits::time ? BoundKind::unknown : BoundKind::none;
  if (isShared(block.kind)) block.receiver = waitedOn(call.object ? call.object : call.argument(0));
  // Reading a stream waits for a person when the stream is the console.
  const clang::Expr* stream = call.object ? call.object : call.argument(0);
  if (block.kind == BlockKind::file && stream && readsConsole(unit_, stream)) {
    block.kind = BlockKind::console;
    block.awaits = Awaits::outside;
    block.conditional = false;
    block.bound.kind = BoundKind::none;
  }
  const HeldLocks::State held = recorder_.locks().state();
  release(call.arguments);  // a wait that is given a lock waits without it
  recorder_.emit(call.expr->getSourceRange(), block);
  recorder_.locks().restore(held);
}

void Interpreter::task(const Invocation& call, const Api& api) {
  const auto* constructor = dyn_cast<clang::CXXConstructorDecl>(call.callee);
  if (call.arguments.empty() || (constructor && constructor->isCopyOrMoveConstructor())) return;
  Task task;
  task.kind = api.task;
  const clang::FunctionDecl* body = nullptr;
  for (int i = std::max(api.body, 0); !body && i <= api.body + 1; ++i) body = claimBody(call.argument(i));
  if (body) {
    task.body = unit_.functionSymbol(body);
    const unsigned shift = static_cast<unsigned>(std::max(api.body, 0)) + 1;
    if (call.arguments.size() > shift) flowArguments(unit_, body, llvm::ArrayRef(call.arguments).drop_front(shift));
  }
  if (!body && api.token) {
    // A coroutine that starts when it is told to.
    const auto* coroutine = dyn_cast_or_null<clang::CallExpr>(strip(unit_, call.argument(api.body)));
    body = coroutine ? coroutine->getDirectCallee() : nullptr;
    if (body && !unit_.isProject(body->getLocation())) body = nullptr;
    if (body) {
      task.body = unit_.functionSymbol(body);
      recorder_.claim(coroutine);
    }
  }
  const Fate fate = fateOf(call.expr);
  task.owner = ownerFor(fate.use);
  const TaskOwner told = api.token ? tokenOwner(call) : TaskOwner::unknown;
  if (told == TaskOwner::kept) (void)claimToken(call);
  if (told != TaskOwner::unknown)
    task.owner = told == TaskOwner::detached && endsQuietly(body) ? TaskOwner::kept : told;
  task.holder = fate.holder;
  task.among = fate.among;
  if (const clang::Expr* handle = call.argument(api.receiver)) {
    // A C interface writes the handle where it is told to.
    const auto* address = dyn_cast<clang::UnaryOperator>(strip(unit_, handle));
    task.owner = ownerFor(useOfHolder(address ? address->getSubExpr() : handle));
    task.holder = holderSymbol(handle);
  }
  if (fate.method)
    for (const ApiUse& use : unit_.apisOf(fate.method))
      if (use.api->role == Role::taskControl)
        task.owner = use.api->action == TaskAction::detach ? TaskOwner::detached : TaskOwner::local;
  recorder_.emit(call.expr->getSourceRange(), task);
}

void Interpreter::taskControl(const Invocation& call, const Api& api) {
  const clang::Expr* target = call.object ? call.object : call.argument(0);
  const Symbol holder = target ? holderSymbol(target) : Symbol::none;
  if (holder != Symbol::none) recorder_.emit(call.expr->getSourceRange(), TaskControl{holder, api.action});
}

/// `threads.emplace_back(work)`, `std::make_unique<std::thread>(work)`: the construction of what they hold.
void Interpreter::inPlace(const Invocation& call) {
  clang::QualType held;
  const auto firstType = [](const clang::TemplateArgumentList* list) -> clang::QualType {
    if (!list || list->size() == 0 || list->get(0).getKind() != clang::TemplateArgument::Type) return {};
    return list->get(0).getAsType();
  };
  if (call.object) {
    const auto* container = dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
        call.object->getType().getNonReferenceType()->getAsCXXRecordDecl());
    if (container) held = firstType(&container->getTemplateArgs());
  } else {
    held = firstType(call.callee->getTemplateSpecializationArgs());
  }
  const auto* record = held.isNull() ? nullptr : held->getAsCXXRecordDecl();
  if (!unit_.project.definitionOf(record)) return plainCall(call);
  for (const auto* constructor : record->getDefinition()->ctors())
    for (const ApiUse& use : unit_.apisOf(constructor)) {
      if (use.api->role != Role::task) continue;
      task(call, *use.api);
      if (auto* made = recorder_.eventAt<Task>(recorder_.eventCount() - 1); made && call.object) {
        made->owner = ownerFor(useOfHolder(call.object));
        made->holder = holderSymbol(call.object);
        made->among = true;
      }
      return;
    }
  if (const auto* constructor = constructorOf(unit_, record, call.arguments.size()))
    recorder_.emit(call.expr->getSourceRange(), FunctionCall{unit_.symbolOf(constructor)});
  plainCall(call);
}

}  // namespace dramaturg
