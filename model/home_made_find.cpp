// Recognition: a conjunction, not a score.
#include "model/home_made.h"

#include "model/event_index.h"

#include <algorithm>
#include <iterator>

namespace dramaturg {
namespace {

bool isQueueMember(MemberKind kind) {
  return kind == MemberKind::queue || kind == MemberKind::mailbox || kind == MemberKind::boundedMailbox;
}

bool waitsForOthers(const Block& block) {
  switch (block.kind) {
    case BlockKind::condition:
    case BlockKind::semaphore:
    case BlockKind::queue:
      return block.bound.kind != BoundKind::constant || block.bound.milliseconds > 0;
    default:
      return false;
  }
}

bool reads(const Condition& condition, Symbol what) {
  return std::ranges::find(condition.reads, what) != condition.reads.end();
}

/// The start of a thread: where, what it runs, and the class that is looked at as its owner.
struct Start {
  Site site;
  const Task* task = nullptr;
  FunctionId body = FunctionId::none;
  bool inLoop = false;
};

class Finder {
 public:
  explicit Finder(const ThreadClasses& classes) : classes_(classes) {}

  std::vector<HomeMadeActor> find() {
    const std::vector<Start> starts = threadStarts();
    std::map<Symbol, std::vector<HomeMadeActor>> byClass;
    for (const Start& start : starts)
      for (const Symbol candidate : candidatesFor(start))
        if (std::optional<HomeMadeActor> actor = examine(start, candidate))
          byClass[candidate].push_back(std::move(*actor));
    std::vector<HomeMadeActor> found;
    for (auto& [symbol, actors] : byClass)
      if (!isPool(actors) && !isHeirOfOne(symbol, byClass)) found.push_back(std::move(actors.front()));
    return found;
  }

 private:
  const FunctionTable& functions() const { return classes_.functions(); }

  std::vector<Start> threadStarts() const {
    std::vector<Start> starts;
    if (classes_.facts().records.empty()) return starts;
    for (std::uint32_t i = 0; i < functions().size(); ++i)
      for (const RareSite& rare : functions().rare(FunctionId{i})) {
        if (rare.kind != kEventKind<Task>) continue;
        const Event& event = functions()[FunctionId{i}].events[rare.event];
        const auto& task = std::get<Task>(event.what);
        const FunctionId body = functions().find(task.body);
        const bool thread = task.kind == TaskKind::thread || task.kind == TaskKind::joiningThread;
        if (thread && body != FunctionId::none)
          starts.push_back({{FunctionId{i}, rare.event}, &task, body, event.loop != 0});
      }
    return starts;
  }

  /// The class whose code the body is, or that holds the thread, and what derives from it.
  std::vector<Symbol> candidatesFor(const Start& start) const {
    std::vector<Symbol> candidates;
    const auto add = [&](Symbol symbol) {
      for (const Symbol heir : classes_.withHeirs(symbol))
        if (classes_.record(heir) != nullptr && std::ranges::find(candidates, heir) == candidates.end())
          candidates.push_back(heir);
    };
    const Symbol around = classes_.classOf(start.body);
    if (around != Symbol::none) add(around);
    if (const Record* holder = classes_.holderOf(start.task->holder)) add(holder->symbol);
    return candidates;
  }

  /// It keeps its one thread, puts it where the code does not show, or starts one that nobody keeps.
  bool ownsThread(const Start& start, Symbol candidate) const {
    if (start.inLoop) return false;
    const std::vector<Symbol> classes = classes_.withBases(candidate);
    const auto isOwn = [&](const Record* record) {
      return record != nullptr && std::ranges::find(classes, record->symbol) != classes.end();
    };
    if (const Member* holder = classes_.member(start.task->holder))
      return holder->kind == MemberKind::thread && isOwn(classes_.holderOf(start.task->holder));
    if (!isOwn(classes_.record(classes_.classOf(start.site.function)))) return false;
    const bool let = start.task->owner == TaskOwner::detached || start.task->owner == TaskOwner::dropped;
    const bool handed = start.task->owner == TaskOwner::passed || start.task->owner == TaskOwner::unknown;
    const bool several = hasMember(candidate, MemberKind::threads);
    return (let && !several) || (handed && !several && hasMember(candidate, MemberKind::thread));
  }

  std::optional<HomeMadeActor> examine(const Start& start, Symbol candidate) const {
    if (!ownsThread(start, candidate)) return std::nullopt;
    HomeMadeActor actor;
    actor.record = classes_.record(candidate);
    actor.start = start.site;
    actor.body = start.body;
    actor.closure = classes_.closure(start.body, candidate);
    if (!waits(actor.closure)) return std::nullopt;
    for (const Symbol owner : classes_.withBases(candidate)) {
      const Record* record = classes_.record(owner);
      if (record == nullptr) continue;
      for (const Member& member : record->members)
        if (isMailbox(actor, member, candidate)) return actor;
    }
    return std::nullopt;
  }

  bool waits(const Closure& closure) const {
    return anyEvent(closure, [](const Event& event, Site, bool) {
      const auto* block = std::get_if<Block>(&event.what);
      return block != nullptr && (waitsForOthers(*block) || block->kind == BlockKind::sleep);
    });
  }

  template <class Test>
  bool anyEvent(const Closure& closure, Test test) const {
    return std::ranges::any_of(closure, [&](const auto& entry) {
      const std::vector<Event>& events = functions()[entry.first].events;
      for (std::uint32_t i = 0; i < events.size(); ++i)
        if (test(events[i], Site{entry.first, i}, entry.second || events[i].loop != 0)) return true;
      return false;
    });
  }

  /// Fills in what was found of the member as a queue.
  bool isMailbox(HomeMadeActor& actor, const Member& member, Symbol candidate) const {
    const Symbol field = member.field.symbol;
    const bool queue = isQueueMember(member.kind) || classes_.isQueueClass(member.record);
    if (!queue && (member.kind != MemberKind::data || !isAwaited(actor.closure, field))) return false;
    if (member.kind == MemberKind::queue && !hasMember(candidate, MemberKind::lock)) return false;
    if (!takesInLoop(actor, field)) return false;
    actor.queue = field;
    actor.runsCode = runsCode(actor.closure);
    actor.pushes = pushesInto(actor, member, candidate, !queue);
    return !actor.pushes.empty();
  }

  bool hasMember(Symbol candidate, MemberKind kind) const {
    return std::ranges::any_of(classes_.withBases(candidate), [&](Symbol owner) {
      const Record* record = classes_.record(owner);
      return record != nullptr && std::ranges::find(record->members, kind, &Member::kind) != record->members.end();
    });
  }

  bool takesInLoop(HomeMadeActor& actor, Symbol field) const {
    return anyEvent(actor.closure, [&](const Event& event, Site site, bool inLoop) {
      const QueueUse use = classes_.useOf(event, field);
      if (!inLoop || (use != QueueUse::take && use != QueueUse::replace)) return false;
      actor.take = site;
      return true;
    });
  }

  bool runsCode(const Closure& closure) const {
    return anyEvent(closure, [](const Event& event, Site, bool inLoop) {
      return inLoop && std::holds_alternative<UnknownCall>(event.what);
    });
  }

  /// The thread waits on a condition until something is in the member: its predicate, or the loop around the wait,
  /// looks there.
  bool isAwaited(const Closure& closure, Symbol field) const {
    return anyEvent(closure, [&](const Event& event, Site site, bool) {
      const auto* block = std::get_if<Block>(&event.what);
      if (block == nullptr || !waitsForOthers(*block)) return false;
      const Function& function = functions()[site.function];
      const bool guarded = std::ranges::any_of(
          event.guards, [&](std::uint32_t guard) { return reads(function.conditions[guard], field); });
      return guarded || predicateReads(function, event.place, field);
    });
  }

  bool predicateReads(const Function& function, const Place& wait, Symbol field) const {
    return std::ranges::any_of(function.events, [&](const Event& event) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      if (call == nullptr || call->form != CallForm::passed || !isWithin(event.place, wait)) return false;
      const FunctionId predicate = functions().find(call->callee);
      return predicate != FunctionId::none &&
             std::ranges::any_of(functions()[predicate].events, [&](const Event& inner) {
               const auto* read = std::get_if<StateRead>(&inner.what);
               return read != nullptr && read->field == field;
             });
    });
  }

  // --- the methods that put

  std::vector<PushMethod> pushesInto(const HomeMadeActor& actor, const Member& member, Symbol candidate,
                                     bool isSlot) const {
    std::vector<PushMethod> pushes;
    for (const Symbol owner : classes_.withBases(candidate))
      for (const FunctionId method : classes_.methods(owner)) {
        const FunctionHead& head = functions().head(method);
        const bool foreign = head.form == FunctionForm::method && !actor.closure.contains(method);
        if (!foreign) continue;
        if (std::optional<PushMethod> push = examinePush(actor, method, member, candidate, isSlot))
          pushes.push_back(*push);
      }
    // Others send through public methods; heirs also through others.
    const bool forOthers =
        std::ranges::any_of(pushes, &PushMethod::isPublic) || classes_.withHeirs(candidate).size() > 1;
    if (!forOthers) return {};
    std::ranges::sort(pushes, {}, &PushMethod::method);
    return pushes;
  }

  std::optional<PushMethod> examinePush(const HomeMadeActor& actor, FunctionId method, const Member& member,
                                        Symbol candidate, bool isSlot) const {
    const Closure closure = classes_.closure(method, candidate);
    PushMethod push{functions().head(method).symbol, member.kind == MemberKind::boundedMailbox, std::nullopt,
                    functions()[method].answersLater, functions()[method].isPublic};
    bool puts = false;
    bool replacesOnly = true;
    for (const auto& [function, looped] : closure) {
      if (actor.closure.contains(function)) continue;
      const Function& body = functions()[function];
      bool putBefore = false;
      for (const Event& event : body.events) {
        const QueueUse use = classes_.useOf(event, member.field.symbol);
        const bool put = use == QueueUse::put || (isSlot && use == QueueUse::replace);
        puts |= put, putBefore |= put, replacesOnly &= use != QueueUse::put;
        push.limited |= (put || use == QueueUse::take) && isGuarded(actor, body, event, member);
        const auto* block = std::get_if<Block>(&event.what);
        if (block == nullptr) continue;
        if (waitsForOthers(*block) && !putBefore) push.limited = true;
        if (block->kind == BlockKind::future || (waitsForOthers(*block) && putBefore)) noteWait(push, *block);
      }
    }
    if (!puts) return std::nullopt;
    push.limited |= (isSlot && replacesOnly) || limitsItself(closure, member);
    return push;
  }

  static void noteWait(PushMethod& push, const Block& block) {
    if (!push.waits || block.bound.kind == BoundKind::constant) push.waits = block.bound;
  }

  /// A test of sizes decides: of the queue itself, or of a number that the body changes.
  bool isGuarded(const HomeMadeActor& actor, const Function& function, const Event& event, const Member& member) const {
    return std::ranges::any_of(event.guards, [&](std::uint32_t guard) {
      const Condition& condition = function.conditions[guard];
      if (condition.compares && reads(condition, member.field.symbol)) return true;
      return std::ranges::any_of(condition.reads, [&](Symbol read) {
        return (condition.compares && isCountedBy(actor, read)) || looksAtSize(read, member.field.symbol);
      });
    });
  }

  bool isCountedBy(const HomeMadeActor& actor, Symbol field) const {
    const Member* known = classes_.member(field);
    if (known == nullptr || known->kind != MemberKind::scalar) return false;
    return anyEvent(actor.closure, [&](const Event& event, Site, bool) {
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
  bool limitsItself(const Closure& closure, const Member& member) const {
    if (!classes_.isQueueClass(member.record)) return false;
    return anyEvent(closure, [&](const Event& event, Site, bool) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      if (call == nullptr || classes_.useOf(event, member.field.symbol) != QueueUse::put) return false;
      const FunctionId method = functions().find(call->callee);
      return anyEvent(classes_.closure(method, member.record), [&](const Event& inner, Site site, bool) {
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

  // --- one loop or several

  /// What derives from an actor is an actor by it; the base stands for all.
  bool isHeirOfOne(Symbol symbol, const std::map<Symbol, std::vector<HomeMadeActor>>& byClass) const {
    const std::vector<Symbol> classes = classes_.withBases(symbol);
    return std::any_of(classes.begin() + 1, classes.end(), [&](Symbol base) { return byClass.contains(base); });
  }

  /// Several threads that take from the same queue.
  bool isPool(const std::vector<HomeMadeActor>& actors) const {
    const auto holder = [&](const HomeMadeActor& actor) {
      return std::get<Task>(functions().event(actor.start).what).holder;
    };
    return std::ranges::any_of(actors, [&](const HomeMadeActor& other) {
      return other.queue == actors.front().queue && other.start != actors.front().start &&
             holder(other) != holder(actors.front());
    });
  }

  const ThreadClasses& classes_;
};

}  // namespace

bool isWithin(const Place& inner, const Place& outer) {
  const auto begin = [](const Place& place) { return std::pair(place.line, place.column); };
  const auto end = [](const Place& place) { return std::pair(place.endLine, place.endColumn); };
  return outer.file == inner.file && begin(outer) <= begin(inner) && end(inner) <= end(outer);
}

std::vector<HomeMadeActor> findHomeMadeActors(const ThreadClasses& classes) { return Finder(classes).find(); }

}  // namespace dramaturg
