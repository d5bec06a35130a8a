// The decision trees, leaves and spellings that come with dramaturg, read from their YAML (`decision-tree/data.h`), and
// those of users.
#pragma once

#include "decision-tree/tree.h"
#include "tool/host.h"

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// What comes with dramaturg. Its soundness is tested, not checked here.
const TreeCatalogue& treeCatalogue();

/// The same with the files of a user: new trees, leaves, spellings and phrases are added, known ones replaced. Throws
/// `Failure` for what cannot be read or is not sound.
TreeCatalogue treeCatalogueWith(const Host&, const std::vector<std::string>& files);

/// What a file of trees, leaves, spellings or phrases says. `name` is for messages. Throws `Failure` with file, line,
/// column.
TreeCatalogue readTrees(std::string_view name, std::string_view yaml);

}  // namespace dramaturg
