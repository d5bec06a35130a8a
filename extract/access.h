// Reads and writes: of state, of globals, of memory behind pointers.
#pragma once

#include "extract/recorder.h"

namespace dramaturg {

/// Records what a reference to a variable or member does to it. The expression's surroundings are the recorder's
/// ancestors.
void recordAccess(Recorder& recorder, const clang::DeclRefExpr* reference);
void recordAccess(Recorder& recorder, const clang::MemberExpr* member);

}  // namespace dramaturg
