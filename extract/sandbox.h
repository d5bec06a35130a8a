// What a worker may do to the machine that it runs on: read, compute, and write to what it already has open.
#pragma once

namespace dramaturg {

/// From here on the kernel refuses this process and its children to start programs, to create, change or remove
/// files, and to open connections. `prepareCommand` leaves nothing in a command that would try; this holds when
/// Clang has a way that nobody thought of. False where the kernel offers no such filter.
bool enterSandbox();

}  // namespace dramaturg
