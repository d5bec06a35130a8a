// The methods by which others put messages into the queue of a home-made actor.
#include "model/home_made_parts.h"

namespace dramaturg {
namespace {

class PushFinder {
 public:
  PushFinder(const ThreadClasses& classes, const HomeMadeActor& actor, const Member& member, Symbol candidate,
             bool isSlot)
      : classes_(classes), actor_(actor), member_(member), candidate_(candidate), isSlot_(isSlot) {}

  std::vector<PushMethod> find() const {
    std::vector<PushMethod> pushes;
    for (const Symbol owner : classes_.withBases(candidate_))
      for (const FunctionId method : classes_.methods(owner)) {
        const FunctionHead& head = functions().head(method);
        const bool foreign = head.form == FunctionForm::method && !actor_.closure.contains(method);
        if (!foreign) continue;
        if (std::optional<PushMethod> push = examine(method)) pushes.push_back(*push);
      }
    // Others send through public methods; heirs also through others.
    const bool forOthers =
        std::ranges::any_of(pushes, &PushMethod::isPublic) || classes_.withHeirs(candidate_).size() > 1;
    if (!forOthers) return {};
    std::ranges::sort(pushes, {}, &PushMethod::method);
    return pushes;
  }

 private:
  const FunctionTable& functions() const { return classes_.functions(); }

  std::optional<PushMethod> examine(FunctionId method) const {
    const Closure closure = classes_.closure(method, candidate_);
    PushMethod push{functions().head(method).symbol, member_.kind == MemberKind::boundedMailbox, std::nullopt,
                    functions()[method].answersLater, functions()[method].isPublic};
    bool puts = false;
    bool replacesOnly = true;
    for (const auto& [function, looped] : closure) {
      if (actor_.closure.contains(function)) continue;
      const Function& body = functions()[function];
      bool putBefore = false;
      for (const Event& event : body.events) {
        const QueueUse use = classes_.useOf(event, member_.field.symbol);
        const bool put = use == QueueUse::put || (isSlot_ && use == QueueUse::replace);
        puts |= put, putBefore |= put, replacesOnly &= use != QueueUse::put;
        push.limited |= (put || use == QueueUse::take) && isGuarded(body, event);
        const auto* block = std::get_if<Block>(&event.what);
        if (block == nullptr) continue;
        if (waitsForOthers(*block) && !putBefore) push.limited = true;
        if (block->kind == BlockKind::future || (waitsForOthers(*block) && putBefore)) noteWait(push, *block);
      }
    }
    if (!puts) return std::nullopt;
    push.limited |= (isSlot_ && replacesOnly) || limitsItself(closure);
    return push;
  }

  static void noteWait(PushMethod& push, const Block& block) {
    if (!push.waits || block.bound.kind == BoundKind::constant) push.waits = block.bound;
  }

  /// A test of sizes decides: of the queue itself, or of a number that the body changes.
  bool isGuarded(const Function& function, const Event& event) const {
    return std::ranges::any_of(event.guards, [&](std::uint32_t guard) {
      const Condition& condition = function.conditions[guard];
      if (condition.compares && reads(condition, member_.field.symbol)) return true;
      return std::ranges::any_of(condition.reads, [&](Symbol read) {
        return (condition.compares && isCountedBy(read)) || looksAtSize(read, member_.field.symbol);
      });
    });
  }

  bool isCountedBy(Symbol field) const {
    const Member* known = classes_.member(field);
    if (known == nullptr || known->kind != MemberKind::scalar) return false;
    return anyEvent(functions(), actor_.closure, [&](const Event& event, Site, bool) {
      const auto* write = std::get_if<StateWrite>(&event.what);
      return write != nullptr && write->field == field;
    });
  }

  /// A function of the project that reads the queue: `full()`.
  bool looksAtSize(Symbol function, Symbol field) const {
    const FunctionId id = functions().find(function);
    return id != FunctionId::none && std::ranges::any_of(functions()[id].events, [&](const Event& event) {
             const auto* read = std::get_if<StateRead>(&event.what);
             return read != nullptr && read->field == field;
           });
  }

  /// The queue class looks at its own size, or waits for room.
  bool limitsItself(const Closure& closure) const {
    if (!classes_.isQueueClass(member_.record)) return false;
    return anyEvent(functions(), closure, [&](const Event& event, Site, bool) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      if (call == nullptr || classes_.useOf(event, member_.field.symbol) != QueueUse::put) return false;
      const FunctionId method = functions().find(call->callee);
      return anyEvent(functions(), classes_.closure(method, member_.record), [&](const Event& inner, Site site, bool) {
        if (const auto* block = std::get_if<Block>(&inner.what)) return waitsForOthers(*block);
        const auto* write = std::get_if<StateWrite>(&inner.what);
        const Member* own = write == nullptr ? nullptr : classes_.member(write->field);
        if (own == nullptr || !isQueueMember(own->kind)) return false;
        if (own->kind == MemberKind::boundedMailbox) return true;
        const Function& function = functions()[site.function];
        return std::ranges::any_of(inner.guards, [&](std::uint32_t guard) {
          const Condition& condition = function.conditions[guard];
          return (condition.compares && reads(condition, own->field.symbol)) ||
                 std::ranges::any_of(condition.reads,
                                     [&](Symbol read) { return looksAtSize(read, own->field.symbol); });
        });
      });
    });
  }

  const ThreadClasses& classes_;
  const HomeMadeActor& actor_;
  const Member& member_;
  Symbol candidate_;
  bool isSlot_;
};

}  // namespace

std::vector<PushMethod> pushesInto(const ThreadClasses& classes, const HomeMadeActor& actor, const Member& member,
                                   Symbol candidate, bool isSlot) {
  return PushFinder(classes, actor, member, candidate, isSlot).find();
}

}  // namespace dramaturg
