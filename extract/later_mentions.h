// Which mentions of a variable can come after one of them, by Clang's control-flow graph.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace dramaturg {

/// Mentions of the variable to which no way leads from `from`, a mention of it as well, before it is given another
/// value: those further down, and in a loop the ones further up. The assigned side of an assignment is one of them.
llvm::SmallVector<const clang::DeclRefExpr*, 4> mentionsApart(const clang::FunctionDecl* function,
                                                              const clang::DeclRefExpr* from);

}  // namespace dramaturg
