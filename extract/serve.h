// The worker's conversation with the program that started it.
#pragma once

#include <string>

namespace dramaturg {

/// Reads jobs from descriptor `in` and writes an outcome for each to `out`, in order, until `in` ends.
/// False when the conversation broke off in the middle: damaged input, or nobody listens any more.
bool serve(int in, int out, const std::string& resourceDir);

}  // namespace dramaturg
