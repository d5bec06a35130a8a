// The project's own settings: `.dramaturg.yaml` in its root.
#pragma once

#include "tool/host.h"

#include <string>
#include <vector>

namespace dramaturg {

struct Configuration {
  std::vector<std::string> libraries;  ///< absolute paths of library profiles
};

/// The settings of the project at `root`; the defaults where it has none. Throws `Failure` with file, line and the
/// nearest valid key.
Configuration readConfiguration(const Host& host, const std::string& root);

}  // namespace dramaturg
