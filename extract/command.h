// One compile command → what Clang needs to know to read the unit, and nothing else.
//
// A command is data from strangers. Nothing that it names is run or loaded, and nothing in it makes Clang write:
// from the command as Clang understands it only what decides how the source *reads* is taken over (language,
// target, include paths, macros); every other option, known today or added tomorrow, keeps its harmless default.
#pragma once

#include "facts/job.h"

#include <clang/Frontend/CompilerInvocation.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <memory>
#include <string>
#include <vector>

namespace dramaturg {

struct PreparedCommand {
  std::shared_ptr<clang::CompilerInvocation> invocation;  ///< null: see `error`
  /// Absolute paths of the response files that the command is written in: inputs like any header.
  std::vector<std::string> responseFiles;
  std::string error;  ///< why there is no invocation, as a person should read it
};

/// Compiler launchers are looked through, flags that Clang does not know are dropped, and how the compiler is called
/// tells target and dialect. `files` is moved to the directory of the job.
PreparedCommand prepareCommand(const Job& job, const std::string& resourceDir,
                               const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>& files);

/// The folder with Clang's own headers (`include/stddef.h`): beside the installed program, or else in the LLVM that
/// it was built with. Empty when it is in neither place.
std::string findResourceDir(const char* argv0);

}  // namespace dramaturg
