// The linked program: who is an actor, who spawns, sends to, calls, watches and names whom.
//
// An `ActorSystem` is built once from the facts of many units (`model/link.h`) and never changes. It owns every
// fact; ids and pointers handed out live as long as it does. All sequences are sorted, so that equal input gives
// equal output whatever the order of the units.
#pragma once

#include "facts/unit_facts.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

enum class ActorId : std::uint32_t { none = 0xffffffff };
enum class FunctionId : std::uint32_t { none = 0xffffffff };
enum class HandlerId : std::uint32_t { none = 0xffffffff };

/// One event of one function.
struct Site {
  FunctionId function = FunctionId::none;
  std::uint32_t event = 0;
  auto operator<=>(const Site&) const = default;
};

/// A function that runs in the same turn as some root, and the shortest chain of calls that leads there.
struct Reached {
  FunctionId function = FunctionId::none;
  std::vector<Site>
      path;  ///< the `FunctionCall` (or continuation) events from the root, outermost first; empty for the root
  Confidence confidence = Confidence::certain;  ///< lowered once per virtual fan-out and per `passed` function object
};

/// An actor that a handle may denote, and how we know: the handle comes from the actor's own `self`, from a spawn, out
/// of a registry, or only the message fits.
enum class ReceiverHow : std::uint8_t { self, spawned, name, message };
struct Receiver {
  ActorId actor = ActorId::none;
  ReceiverHow how = ReceiverHow::spawned;
  Confidence confidence = Confidence::certain;  ///< `message` (only the signature fits) is at most likely
  Evidence via;                                 ///< the assignments that carry the handle from the spawn to here
};

/// How many instances are alive: spawned once from start-up code; a known few; without a bound seen in code.
enum class Multiplicity : std::uint8_t { unknown, one, few, many };

enum class EdgeKind : std::uint8_t { spawn, cast, call, delegate, link, monitor, supervise };
/// One way in which code of `from` involves `to`. Sites in code that is no actor's have `from == none`.
struct Edge {
  EdgeKind kind = EdgeKind::cast;
  ActorId from = ActorId::none;
  HandlerId fromHandler = HandlerId::none;  ///< the turn in which it happens, when known
  FunctionId root = FunctionId::none;       ///< body of that handler, or the entry function
  Site site;
  std::vector<Site> path;  ///< from `root` to the function of `site`
  ActorId to = ActorId::none;
  HandlerId toHandler = HandlerId::none;  ///< casts and calls: who handles the message
  Confidence confidence = Confidence::certain;
  Evidence via;  ///< how the receiver is known
};

/// A field of an actor's state with every access that is known, by turn.
struct FieldUse {
  const Field* field = nullptr;
  struct Access {
    HandlerId handler;
    Site site;
    std::vector<Site> path;
  };
  std::vector<Access> writes;  ///< `handler` may be an init handler
  std::vector<Access> reads;
};

struct LinkedHandler {
  HandlerId id = HandlerId::none;
  ActorId actor = ActorId::none;
  const Handler* fact = nullptr;
  FunctionId body = FunctionId::none;  ///< none: declared, but its code was not analysed
};

struct LinkedActor {
  ActorId id = ActorId::none;
  const Actor* fact = nullptr;
  const Library* library = nullptr;  ///< never null
  std::vector<HandlerId> handlers;   ///< own and inherited, by place
  std::vector<Site> spawns;          ///< where it is spawned
  Multiplicity multiplicity = Multiplicity::unknown;
  Evidence multiplicityWhy;  ///< the deciding spawn first
  Placement placement = Placement::unknown;
  Confidence placementConfidence = Confidence::certain;
  Evidence placementWhy;  ///< the spawn or base that decides, or the library's default with its source
  std::vector<FieldUse> fields;
  std::vector<Symbol> bounded;  ///< messages of which only so many may wait, own and inherited; `none`: all others
  Evidence structure;           ///< of a home-made actor: its thread, its queue, its loop
};

class ActorSystem;
class EventIndex;
struct ReachMemo;
enum class Extent : std::uint8_t;

/// All functions of a system, by symbol. To look at one costs reading it; see `ActorSystem::events` for better ways.
class FunctionList {
 public:
  FunctionList(const ActorSystem& system, std::size_t size) : system_(&system), size_(size) {}

  class Iterator {
   public:
    using value_type = Function;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const ActorSystem* system, std::size_t number) : system_(system), number_(number) {}
    const Function& operator*() const;
    Iterator& operator++() { return ++number_, *this; }
    Iterator operator++(int) { return {system_, number_++}; }
    bool operator==(const Iterator&) const = default;

   private:
    const ActorSystem* system_ = nullptr;
    std::size_t number_ = 0;
  };

  Iterator begin() const { return {system_, 0}; }
  Iterator end() const { return {system_, size_}; }
  std::size_t size() const { return size_; }

 private:
  const ActorSystem* system_;
  std::size_t size_;
};

class ActorSystem {
 public:
  ActorSystem(ActorSystem&&) noexcept;
  ActorSystem& operator=(ActorSystem&&) noexcept;
  ~ActorSystem();

  // --- nouns
  std::span<const LinkedActor> actors() const;
  std::span<const LinkedHandler> handlers() const;
  FunctionList functions() const;
  std::span<const Edge> edges() const;
  std::span<const Suppression> suppressions() const;
  std::span<const Library> libraries() const;

  const LinkedActor& actor(ActorId) const;
  const LinkedHandler& handler(HandlerId) const;
  const Function& function(FunctionId) const;
  const Event& event(Site) const;

  /// The name of an entity as a person says it; empty for `Symbol::none`.
  std::string_view name(Symbol) const;
  /// The identity of an actor or a library across units. Those of other symbols are not kept.
  std::string_view key(Symbol) const;
  /// Path of a file, relative to the project where it lies in it.
  std::string_view path(FileId) const;
  std::string_view name(ActorId) const;  ///< "" for none

  ActorId actorOf(Symbol) const;  ///< by class, behaviour function, state class or lambda; none if it is no actor
  FunctionId functionOf(Symbol) const;

  // --- relations
  /// Edges that end in, start from an actor.
  std::vector<const Edge*> inbound(ActorId) const;
  std::vector<const Edge*> outbound(ActorId) const;

  /// What runs in the same turn as `root`, the root first, then by distance and place. Follows calls and function
  /// objects that are called in the turn; not messages, tasks, spawns, nor continuations that come as turns of
  /// their own. Computed once per root, when first asked for; safe to ask from several threads.
  const std::vector<Reached>& reach(FunctionId root) const;

  /// The same and the continuations that it leaves behind (answers, timers, notices): turns of their own, but of the
  /// same actor. Remembered likewise.
  const std::vector<Reached>& workOf(FunctionId root) const;

  /// The actors that a handle at this point may denote, best first; empty: unknown. `message` narrows and, where
  /// nothing else is known, finds candidates by signature.
  std::vector<Receiver> receivers(const Handle&, Symbol message) const;
  /// The same for a handle in the code of a function: there `sender` and `self` mean more.
  std::vector<Receiver> receivers(const Handle&, Symbol message, FunctionId in) const;
  /// All holders that a handle flows into, from wherever `from` is.
  std::vector<Handle> holdersOf(ActorId) const;

  /// The actor in whose turns a function runs; none where that is nobody's or several actors'.
  ActorId ownerOf(FunctionId) const;
  /// The turns (handlers) that reach a function.
  std::vector<HandlerId> turnsOf(FunctionId) const;
  /// Entry functions (`main`, thread bodies) that reach a function outside of any actor.
  std::vector<FunctionId> entriesOf(FunctionId) const;
  /// Nobody's thread or everyone's: the task whose body reaches this function, if any.
  std::vector<Site> tasksOf(FunctionId) const;

  /// Where in the program events of each kind are (model/event_index.h).
  const EventIndex& events() const;

  /// Links, monitors and supervisions whose target code does not tell: each may concern any actor.
  std::span<const Site> openWatches() const;

  /// Whether everything that can send, spawn or watch was analysed: no unit failed or is partial.
  bool closedWorld() const;

 private:
  friend class Linker;
  struct Data;
  const std::vector<Reached>& remembered(ReachMemo& memo, FunctionId root, Extent extent) const;
  explicit ActorSystem(std::unique_ptr<const Data>);
  std::unique_ptr<const Data> data_;
};

inline const Function& FunctionList::Iterator::operator*() const {
  return system_->function(static_cast<FunctionId>(number_));
}

/// Calls `use(event, site, reached)` for every event of kind `Kind` that runs in the same turn as `root`.
template <class Kind, class Use>
void forEachReached(const ActorSystem& system, FunctionId root, Use use) {
  if (root == FunctionId::none) return;
  for (const Reached& reached : system.reach(root)) {
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i)
      if (const auto* what = std::get_if<Kind>(&function.events[i].what))
        use(*what, Site{reached.function, i}, reached);
  }
}

}  // namespace dramaturg
