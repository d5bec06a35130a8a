// The fork server: the common headers of a group of units are parsed once, and each unit goes on from there in a
// process of its own (`facts/job.h` has the protocol).
#pragma once

#include <string>

namespace dramaturg {

/// Serves until the front closes its end of `socket`. False when it sent no group, or nothing is worth sharing, which
/// the front has then been told. In the forked workers it does not return: they answer their unit and end.
bool shareGroup(int socket, const std::string& resourceDir);

}  // namespace dramaturg
