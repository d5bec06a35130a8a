// How the worker's heap grows.
#pragma once

namespace dramaturg {

/// Fits the C library's heap to a process in which one thread allocates much and frees little. To be called before
/// any other thread starts; elsewhere than in glibc it does nothing.
void tuneHeap();

}  // namespace dramaturg
