// Work that several threads can share.
#pragma once

#include <cstddef>
#include <functional>

namespace dramaturg {

/// Calls `work(i)` once for every `i` below `count`, in no fixed order, on up to `threads` threads, this one included.
/// When one throws, no more are begun, and the exception comes out here.
void parallelFor(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace dramaturg
