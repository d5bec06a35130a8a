#include "tool/memory.h"

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace dramaturg {

void preferLargePages() {
  // Address space, not memory: only what is used is ever there.
  constexpr std::size_t kHeap = std::size_t{512} << 20;
  constexpr std::uintptr_t kLargePage = std::uintptr_t{2} << 20;
  // One heap, in one piece, that is not given back before the end.
  ::mallopt(M_ARENA_MAX, 1);
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);  // as high as it goes
  ::mallopt(M_TRIM_THRESHOLD, static_cast<int>(kHeap));
  ::mallopt(M_TOP_PAD, static_cast<int>(kHeap));
  ::mallopt(M_MXFAST, 0);
  void* const first = ::sbrk(0);
  void* volatile grown = ::malloc(kLargePage);
  ::free(grown);
  const auto begin = (reinterpret_cast<std::uintptr_t>(first) + kLargePage - 1) & ~(kLargePage - 1);
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0)) & ~(kLargePage - 1);
  if (begin < end) ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
}

}  // namespace dramaturg
