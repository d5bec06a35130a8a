// The trees, leaves and spellings that come with dramaturg, as YAML text, and the skeletons as C++ text. Whoever reads
// YAML turns them into a `TreeCatalogue`.
#pragma once

#include "facts/embedded.h"

#include <span>

namespace dramaturg {

std::span<const EmbeddedFile> treeFiles();
std::span<const EmbeddedFile> skeletonFiles();  ///< named by library and leaf: `caf/gen_server.cpp`

}  // namespace dramaturg
