// The trees and spellings that come with dramaturg, as YAML text: `trees.yaml` and `spellings/`. Whoever reads YAML
// turns them into a `TreeCatalogue`.
#pragma once

#include "facts/embedded.h"

#include <span>

namespace dramaturg {

std::span<const EmbeddedFile> treeFiles();

}  // namespace dramaturg
