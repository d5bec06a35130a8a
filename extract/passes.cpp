#include "extract/passes.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace dramaturg {
namespace {

using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

bool isLoop(const clang::Stmt* statement) {
  return isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt>(statement);
}

/// `inner`: a nested loop or switch, whose `break` stays inside.
bool leaves(const clang::Stmt* statement, bool inner) {
  if (!statement || isa<clang::LambdaExpr>(statement)) return false;
  if (isa<clang::ReturnStmt, clang::GotoStmt, clang::CXXThrowExpr, clang::CoreturnStmt>(statement)) return true;
  if (isa<clang::BreakStmt>(statement)) return !inner;
  const bool nested = inner || isLoop(statement) || isa<clang::SwitchStmt>(statement);
  return llvm::any_of(statement->children(), [&](const clang::Stmt* child) { return leaves(child, nested); });
}

/// The variable or member that is changed when this expression is.
const clang::ValueDecl* changedBy(const clang::Expr* expr) {
  for (int hops = 0; expr && hops < 8; ++hops) {
    expr = expr->IgnoreParenImpCasts();
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expr)) return reference->getDecl();
    if (const auto* member = dyn_cast<clang::MemberExpr>(expr)) return member->getMemberDecl();
    if (const auto* subscript = dyn_cast<clang::ArraySubscriptExpr>(expr))
      expr = subscript->getBase();
    else if (const auto* unary = dyn_cast<clang::UnaryOperator>(expr))
      expr = unary->getSubExpr();
    else if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(expr); op && op->getNumArgs() > 0)
      expr = op->getArg(0);
    else
      return nullptr;
  }
  return nullptr;
}

/// What a loop changes and what it looks at, of that which lives outside of it.
class LoopUse {
 public:
  LoopUse(const clang::SourceManager& sources, const clang::Stmt* loop) : sources_(sources), loop_(loop) {
    for (const clang::Stmt* child : loop->children()) visit(child, false);
  }

  bool carries() const {
    return llvm::any_of(changed_, [&](const clang::ValueDecl* decl) { return used_.contains(decl); });
  }

 private:
  bool isOutside(const clang::ValueDecl* decl) const {
    if (!decl || !isa<clang::VarDecl, clang::FieldDecl, clang::BindingDecl>(decl)) return false;
    const bool inside = !sources_.isBeforeInTranslationUnit(decl->getLocation(), loop_->getBeginLoc()) &&
                        sources_.isBeforeInTranslationUnit(decl->getLocation(), loop_->getEndLoc());
    return !inside;
  }

  void change(const clang::Expr* expr) {
    if (const clang::ValueDecl* decl = changedBy(expr); isOutside(decl)) changed_.insert(decl);
  }

  /// `used`: within a test or the arguments of a call.
  void visit(const clang::Stmt* statement, bool used) {
    if (!statement) return;
    if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement); binary && binary->isAssignmentOp())
      return change(binary->getLHS()), visit(binary->getRHS(), used);
    if (const auto* unary = dyn_cast<clang::UnaryOperator>(statement); unary && unary->isIncrementDecrementOp())
      change(unary->getSubExpr());
    if (const auto* call = dyn_cast<clang::CallExpr>(statement)) return visitCall(call, used);
    if (const auto* lambda = dyn_cast<clang::LambdaExpr>(statement)) return visitLambda(lambda, used);
    if (const auto* construct = dyn_cast<clang::CXXConstructExpr>(statement)) {
      for (const clang::Expr* argument : construct->arguments()) visit(argument, used);
      return;
    }
    if (used) {
      const auto* reference = dyn_cast<clang::DeclRefExpr>(statement);
      const auto* member = dyn_cast<clang::MemberExpr>(statement);
      const clang::ValueDecl* decl = reference ? reference->getDecl() : member ? member->getMemberDecl() : nullptr;
      if (isOutside(decl)) used_.insert(decl);
    }
    const clang::Stmt* test = testOf(statement);
    for (const clang::Stmt* child : statement->children()) visit(child, used || (child && child == test));
  }

  /// What it copies is used where it is made, what it refers to only as its body says.
  void visitLambda(const clang::LambdaExpr* lambda, bool used) {
    const auto* capture = lambda->capture_begin();
    for (const clang::Expr* init : lambda->capture_inits()) {
      const bool copied = (capture++)->getCaptureKind() == clang::LCK_ByCopy;
      if (copied) visit(init, used);
    }
    visit(lambda->getBody(), false);
  }

  void visitCall(const clang::CallExpr* call, bool used) {
    const bool isOperator = isa<clang::CXXOperatorCallExpr>(call);
    const auto* method = dyn_cast_or_null<clang::CXXMethodDecl>(call->getDirectCallee());
    if (const auto* member = dyn_cast<clang::CXXMemberCallExpr>(call)) {
      const clang::Expr* object = member->getImplicitObjectArgument();
      const bool mayChange = method && !method->isConst() && !object->getType()->isPointerType();
      if (mayChange) change(object);
      visit(object, used);
    } else if (!isOperator) {
      visit(call->getCallee(), used);
    }
    const unsigned shift = isOperator && method && !method->isStatic() ? 1 : 0;
    for (unsigned i = 0; i < call->getNumArgs(); ++i) visitArgument(call, i, shift, used || !isOperator);
  }

  void visitArgument(const clang::CallExpr* call, unsigned i, unsigned shift, bool used) {
    const clang::Expr* argument = call->getArg(i);
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (i < shift) {
      const auto* method = dyn_cast<clang::CXXMethodDecl>(callee);
      if (!method->isConst() && !argument->getType()->isPointerType()) change(argument);
      return visit(argument, false);
    }
    const bool known = callee && i - shift < callee->getNumParams();
    const clang::QualType type = known ? callee->getParamDecl(i - shift)->getType() : clang::QualType();
    const bool byReference = known && type->isLValueReferenceType() && !type->getPointeeType().isConstQualified();
    const auto* address = dyn_cast<clang::UnaryOperator>(argument->IgnoreParenImpCasts());
    if (byReference) return change(argument), visit(argument, false);
    if (address && address->getOpcode() == clang::UO_AddrOf)
      return change(address->getSubExpr()), visit(address->getSubExpr(), false);
    visit(argument, used);
  }

  static const clang::Stmt* testOf(const clang::Stmt* statement) {
    if (const auto* choice = dyn_cast<clang::IfStmt>(statement)) return choice->getCond();
    if (const auto* choice = dyn_cast<clang::SwitchStmt>(statement)) return choice->getCond();
    if (const auto* choice = dyn_cast<clang::ConditionalOperator>(statement)) return choice->getCond();
    if (const auto* testing = dyn_cast<clang::WhileStmt>(statement)) return testing->getCond();
    if (const auto* trailing = dyn_cast<clang::DoStmt>(statement)) return trailing->getCond();
    if (const auto* counting = dyn_cast<clang::ForStmt>(statement)) return counting->getCond();
    return nullptr;
  }

  const clang::SourceManager& sources_;
  const clang::Stmt* loop_;
  llvm::SmallPtrSet<const clang::ValueDecl*, 8> changed_;
  llvm::SmallPtrSet<const clang::ValueDecl*, 8> used_;
};

}  // namespace

bool leavesEarly(const clang::Stmt* loop) {
  return llvm::any_of(loop->children(), [](const clang::Stmt* child) { return leaves(child, false); });
}

bool carriesOver(const clang::SourceManager& sources, const clang::Stmt* loop) {
  return LoopUse(sources, loop).carries();
}

}  // namespace dramaturg
