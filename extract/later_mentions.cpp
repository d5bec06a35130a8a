#include "extract/later_mentions.h"

#include "extract/ways_out.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

#include <vector>

namespace dramaturg {
namespace {

using llvm::dyn_cast;

const clang::DeclRefExpr* mentionOf(const clang::Stmt* statement, const clang::ValueDecl* variable) {
  const auto* reference = dyn_cast<clang::DeclRefExpr>(statement);
  return reference && reference->getDecl() == variable ? reference : nullptr;
}

/// What a statement assigns to.
const clang::Expr* assignedBy(const clang::Stmt* statement) {
  if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement))
    return binary->getOpcode() == clang::BO_Assign ? binary->getLHS() : nullptr;
  const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(statement);
  return op && op->getOperator() == clang::OO_Equal ? op->getArg(0) : nullptr;
}

class Mentions {
 public:
  explicit Mentions(const clang::ValueDecl* variable) : variable_(variable) {}

  void collect(const clang::Stmt* statement) {
    if (!statement) return;
    if (const auto* mention = mentionOf(statement, variable_)) all.push_back(mention);
    if (const clang::Expr* assigned = assignedBy(statement))
      if (const auto* mention = mentionOf(assigned->IgnoreParenImpCasts(), variable_)) {
        targets.insert(mention);
        ends.insert(statement);
      }
    if (const auto* declaration = dyn_cast<clang::DeclStmt>(statement))
      for (const clang::Decl* declared : declaration->decls())
        if (declared == variable_) ends.insert(statement);
    if (const auto* closure = dyn_cast<clang::LambdaExpr>(statement)) {
      for (const clang::Expr* init : closure->capture_inits()) collect(init);
      return;
    }
    for (const clang::Stmt* child : statement->children()) collect(child);
  }

  std::vector<const clang::DeclRefExpr*> all;
  Statements targets;  ///< assigned to
  Statements ends;     ///< give the variable another value

 private:
  const clang::ValueDecl* variable_;
};

/// The statements that a way leads to from `from`; `from` itself when it comes round again.
Statements reachedFrom(const clang::CFG& graph, const clang::DeclRefExpr* from, const Mentions& mentions) {
  Statements reached;
  llvm::DenseSet<const clang::CFGBlock*> entered;
  std::vector<const clang::CFGBlock*> open;
  const auto follow = [&](const clang::CFGBlock* block, bool begun) {
    for (const clang::CFGElement& element : *block) {
      const auto statement = element.getAs<clang::CFGStmt>();
      if (!statement) continue;
      if (begun && mentions.ends.contains(statement->getStmt())) return;
      if (begun) reached.insert(statement->getStmt());
      begun = begun || statement->getStmt() == from;
    }
    if (!begun) return;
    for (const auto& edge : block->succs())
      if (const clang::CFGBlock* next = edge.getReachableBlock(); next && entered.insert(next).second)
        open.push_back(next);
  };
  for (const clang::CFGBlock* block : graph) follow(block, false);
  while (!open.empty()) {
    const clang::CFGBlock* block = open.back();
    open.pop_back();
    follow(block, true);
  }
  return reached;
}

}  // namespace

llvm::SmallVector<const clang::DeclRefExpr*, 4> mentionsApart(const clang::FunctionDecl* function,
                                                              const clang::DeclRefExpr* from) {
  llvm::SmallVector<const clang::DeclRefExpr*, 4> apart;
  Mentions mentions(from->getDecl());
  mentions.collect(function->getBody());
  if (mentions.all.size() < 2) return apart;
  const auto graph = graphOf(function);
  if (!graph) return apart;
  const Statements reached = reachedFrom(*graph, from, mentions);
  const bool again = reached.contains(from);
  bool further = false;
  for (const clang::DeclRefExpr* mention : mentions.all) {
    if (mention == from) further = true;
    if (mention == from || (!further && !again)) continue;
    if (!reached.contains(mention) || mentions.targets.contains(mention)) apart.push_back(mention);
  }
  return apart;
}

}  // namespace dramaturg
