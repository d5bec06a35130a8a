// What the recognition of home-made actors asks of single events.
#pragma once

#include "model/home_made.h"

#include <algorithm>

namespace dramaturg {

inline bool isQueueMember(MemberKind kind) {
  return kind == MemberKind::queue || kind == MemberKind::mailbox || kind == MemberKind::boundedMailbox;
}

inline bool waitsForOthers(const Block& block) {
  switch (block.kind) {
    case BlockKind::condition:
    case BlockKind::semaphore:
    case BlockKind::queue:
      return block.bound.kind != BoundKind::constant || block.bound.milliseconds > 0;
    default:
      return false;
  }
}

inline bool reads(const Condition& condition, Symbol what) {
  return std::ranges::find(condition.reads, what) != condition.reads.end();
}

/// `test(event, site, in a loop)` for some event of the closure.
template <class Test>
bool anyEvent(const FunctionTable& functions, const Closure& closure, Test test) {
  return std::ranges::any_of(closure, [&](const auto& entry) {
    const std::vector<Event>& events = functions[entry.first].events;
    for (std::uint32_t i = 0; i < events.size(); ++i)
      if (test(events[i], Site{entry.first, i}, entry.second || events[i].loop != 0)) return true;
    return false;
  });
}

/// The methods by which others put into the member; empty when only the class itself does. A slot holds one element,
/// which the next replaces. `actor` needs its closure only.
std::vector<PushMethod> pushesInto(const ThreadClasses&, const HomeMadeActor& actor, const Member&, Symbol candidate,
                                   bool isSlot);

}  // namespace dramaturg
