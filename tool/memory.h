// How the program gets its memory.
#pragma once

namespace dramaturg {

/// To be called once, before anything else. A run lives for a moment and needs many megabytes in it: from small pages,
/// a third of its time would go into handing them out (bench/scale). Where the system has no large ones nothing
/// changes.
void preferLargePages();

}  // namespace dramaturg
