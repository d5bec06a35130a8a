// What somebody may have meant who misspelt a word of a profile.
#pragma once

#include "llvm/Support/SourceMgr.h"

#include <string>

namespace dramaturg {

/// The word of the built-in profiles that is nearest to the one that the error is about, which is a key for unknown
/// keys, else a value; empty when none is near.
std::string nearestWord(const llvm::SMDiagnostic& error);

}  // namespace dramaturg
