// Events: what code does that matters to actors, in the terms of OTP.
//
// Extraction writes them in source order inside the function that does them; it judges nothing. Whatever the
// code leaves open is `unknown`: rules must be able to live with that.
#pragma once

#include "facts/handle.h"

#include <cstdint>
#include <variant>
#include <vector>

namespace dramaturg {

/// How long something may last: a timeout, a delay, a wait.
enum class BoundKind : std::uint8_t { unknown, none, constant, expression, libraryDefault };
struct Bound {
  BoundKind kind = BoundKind::unknown;  ///< `none`: for ever
  std::int64_t milliseconds = 0;        ///< with `constant`
  Place place;                          ///< where it is spelled

  bool operator==(const Bound&) const = default;
};

/// What becomes of a value that an expression yields.
enum class ResultUse : std::uint8_t {
  unknown,
  dropped,  ///< a discarded statement, cast to void, or a local that is never used
  local,    ///< held in a local variable
  kept,     ///< held in a member, a global or a container of them
  passed,   ///< handed to another function, actor or container
  returned,
};

/// Who else can reach the memory that a message carries.
enum class Ownership : std::uint8_t {
  unknown,
  value,          ///< a copy of its own
  unique,         ///< moved, one owner
  sharedConst,    ///< shared, nobody writes
  sharedMutable,  ///< shared, everybody may write
  rawPointer,
  reference,  ///< reference or view into storage of somebody else
  handle,     ///< a handle of an actor, or something made to be shared between threads
};

/// What a value brings along besides what its own bytes say.
enum class BulkKind : std::uint8_t {
  fixed,     ///< nothing
  text,      ///< characters
  elements,  ///< a container of others
};
/// What a copy of a value costs, by its type. Where a copy would only count one more owner, that is `fixed`.
struct Bulk {
  BulkKind kind = BulkKind::fixed;
  std::uint64_t bytes = 0;  ///< of the value itself; 0: not known
  bool operator==(const Bulk&) const = default;
};

/// One element of a message that is more than a plain small value.
struct Payload {
  std::uint32_t index = 0;  ///< position in the message signature
  Ownership ownership = Ownership::unknown;
  bool moved = false;  ///< given up by the sender (`std::move`, temporary)
  bool again = false;  ///< a local variable from outside of the loop around: every pass sends the same one
  Symbol type = Symbol::none;
  Symbol member = Symbol::none;  ///< with a record: the member that shares, by name
  Handle holder;                 ///< the variable that it comes from, when it is one
  std::vector<Place> apart{};    ///< mentions of the holder further down to which no way leads from here
  Bulk bulk{};                   ///< of a copy

  bool operator==(const Payload&) const = default;
};

// --- messages -------------------------------------------------------------------------------------------------

/// A message for which nobody waits.
struct Cast {
  Handle receiver;
  Symbol message = Symbol::none;
  std::vector<Payload> payload;
  bool mayFail = false;  ///< the sender learns that the mailbox was full
  bool checked = false;  ///< the type of the handle says which messages its actor takes
  bool operator==(const Cast&) const = default;
};

enum class CallStyle : std::uint8_t {
  unobserved,    ///< the answer is not looked at
  continuation,  ///< other messages are handled while it is under way
  suspend,       ///< the actor handles nothing else until the answer is there, its thread is free
  blocking,      ///< the thread waits
};

/// A message whose sender is owed an answer.
struct Call {
  Handle receiver;
  Symbol message = Symbol::none;
  CallStyle style = CallStyle::unobserved;
  Bound timeout;
  Symbol onReply = Symbol::none;  ///< function that takes the answer
  Symbol onError = Symbol::none;  ///< function that takes the failure; none: the library's default
  bool resultUsed = false;
  Symbol answer = Symbol::none;  ///< the message that the answer comes as; none: the code says where it is taken
  std::vector<Payload> payload;
  bool checked = false;  ///< as in `Cast`
  bool operator==(const Call&) const = default;
};

enum class ReplyKind : std::uint8_t { value, promise, error };
struct Reply {
  ReplyKind kind = ReplyKind::value;
  Symbol promise = Symbol::none;  ///< variable or field that holds the promise
  bool operator==(const Reply&) const = default;
};

enum class DutyForm : std::uint8_t {
  parameter,  ///< given up by the caller
  borrowed,   ///< a reference: whoever calls may answer it afterwards
  local,
  capture,
};
/// A way out of the function, at this place, on which nothing is done with a promise or request that has to be
/// answered.
struct Unanswered {
  Symbol holder = Symbol::none;
  DutyForm form = DutyForm::parameter;
  bool always = false;           ///< no way answers
  bool returned = false;         ///< with `local`: the way out returns it
  Place made;                    ///< where the holder is declared or captured
  std::vector<Place> decisions;  ///< the tests that lead there instead of to an answer, in their order
  bool operator==(const Unanswered&) const = default;
};

/// The duty to answer is handed on.
struct Delegate {
  Handle receiver;
  Symbol message = Symbol::none;
  bool operator==(const Delegate&) const = default;
};

/// A message, or a function of the actor, that comes later.
struct Schedule {
  Handle receiver;
  Symbol message = Symbol::none;  ///< none: `body` runs instead
  Symbol body = Symbol::none;
  Bound delay;
  bool periodic = false;
  bool operator==(const Schedule&) const = default;
};

/// An object whose operations leave functions behind is made with what they run on.
struct Binding {
  Symbol object = Symbol::none;  ///< a field
  Symbol strand = Symbol::none;  ///< keeps them from running beside other code
  bool loose = false;            ///< nothing does, where several threads run what is posted
  bool operator==(const Binding&) const = default;
};

// --- life and death -------------------------------------------------------------------------------------------

enum class Placement : std::uint8_t {
  unknown,
  sharedPool,
  ownThread,
  ioThread,
  mainThread,
  senderThread,
  elsewhere,  ///< where the code says, which is not where the library would put it; who else runs there is not known
};

struct Spawn {
  Symbol actor = Symbol::none;  ///< none: the code does not tell which
  bool linked = false;
  bool monitored = false;
  bool supervised = false;
  bool lazy = false;
  bool inGroup = false;                      ///< of a group that other code starts and may watch
  bool byActor = false;                      ///< from an actor, not from the system
  Placement placement = Placement::unknown;  ///< unknown: as the library places this form of actor
  ResultUse result = ResultUse::unknown;
  Symbol holder = Symbol::none;  ///< the variable or member that gets the handle
  std::vector<Payload> payload;
  bool mutual = false;       ///< with `linked`: its failure ends its parent as well
  bool givenThread = false;  ///< with `ownThread`: one that may have been there before
  bool operator==(const Spawn&) const = default;
};

enum class TaskKind : std::uint8_t { thread, joiningThread, async, poolPost, coroutine, libraryTask };
enum class TaskOwner : std::uint8_t { unknown, dropped, detached, local, kept, passed, returned };

/// Concurrent work that is not an actor.
struct Task {
  TaskKind kind = TaskKind::thread;
  Symbol body = Symbol::none;
  TaskOwner owner = TaskOwner::unknown;
  Symbol holder = Symbol::none;  ///< the variable, member or container that keeps it
  bool among = false;            ///< `holder` is a container that may keep others as well
  bool operator==(const Task&) const = default;
};

enum class TaskAction : std::uint8_t { join, detach, requestStop, wait };
struct TaskControl {
  Symbol holder = Symbol::none;
  TaskAction action = TaskAction::join;
  bool operator==(const TaskControl&) const = default;
};

struct Link {
  Handle a;
  Handle b;
  bool operator==(const Link&) const = default;
};
struct Monitor {
  Handle observer;
  Handle target;
  Symbol onDown = Symbol::none;
  bool operator==(const Monitor&) const = default;
};

/// `parent` restarts or stops `child` by a policy of the library.
struct Supervise {
  Handle parent;
  Handle child;
  bool operator==(const Supervise&) const = default;
};

/// An actor is told to end; `self` ends itself.
struct Stop {
  Handle target;
  bool operator==(const Stop&) const = default;
};

enum class RegistryAction : std::uint8_t { put, get, erase };
enum class NameKind : std::uint8_t { unknown, literal, constant, computed };
struct Register {
  RegistryAction action = RegistryAction::put;
  Symbol registry = Symbol::none;  ///< which registry, by the type's name
  NameKind kind = NameKind::unknown;
  Symbol name = Symbol::none;         ///< the name, or the expression that makes it up
  Symbol derivedFrom = Symbol::none;  ///< with `computed`: the data that it depends on, in words
  Handle handle;
  bool permanent = false;  ///< entries stay until they are erased
  bool operator==(const Register&) const = default;
};

struct Become {
  Symbol behaviour = Symbol::none;
  bool operator==(const Become&) const = default;
};

// --- the turn -------------------------------------------------------------------------------------------------

enum class BlockKind : std::uint8_t {
  sleep,
  join,
  future,
  condition,
  semaphore,
  receive,
  lock,
  file,
  descriptor,
  network,
  nameService,
  process,
  database,
  console,
  remoteCall,
  queue,
  eventLoop,
  library,
};
/// What a blocking call waits for; decides how bad it is in a shared thread.
enum class Awaits : std::uint8_t {
  outside,    ///< another machine, process, user or database
  thread,     ///< another thread of this program
  time,       ///< a limited time
  pageCache,  ///< the local file system
  lock,       ///< a critical section
  eventLoop,  ///< it re-enters the event loop
};
struct Block {
  BlockKind kind = BlockKind::sleep;
  Awaits awaits = Awaits::time;
  bool conditional = false;  ///< only when the descriptor or stream is of the waiting sort
  Symbol function = Symbol::none;
  Bound bound;
  Symbol alternative = Symbol::none;  ///< what does not wait, in words
  Handle receiver;  ///< if known: whose answer is awaited, or the future, condition or queue that is waited on
  bool operator==(const Block&) const = default;
};

/// CPU-heavy library functions: sorting, parsing, compression.
struct Compute {
  Symbol function = Symbol::none;
  bool operator==(const Compute&) const = default;
};

struct StateRead {
  Symbol field = Symbol::none;
  bool operator==(const StateRead&) const = default;
};
enum class WriteKind : std::uint8_t { assign, update, insert, erase, mutate };
struct StateWrite {
  Symbol field = Symbol::none;
  WriteKind kind = WriteKind::assign;
  Symbol value = Symbol::none;  ///< the enumerator or truth value that it gets
  bool operator==(const StateWrite&) const = default;
};
struct GlobalAccess {
  Symbol variable = Symbol::none;
  bool write = false;
  bool safe = false;  ///< atomic, thread-local or a lock
  bool operator==(const GlobalAccess&) const = default;
};
/// Memory behind a shared pointer, raw pointer or reference is touched.
struct SharedAccess {
  Handle holder;
  bool write = false;
  bool operator==(const SharedAccess&) const = default;
};

struct Throw {
  Symbol type = Symbol::none;
  bool caughtHere = false;
  bool operator==(const Throw&) const = default;
};
enum class CatchBody : std::uint8_t { empty, logs, rethrows, stops, replies, other };
struct Catch {
  Symbol type = Symbol::none;
  CatchBody body = CatchBody::other;
  Place tried{};  ///< the block whose exceptions it takes
  bool operator==(const Catch&) const = default;
};

// --- the outside ----------------------------------------------------------------------------------------------

/// What shows a run at work, at a price: traces of messages, verbose logs, profilers.
struct Trace {
  Symbol function = Symbol::none;
  Symbol shows = Symbol::none;  ///< what is seen, in words; a switch-off ends what says the same
  bool on = true;               ///< false: switched off, or narrowed down
  bool optional = false;        ///< a condition of the preprocessor decides whether it is compiled
  bool operator==(const Trace&) const = default;
};
/// A number is kept for those who watch the program while it runs.
struct Measure {
  Symbol function = Symbol::none;
  bool everywhere = false;  ///< the library measures all its actors from then on
  bool operator==(const Measure&) const = default;
};
enum class BrokerAction : std::uint8_t { consume, acknowledge, publish };
/// A queue of messages outside of the program, which keeps them until they are acknowledged.
struct BrokerUse {
  BrokerAction action = BrokerAction::consume;
  Symbol function = Symbol::none;
  bool operator==(const BrokerUse&) const = default;
};

enum class CallForm : std::uint8_t {
  direct,
  virtualCall,  ///< fans out to the overriders
  passed,       ///< a function object handed to somebody who may call it, in the same turn
  given,        ///< ... to a template of the project, whose own code says what becomes of it
};
struct FunctionCall {
  Symbol callee = Symbol::none;
  CallForm form = CallForm::direct;
  Symbol object = Symbol::none;    ///< methods: the variable or member that they are called on
  std::vector<Payload> payload{};  ///< methods of classes that threads meet in (`Record`)
  bool operator==(const FunctionCall&) const = default;
};
/// A call through a pointer or function object whose target the code does not tell.
struct UnknownCall {
  bool operator==(const UnknownCall&) const = default;
};

using EventKind =
    std::variant<Cast, Call, Reply, Delegate, Schedule, Spawn, Task, TaskControl, Link, Monitor, Supervise, Stop,
                 Register, Become, Block, Compute, StateRead, StateWrite, GlobalAccess, SharedAccess, Throw, Catch,
                 Trace, Measure, BrokerUse, FunctionCall, UnknownCall, Unanswered, Binding>;

struct Event {
  Place place;
  EventKind what;
  /// Innermost loop around it: 1 + index into `Function::loops`; 0: none.
  std::uint32_t loop = 0;
  /// What must have been decided for it to happen: indices into `Function::conditions`, outermost first.
  std::vector<std::uint32_t> guards;
  /// What is locked while it happens: indices into `Function::locks`, outermost first.
  std::vector<std::uint32_t> locks{};

  bool operator==(const Event&) const = default;
};

}  // namespace dramaturg
