// What one pass of a loop has to do with the next.
#pragma once

#include "clang/AST/Stmt.h"

namespace dramaturg {

/// Whether something inside of the loop may end it before its own head does.
bool leavesEarly(const clang::Stmt* loop);

/// Whether a variable or member from outside, which the loop changes, is given to a call or tested in it as well: then
/// a pass may need what an earlier one has left behind. Collecting results is not that.
bool carriesOver(const clang::SourceManager& sources, const clang::Stmt* loop);

}  // namespace dramaturg
