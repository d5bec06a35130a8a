// Facts written by hand, close to how one would tell them:
//
//   UnitBuilder unit("server.cpp");
//   unit.function("main").isEntry().spawns("server").into(variable("s")).casts(variable("s"), "(get)");
//   ActorBuilder server = unit.actor("server");
//   server.field("server::count");
//   server.handles("(get)").reads("server::count").replies();
//   ActorSystem system = link({unit.facts()});
//
// Entities are known by their names; keys equal names. Every fact gets a line of its own, in the order of writing.
#pragma once

#include "facts/symbol_table.h"
#include "facts/unit_facts.h"
#include "model/actor_system.h"

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg::test {

/// A handle by name; `UnitBuilder::handle` makes the fact of it.
struct HandleName {
  HandleKind kind = HandleKind::unknown;
  std::string name;
  std::uint32_t index = 0;
};
HandleName self(std::string actor);
HandleName spawned(std::string actor);
HandleName variable(std::string name);
HandleName field(std::string name);
HandleName parameter(std::string function, std::uint32_t index);
HandleName result(std::string function);
HandleName sender();
HandleName named(std::string name);
HandleName remote();
HandleName nobodyKnows();

Bound after(std::int64_t milliseconds);
Bound forEver();

class UnitBuilder;

/// The body that is being written. Each step appends an event and gives the builder back.
class FunctionBuilder {
 public:
  FunctionBuilder(UnitBuilder& unit, std::size_t index) : unit_(&unit), index_(index) {}

  // what it is
  FunctionBuilder& isEntry();
  FunctionBuilder& isForm(FunctionForm form);
  FunctionBuilder& isMemberOf(std::string_view record);
  FunctionBuilder& overrides(std::string_view function);
  FunctionBuilder& enclosedBy(std::string_view function);
  FunctionBuilder& cannotThrow();
  FunctionBuilder& takes(std::string_view parameter, std::string_view type, Ownership ownership = Ownership::value);
  FunctionBuilder& captures(std::string_view variable, CaptureMode mode, bool actorSelf = false);

  // where the next events are
  FunctionBuilder& inLoop(LoopKind kind, std::string_view over = {}, std::uint64_t count = 0);
  FunctionBuilder& endLoop();
  FunctionBuilder& when(std::initializer_list<std::string_view> reads, bool compares = false,
                        bool leavesWhenTrue = false);
  /// `values`: of an enumeration, that the condition before compares with.
  FunctionBuilder& comparing(std::initializer_list<std::string_view> values);
  FunctionBuilder& endWhen();
  FunctionBuilder& holding(std::string_view lock);
  FunctionBuilder& letGo();

  // what it does
  FunctionBuilder& does(EventKind what);
  FunctionBuilder& calls(std::string_view function, CallForm form = CallForm::direct);
  FunctionBuilder& callsUnknown();
  FunctionBuilder& casts(const HandleName& receiver, std::string_view message);
  /// A cast whose sender learns that there was no room.
  FunctionBuilder& offers(const HandleName& receiver, std::string_view message);
  /// Adds an element with a handle or a shared object to the message of the event before.
  FunctionBuilder& with(std::uint32_t index, Ownership ownership, const HandleName& holder, bool moved = false);
  FunctionBuilder& asks(const HandleName& receiver, std::string_view message, CallStyle style, Bound timeout,
                        std::string_view onReply = {}, std::string_view onError = {});
  FunctionBuilder& replies();
  FunctionBuilder& delegates(const HandleName& receiver, std::string_view message);
  FunctionBuilder& schedules(const HandleName& receiver, std::string_view message, Bound delay);
  FunctionBuilder& spawns(std::string_view actor);
  FunctionBuilder& spawnsLinked(std::string_view actor);
  FunctionBuilder& spawnsOn(Placement placement, std::string_view actor);
  /// Keeps the handle of the spawn before; also writes the flow.
  FunctionBuilder& into(const HandleName& holder);
  FunctionBuilder& startsTask(std::string_view body, TaskOwner owner, TaskKind kind = TaskKind::thread);
  FunctionBuilder& links(const HandleName& a, const HandleName& b);
  FunctionBuilder& monitors(const HandleName& observer, const HandleName& target, std::string_view onDown = {});
  FunctionBuilder& supervises(const HandleName& parent, const HandleName& child);
  FunctionBuilder& stops(const HandleName& target);
  FunctionBuilder& puts(std::string_view name, const HandleName& handle, NameKind kind = NameKind::literal);
  FunctionBuilder& gets(std::string_view name, const HandleName& into, NameKind kind = NameKind::literal);
  FunctionBuilder& waits(BlockKind kind, Awaits awaits, Bound bound, std::string_view function = {});
  FunctionBuilder& computes(std::string_view function);
  FunctionBuilder& reads(std::string_view field);
  FunctionBuilder& writes(std::string_view field, WriteKind kind = WriteKind::assign, std::string_view value = {});
  FunctionBuilder& touchesGlobal(std::string_view variable, bool write);
  FunctionBuilder& throws(std::string_view type, bool caughtHere = false);
  FunctionBuilder& becomes(std::string_view behaviour);

  /// The fact, for what the steps above do not say. Valid until the next function is added.
  Function& fact();
  /// The last event.
  Event& last();

 private:
  UnitBuilder* unit_;
  std::size_t index_;
  std::uint32_t loop_ = 0;
  std::vector<std::uint32_t> guards_;
  std::vector<std::uint32_t> locks_;
};

class ActorBuilder {
 public:
  ActorBuilder(UnitBuilder& unit, std::size_t index) : unit_(&unit), index_(index) {}

  ActorBuilder& field(std::string_view name, FieldRole role = FieldRole::data, bool constant = false);
  ActorBuilder& state(std::string_view record);
  ActorBuilder& base(std::string_view actor);
  ActorBuilder& form(ActorForm form);
  ActorBuilder& placement(Placement placement);
  ActorBuilder& ownLoop();

  /// The body of the handler for `message`, named `actor message`, e.g. `server (get)`.
  FunctionBuilder handles(std::string_view message, Answers answers = Answers::unknown);
  /// The body of a handler without message, named after the actor (`init`) or `actor kind`.
  FunctionBuilder handler(HandlerKind kind);
  FunctionBuilder init() { return handler(HandlerKind::init); }

  Actor& fact();

 private:
  FunctionBuilder add(HandlerKind kind, std::string_view message, const std::string& body, Answers answers);
  UnitBuilder* unit_;
  std::size_t index_;
};

/// One translation unit. It knows a library `caf` (`CAF 0.17`): shared pool, unbounded mailboxes.
class UnitBuilder {
 public:
  explicit UnitBuilder(std::string file);

  /// Existing or new.
  FunctionBuilder function(std::string_view name);
  ActorBuilder actor(std::string_view name);
  UnitBuilder& flow(const HandleName& to, const HandleName& from);
  UnitBuilder& partial();
  /// What follows lies in `file`: a header, or the unit's own source again.
  UnitBuilder& in(std::string_view file);

  Symbol symbol(std::string_view name);
  Handle handle(const HandleName& handle);
  Place nextPlace();
  UnitFacts& raw() { return facts_; }
  Library& library() { return facts_.libraries.front(); }

  /// The finished unit; the builder may go on.
  UnitFacts facts() const;

 private:
  SymbolTable symbols_;
  UnitFacts facts_;
  FileId file_ = FileId::none;
  std::uint32_t line_ = 0;
  std::map<std::string, std::size_t, std::less<>> functions_;
  std::map<std::string, std::size_t, std::less<>> actors_;
};

// --- reading a linked system by name --------------------------------------------------------------------------

/// Throw `std::out_of_range` with the name when there is none.
ActorId actorNamed(const ActorSystem&, std::string_view name);
FunctionId functionNamed(const ActorSystem&, std::string_view name);
HandlerId handlerNamed(const ActorSystem&, std::string_view actor, std::string_view message);
HandlerId handlerNamed(const ActorSystem&, std::string_view actor, HandlerKind kind);
Symbol symbolNamed(const ActorSystem&, std::string_view name);

/// The whole system as text, one line per fact that was derived: to compare systems and to read in failures.
std::string render(const ActorSystem&);

}  // namespace dramaturg::test
