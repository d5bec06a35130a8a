// Recognition: a conjunction, not a score.
#include "model/event_index.h"
#include "model/home_made_parts.h"

namespace dramaturg {
namespace {

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

  HomeMade find() {
    ByClass owners, pools;
    for (const Start& start : threadStarts())
      for (const Symbol candidate : candidatesFor(start)) {
        const MemberKind threads = threadsOf(start, candidate);
        if (threads == MemberKind::data) continue;
        if (std::optional<HomeMadeActor> actor = examine(start, candidate))
          (threads == MemberKind::thread ? owners : pools)[candidate].push_back(std::move(*actor));
      }
    HomeMade found;
    for (auto& [symbol, actors] : owners) {
      if (isHeirOfOne(symbol, owners)) continue;
      const bool shares = sharesItsQueue(actors);
      if (!shares || actors.front().runsCode)
        (shares ? found.pools : found.actors).push_back(std::move(actors.front()));
    }
    for (auto& [symbol, actors] : pools)
      if (!owners.contains(symbol) && !isHeirOfOne(symbol, pools) && actors.front().runsCode)
        found.pools.push_back(std::move(actors.front()));
    return found;
  }

 private:
  using ByClass = std::map<Symbol, std::vector<HomeMadeActor>>;

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

  /// `thread`: it keeps its one thread, puts it where the code does not show, or starts one that nobody keeps;
  /// `threads`: it keeps several; `data`: the thread is not its own.
  MemberKind threadsOf(const Start& start, Symbol candidate) const {
    const std::vector<Symbol> classes = classes_.withBases(candidate);
    const auto isOwn = [&](const Record* record) {
      return record != nullptr && std::ranges::find(classes, record->symbol) != classes.end();
    };
    const bool several = hasMember(candidate, MemberKind::threads);
    if (const Member* holder = classes_.member(start.task->holder)) {
      if (!isOwn(classes_.holderOf(start.task->holder))) return MemberKind::data;
      if (holder->kind == MemberKind::threads) return MemberKind::threads;
      return holder->kind == MemberKind::thread && !start.inLoop ? MemberKind::thread : MemberKind::data;
    }
    if (!isOwn(classes_.record(classes_.classOf(start.site.function)))) return MemberKind::data;
    if (several) return MemberKind::threads;
    const bool let = start.task->owner == TaskOwner::detached || start.task->owner == TaskOwner::dropped;
    const bool handed = start.task->owner == TaskOwner::passed || start.task->owner == TaskOwner::unknown;
    const bool one = let || (handed && hasMember(candidate, MemberKind::thread));
    return one && !start.inLoop ? MemberKind::thread : MemberKind::data;
  }

  std::optional<HomeMadeActor> examine(const Start& start, Symbol candidate) const {
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
    return anyEvent(functions(), closure, [](const Event& event, Site, bool) {
      const auto* block = std::get_if<Block>(&event.what);
      return block != nullptr && (waitsForOthers(*block) || block->kind == BlockKind::sleep);
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
    actor.pushes = pushesInto(classes_, actor, member, candidate, !queue);
    return !actor.pushes.empty();
  }

  bool hasMember(Symbol candidate, MemberKind kind) const {
    return std::ranges::any_of(classes_.withBases(candidate), [&](Symbol owner) {
      const Record* record = classes_.record(owner);
      return record != nullptr && std::ranges::find(record->members, kind, &Member::kind) != record->members.end();
    });
  }

  bool takesInLoop(HomeMadeActor& actor, Symbol field) const {
    return anyEvent(functions(), actor.closure, [&](const Event& event, Site site, bool inLoop) {
      const QueueUse use = classes_.useOf(event, field);
      if (!inLoop || (use != QueueUse::take && use != QueueUse::replace)) return false;
      actor.take = site;
      return true;
    });
  }

  bool runsCode(const Closure& closure) const {
    return anyEvent(functions(), closure, [](const Event& event, Site, bool inLoop) {
      return inLoop && std::holds_alternative<UnknownCall>(event.what);
    });
  }

  /// The thread waits on a condition until something is in the member: its predicate, or the loop around the wait,
  /// looks there.
  bool isAwaited(const Closure& closure, Symbol field) const {
    return anyEvent(functions(), closure, [&](const Event& event, Site site, bool) {
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

  // --- one loop or several

  /// What derives from an actor is an actor by it; the base stands for all.
  bool isHeirOfOne(Symbol symbol, const ByClass& byClass) const {
    const std::vector<Symbol> classes = classes_.withBases(symbol);
    return std::any_of(classes.begin() + 1, classes.end(), [&](Symbol base) { return byClass.contains(base); });
  }

  /// Several threads take from the same queue.
  bool sharesItsQueue(const std::vector<HomeMadeActor>& actors) const {
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

HomeMade findHomeMadeActors(const ThreadClasses& classes) { return Finder(classes).find(); }

}  // namespace dramaturg
