// The command line.
#pragma once

#include "tool/exit_code.h"
#include "tool/host.h"

#include <string>
#include <vector>

namespace dramaturg {

/// Runs what the arguments (without the program's name) ask for. Never throws; errors go to standard error.
ExitCode runCommandLine(Host& host, const std::vector<std::string>& arguments);

}  // namespace dramaturg
