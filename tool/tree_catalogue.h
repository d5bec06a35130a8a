// The decision trees and spellings that come with dramaturg, read from their YAML (`decision-tree/data.h`).
#pragma once

#include "decision-tree/tree.h"

#include <string_view>

namespace dramaturg {

/// Throws `Failure` (internal) for data that is not as it should be: it is compiled in and tested.
const TreeCatalogue& treeCatalogue();

/// Adds what a file of trees, leaves or spellings says. `name` is for messages. Throws `Failure` with file, line,
/// column.
void readTrees(TreeCatalogue& catalogue, std::string_view name, std::string_view yaml);

}  // namespace dramaturg
