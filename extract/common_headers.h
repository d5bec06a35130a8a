// Which headers the units of a group have in common.
#pragma once

#include "facts/job.h"

#include <llvm/Support/VirtualFileSystem.h>

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// The includes that a source begins with, as they are spelled (`<vector>`, `"chat.hpp"`). Ends at the first line that
/// is neither comment nor include: what stands there may change what later headers mean.
std::vector<std::string> leadingIncludes(std::string_view source);

/// What to include for all units, as spelled in an include line: each header that at least two of them begin with, in
/// an order that agrees with as many of their own as can be. `sequences` holds the includes of one unit each.
std::vector<std::string> commonOrder(const std::vector<std::vector<std::string>>& sequences);

/// Both of these for sources on disk. Quoted headers beside a source are spelled by their path.
std::vector<std::string> commonHeaders(const std::vector<Job>& jobs, llvm::vfs::FileSystem& files);

}  // namespace dramaturg
