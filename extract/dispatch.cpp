// Functions that tell messages apart by a member: each case of the switch is a handler.
#include "extract/types.h"
#include "extract/walker.h"

#include "clang/AST/StmtCXX.h"

namespace dramaturg {

/// Labels that share a body, up to the next label.
struct Case {
  llvm::SmallVector<const clang::NamedDecl*, 2> constants;
  const clang::Stmt* label = nullptr;
  llvm::SmallVector<const clang::Stmt*, 8> statements;
  Symbol function = Symbol::none;
};

namespace {

using llvm::dyn_cast;
using llvm::isa;

/// Whether the condition is the member by which messages are told apart, of a message that the function is given.
bool selects(Unit& unit, const clang::Expr* condition) {
  const auto* member = dyn_cast<clang::MemberExpr>(strip(unit, condition));
  if (!member) return false;
  const auto* given = dyn_cast<clang::DeclRefExpr>(strip(unit, member->getBase()));
  if (!given || !isa<clang::ParmVarDecl>(given->getDecl())) return false;
  const Dispatcher* dispatcher = unit.dispatcherOf(given->getType());
  return dispatcher && member->getMemberDecl()->getName() == dispatcher->selector;
}

const clang::NamedDecl* labelConstant(Unit& unit, const clang::CaseStmt* label) {
  const auto* value = label->getLHS() ? strip(unit, label->getLHS()->IgnoreParenImpCasts()) : nullptr;
  if (const auto* constant = llvm::dyn_cast_or_null<clang::ConstantExpr>(value))
    value = strip(unit, constant->getSubExpr());
  const auto* reference = llvm::dyn_cast_or_null<clang::DeclRefExpr>(value);
  return reference ? reference->getDecl() : nullptr;
}

std::vector<Case> casesOf(Unit& unit, const clang::CompoundStmt* body) {
  std::vector<Case> cases;
  for (const clang::Stmt* statement : body->body()) {
    if (isa<clang::SwitchCase>(statement)) cases.emplace_back().label = statement;
    while (const auto* label = dyn_cast<clang::SwitchCase>(statement)) {
      if (const auto* one = dyn_cast<clang::CaseStmt>(label))
        if (const auto* constant = labelConstant(unit, one)) cases.back().constants.push_back(constant);
      statement = label->getSubStmt();
    }
    if (!cases.empty()) cases.back().statements.push_back(statement);
  }
  return cases;
}

/// Whether control never goes on to the next case.
bool ends(const clang::Stmt* statement) {
  if (const auto* compound = dyn_cast<clang::CompoundStmt>(statement))
    return !compound->body_empty() && ends(compound->body_back());
  if (const auto* choice = dyn_cast<clang::IfStmt>(statement))
    return choice->getElse() && ends(choice->getThen()) && ends(choice->getElse());
  return isa<clang::ReturnStmt, clang::BreakStmt, clang::ContinueStmt, clang::GotoStmt, clang::CXXThrowExpr>(statement);
}

}  // namespace

/// Each case becomes a function of its own, so that what it does is told of its message only. The default case stays
/// with the function: what it does is done for messages that nobody knows.
bool Walker::dispatch(const clang::SwitchStmt* statement) {
  const auto* body = dyn_cast<clang::CompoundStmt>(statement->getBody());
  const auto* method = dyn_cast<clang::CXXMethodDecl>(recorder_.decl());
  if (!body || !method || !selects(unit_, statement->getCond()) || !recorder_.owner().record) return false;
  std::vector<Case> cases = casesOf(unit_, body);
  const Symbol around = recorder_.function().symbol;
  for (Case& one : cases) {
    if (one.constants.empty()) continue;
    const std::string name = one.constants.front()->getNameAsString();
    one.function = unit_.word(std::string(unit_.keyOf(around)) + "@case:" + name,
                              std::string(unit_.nameOf(around)) + " on " + name);
  }
  recorder_.push(statement);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].function == Symbol::none)
      for (const clang::Stmt* part : cases[i].statements) visit(part);
    else
      handlerCase(statement, cases, i);
  }
  recorder_.pop();
  return true;
}

void Walker::handlerCase(const clang::SwitchStmt* statement, llvm::ArrayRef<Case> cases, std::size_t number) {
  const Case& one = cases[number];
  const auto* method = recorder_.decl();
  const Owner owner = recorder_.owner();
  Function fact = describe(method);
  fact.enclosing = fact.symbol;
  fact.symbol = one.function;
  fact.place = unit_.place(one.label->getBeginLoc());
  fact.overrides.clear();
  recorder_.enter(method, std::move(fact));
  recorder_.push(statement->getBody());
  for (const clang::Stmt* part : one.statements) visit(part);
  const bool fallsThrough = number + 1 < cases.size() && cases[number + 1].function != Symbol::none &&
                            !one.statements.empty() && !ends(one.statements.back());
  if (fallsThrough)
    recorder_.emit(cases[number + 1].label->getBeginLoc(), FunctionCall{cases[number + 1].function, CallForm::direct});
  recorder_.pop();
  recorder_.leave();
  const Place place = unit_.place(one.label->getBeginLoc());
  for (const clang::NamedDecl* constant : one.constants)
    actors_.addHandler(owner, {method, one.function, unit_.messageSymbol(constant), place});
}

}  // namespace dramaturg
