// Where `CMakePresets.json` and `CMakeUserPresets.json` put their builds.
#pragma once

#include "tool/host.h"

#include <string>
#include <vector>

namespace dramaturg {

/// Binary folders of the configure presets in `directory`, absolute. A preset whose folder depends on more than
/// `sourceDir`, `sourceParentDir`, `sourceDirName` and `presetName`, and a file that cannot be read, give none.
std::vector<std::string> presetBinaryFolders(const Host& host, const std::string& directory);

}  // namespace dramaturg
