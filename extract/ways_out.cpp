#include "extract/ways_out.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

#include <deque>
#include <vector>

namespace dramaturg {
namespace {

using clang::CFGBlock;
using llvm::dyn_cast;
using llvm::dyn_cast_or_null;
using llvm::isa;

using Decls = llvm::DenseSet<const clang::Decl*>;

const clang::Stmt* statementOf(const clang::CFGElement& element) {
  const auto statement = element.getAs<clang::CFGStmt>();
  return statement ? statement->getStmt() : nullptr;
}

/// Variables and members that an expression looks at.
void readsOf(const clang::Stmt* statement, Decls& reads) {
  if (!statement) return;
  if (const auto* reference = dyn_cast<clang::DeclRefExpr>(statement))
    if (!isa<clang::FunctionDecl, clang::EnumConstantDecl>(reference->getDecl())) reads.insert(reference->getDecl());
  if (const auto* member = dyn_cast<clang::MemberExpr>(statement);
      member && isa<clang::FieldDecl>(member->getMemberDecl()))
    reads.insert(member->getMemberDecl());
  for (const clang::Stmt* child : statement->children()) readsOf(child, reads);
}

/// Variables that a statement may give another value.
void writesOf(const clang::Stmt* statement, Decls& writes) {
  const auto add = [&](const clang::Expr* expr) {
    if (const auto* reference = dyn_cast<clang::DeclRefExpr>(expr->IgnoreParenCasts()))
      writes.insert(reference->getDecl());
  };
  if (const auto* binary = dyn_cast<clang::BinaryOperator>(statement); binary && binary->isAssignmentOp())
    add(binary->getLHS());
  if (const auto* unary = dyn_cast<clang::UnaryOperator>(statement);
      unary && (unary->isIncrementDecrementOp() || unary->getOpcode() == clang::UO_AddrOf))
    add(unary->getSubExpr());
  if (const auto* op = dyn_cast<clang::CXXOperatorCallExpr>(statement); op && op->isAssignmentOp()) add(op->getArg(0));
}

class Search {
 public:
  Search(const clang::FunctionDecl* function, const clang::CFG& graph, const clang::Stmt* start,
         const Statements& statements)
      : function_(function), graph_(graph), blocks_(graph.getNumBlockIDs()) {
    Statements found;
    for (const CFGBlock* block : graph) look(*block, start, statements, found);
    complete_ = found.size() == statements.size() && (start == nullptr || start_ != nullptr);
    if (start == nullptr) start_ = &graph.getEntry();
    if (complete_) decide();
  }

  std::optional<WayOut> way() {
    if (!complete_ || at(start_).surely) return std::nullopt;
    WayOut way;
    way.always = !at(start_).perhaps;
    for (const CFGBlock* end : shortestWays())
      if (explain(end, way)) return way;
    return std::nullopt;
  }

 private:
  struct Block {
    bool meets = false;    ///< a statement of the kind is in it
    bool ends = false;     ///< by throwing or ending the process
    bool surely = true;    ///< every way from here meets one or does not come to the end
    bool perhaps = false;  ///< some way does
    int cost = -1;         ///< decisions on the way from the start
    const CFGBlock* before = nullptr;
    const clang::ReturnStmt* leaves = nullptr;
  };
  struct Decision {
    const CFGBlock* block;
    const CFGBlock* next;  ///< the side that was taken
  };
  Block& at(const CFGBlock* block) { return blocks_[block->getBlockID()]; }

  void look(const CFGBlock& block, const clang::Stmt* start, const Statements& statements, Statements& found) {
    Block& facts = at(&block);
    facts.ends = block.hasNoReturnElement();
    Decls writes;
    for (const clang::CFGElement& element : block) {
      const clang::Stmt* statement = statementOf(element);
      if (!statement) continue;
      if (statement == start) start_ = &block, facts.meets = false, writes.clear();
      if (statements.contains(statement)) found.insert(statement), facts.meets = true;
      if (isa<clang::CXXThrowExpr>(statement)) facts.ends = true;
      if (const auto* leaves = dyn_cast<clang::ReturnStmt>(statement)) facts.leaves = leaves;
      writesOf(statement, writes);
    }
    if (facts.meets) flags_.insert(writes.begin(), writes.end());
  }

  template <class Use>
  static void forEachNext(const CFGBlock* block, Use use) {
    for (const auto& edge : block->succs())
      if (const CFGBlock* next = edge.getReachableBlock()) use(next);
  }

  void decide() {
    const CFGBlock* exit = &graph_.getExit();
    at(exit).surely = false;
    for (bool changed = true; changed;) {
      changed = false;
      for (const CFGBlock* block : graph_) {
        Block& facts = at(block);
        if (block == exit) continue;
        bool surely = true;
        bool perhaps = facts.meets;
        forEachNext(block, [&](const CFGBlock* next) {
          surely = surely && at(next).surely;
          perhaps = perhaps || at(next).perhaps;
        });
        surely = surely || facts.meets || facts.ends;
        changed = changed || surely != facts.surely || perhaps != facts.perhaps;
        facts.surely = surely, facts.perhaps = perhaps;
      }
    }
  }

  /// Does it matter which way a block goes on?
  bool decides(const CFGBlock* block, const CFGBlock* next) {
    bool matters = false;
    forEachNext(block, [&](const CFGBlock* other) {
      matters = matters || (at(other).perhaps && (at(other).surely ? !at(next).surely : !at(next).perhaps));
    });
    return matters;
  }

  /// The blocks that the function ends with, each behind as few decisions as possible.
  std::vector<const CFGBlock*> shortestWays() {
    std::deque<const CFGBlock*> open{start_};
    std::vector<const CFGBlock*> ends;
    at(start_).cost = 0;
    while (!open.empty()) {
      const CFGBlock* block = open.front();
      open.pop_front();
      forEachNext(block, [&](const CFGBlock* next) {
        if (next == &graph_.getExit()) {
          if (!at(block).ends && !llvm::is_contained(ends, block)) ends.push_back(block);
          return;
        }
        const bool costs = decides(block, next);
        const int cost = at(block).cost + costs;
        Block& facts = at(next);
        if (facts.surely || facts.meets || next == start_ || (facts.cost >= 0 && facts.cost <= cost)) return;
        facts.cost = cost, facts.before = block;
        if (costs)
          open.push_back(next);
        else
          open.push_front(next);
      });
    }
    llvm::sort(ends, [&](const CFGBlock* a, const CFGBlock* b) {
      return std::pair(at(a).cost, b->getBlockID()) < std::pair(at(b).cost, a->getBlockID());
    });
    return ends;
  }

  /// Whether the decisions on the way can be told to be independent.
  bool explain(const CFGBlock* end, WayOut& way) {
    way.decisions.clear();
    std::vector<Decision> decisions;
    const CFGBlock* next = &graph_.getExit();
    for (const CFGBlock* block = end; block; next = block, block = block == start_ ? nullptr : at(block).before) {
      if (!decides(block, next)) continue;
      const clang::Stmt* choice = block->getTerminatorStmt();
      if (!choice || isLoop(choice) || (isa<clang::SwitchStmt>(choice) && !next->getLabel())) return false;
      const auto* tested = dyn_cast_or_null<clang::Expr>(block->getTerminatorCondition());
      if (!tested) return false;
      decisions.insert(decisions.begin(), {block, next});
      way.decisions.insert(way.decisions.begin(), tested);
    }
    way.leaves = at(end).leaves;
    way.end = way.leaves ? way.leaves->getBeginLoc() : function_->getBody()->getEndLoc();
    return independent(way, decisions);
  }

  static bool isLoop(const clang::Stmt* statement) {
    return isa<clang::ForStmt, clang::WhileStmt, clang::DoStmt, clang::CXXForRangeStmt, clang::CXXTryStmt,
               clang::GotoStmt, clang::IndirectGotoStmt>(statement);
  }

  /// A way that an earlier test could have left for good is meant as it stands. Where its other side comes back, the
  /// last test may ask the same again.
  bool independent(const WayOut& way, llvm::ArrayRef<Decision> decisions) {
    if (decisions.empty()) return true;
    Decls last;
    readsOf(way.decisions.back(), last);
    if (llvm::any_of(last, [&](const clang::Decl* read) { return flags_.contains(read); })) return false;
    for (std::size_t i = 0; i + 1 < decisions.size(); ++i) {
      Decls reads;
      readsOf(way.decisions[i], reads);
      const bool asksAgain = llvm::any_of(reads, [&](const clang::Decl* read) { return last.contains(read); });
      if (asksAgain && comesBack(decisions[i], decisions.back().block)) return false;
    }
    return decisions.size() < 2 || leavesEarly(way.leaves);
  }

  /// Does another side of a decision lead to `block` as well?
  bool comesBack(const Decision& decision, const CFGBlock* block) {
    std::vector<const CFGBlock*> open;
    llvm::DenseSet<const CFGBlock*> seen;
    forEachNext(decision.block, [&](const CFGBlock* other) {
      if (other != decision.next) open.push_back(other);
    });
    while (!open.empty()) {
      const CFGBlock* next = open.back();
      open.pop_back();
      if (next == block) return true;
      if (seen.insert(next).second) forEachNext(next, [&](const CFGBlock* further) { open.push_back(further); });
    }
    return false;
  }

  /// A `return` on the way says that the author meant this way; the end of the function says nothing.
  bool leavesEarly(const clang::ReturnStmt* leaves) const {
    const auto* body = dyn_cast<clang::CompoundStmt>(function_->getBody());
    return leaves && body && !body->body_empty() && body->body_back() != leaves;
  }

  const clang::FunctionDecl* function_;
  const clang::CFG& graph_;
  std::vector<Block> blocks_;
  const CFGBlock* start_ = nullptr;
  Decls flags_;  ///< variables that say later on whether there was a statement of the kind
  bool complete_ = false;
};

}  // namespace

std::unique_ptr<clang::CFG> graphOf(const clang::FunctionDecl* function) {
  if (function->getASTContext().getDiagnostics().hasUncompilableErrorOccurred())
    return nullptr;  // Clang has none either
  clang::CFG::BuildOptions options;
  options.setAllAlwaysAdd();
  options.AddImplicitDtors = true;  // some end the process
  options.AddTemporaryDtors = true;
  options.PruneTriviallyFalseEdges = true;
  return clang::CFG::buildCFG(function, function->getBody(), &function->getASTContext(), options);
}

std::optional<WayOut> wayWithout(const clang::FunctionDecl* function, const clang::Stmt* start,
                                 const Statements& statements) {
  if (!function->getBody()) return std::nullopt;
  const auto graph = graphOf(function);
  if (!graph) return std::nullopt;
  return Search(function, *graph, start, statements).way();
}

}  // namespace dramaturg
