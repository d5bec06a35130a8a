// Ways through a function on which nothing of a kind happens, by Clang's control-flow graph.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"

#include <memory>
#include <optional>

namespace dramaturg {

/// None in a unit with errors.
std::unique_ptr<clang::CFG> graphOf(const clang::FunctionDecl* function);

using Statements = llvm::DenseSet<const clang::Stmt*>;

struct WayOut {
  clang::SourceLocation end;  ///< the `return`, or the brace that ends the function
  const clang::ReturnStmt* leaves = nullptr;
  llvm::SmallVector<const clang::Expr*, 2> decisions;  ///< that lead there instead of to a statement of the kind
  bool always = false;                                 ///< no way meets a statement of the kind
};

/// A way from `start` (null: where the function begins) to its end that meets none of `statements`. Throwing and ending
/// the process are no ends. Nothing where there is none, and where the tests on the way may depend on each other:
/// whether they can turn out like that is not known then.
std::optional<WayOut> wayWithout(const clang::FunctionDecl* function, const clang::Stmt* start,
                                 const Statements& statements);

}  // namespace dramaturg
