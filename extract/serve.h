// The worker's conversation with the program that started it.
#pragma once

#include <string>

namespace dramaturg {

/// Reads the job from descriptor `in` and writes its outcome to `out`; the process is to end then. False when the
/// conversation breaks off in the middle: damaged input, or nobody listens any more.
bool serveJob(int in, int out, const std::string& resourceDir);

}  // namespace dramaturg
