#include "extract/heap.h"

#include <climits>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace dramaturg {

void tuneHeap() {
#ifdef __GLIBC__
  // The parse has a thread of its own. That thread's own arena would grow by a few pages and a system call at a time.
  ::mallopt(M_ARENA_MAX, 1);
  ::mallopt(M_TOP_PAD, 16 << 20);
  // What one unit frees, the next one takes again. More than 32 MiB glibc does not accept as the second limit.
  ::mallopt(M_TRIM_THRESHOLD, INT_MAX);
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
#endif
}

}  // namespace dramaturg
