// What is known of one translation unit: the currency between extraction, cache and linker.
//
// Plain values: no pointer into Clang, no idea where they are stored. `facts/fields.h` lists the members once for
// every format; a change there changes `schemaFingerprint()`, and with it the key of every cached unit.
#pragma once

#include "facts/event.h"
#include "facts/evidence.h"

#include <string>
#include <vector>

namespace dramaturg {

// --- functions ------------------------------------------------------------------------------------------------

enum class LoopKind : std::uint8_t { constant, container, condition, infinite };
struct Loop {
  Place place;
  LoopKind kind = LoopKind::condition;
  std::uint64_t count = 0;     ///< with `constant`
  Symbol over = Symbol::none;  ///< with `container`: what is iterated, a variable, field or expression text
  std::uint32_t outer = 0;     ///< 1 + index of the enclosing loop; 0: none
  bool leaves = false;         ///< something inside may end it early
  bool carries = false;        ///< what a pass leaves behind is given to a call, or tested, by a later one
  bool operator==(const Loop&) const = default;
};

/// A test that decides whether later events happen.
struct Condition {
  Place place;
  std::vector<Symbol> reads;    ///< fields, variables and functions that it looks at
  bool compares = false;        ///< an ordering against something: `<`, `>=`, ...
  bool leavesWhenTrue = false;  ///< guards by leaving the function or loop early
  std::vector<Symbol> values;   ///< enumerators that something is compared with
  bool operator==(const Condition&) const = default;
};

enum class CaptureMode : std::uint8_t { value, reference, thisPointer, rawPointer, sharedPointer, weakPointer };
struct Capture {
  Symbol variable = Symbol::none;
  CaptureMode mode = CaptureMode::value;
  bool staticStorage = false;
  bool actorSelf = false;  ///< the captured pointer or reference is the actor itself or its state
  Place place;
  Bulk bulk{};  ///< with `value`: what was copied into it
  bool operator==(const Capture&) const = default;
};

struct Parameter {
  Symbol name = Symbol::none;
  Symbol type = Symbol::none;
  Ownership ownership = Ownership::unknown;
  bool operator==(const Parameter&) const = default;
};

/// A lock while it is held by a guard object, or between two calls.
struct Lock {
  Place place;
  Symbol lock = Symbol::none;  ///< the variable or field that is locked
  bool operator==(const Lock&) const = default;
};

enum class FunctionForm : std::uint8_t { function, method, constructor, destructor, lambda };

/// A body of code and what it does. Bodies of the project only; calls into libraries are events or nothing.
struct Function {
  Symbol symbol = Symbol::none;
  FunctionForm form = FunctionForm::function;
  Place place;
  Symbol enclosing = Symbol::none;  ///< lambdas and local classes: the function around
  Symbol record = Symbol::none;     ///< members: the class
  std::vector<Symbol> overrides;
  bool entry = false;  ///< the outside world starts it: `main` and its like
  bool cannotThrow = false;
  bool empty = false;         ///< its body has no statement
  bool isPublic = false;      ///< a method that everybody may call
  bool answersLater = false;  ///< returns a future
  std::vector<Parameter> parameters;
  std::vector<Capture> captures;
  std::vector<Loop> loops;
  std::vector<Condition> conditions;
  std::vector<Lock> locks;
  std::vector<Event> events;  ///< in source order
  bool operator==(const Function&) const = default;
};

// --- classes --------------------------------------------------------------------------------------------------

/// What a member of a class is to the threads that meet in it, as far as its type tells.
enum class MemberKind : std::uint8_t {
  data,            ///< an object or pointer
  scalar,          ///< a number or flag
  thread,          ///< one thread
  threads,         ///< any number of them
  lock,            ///< lock, condition or semaphore
  queue,           ///< a sequence that is not safe by itself
  mailbox,         ///< a queue that is made for several threads
  boundedMailbox,  ///< ... and takes only so many elements
};
// --- actors ---------------------------------------------------------------------------------------------------

enum class ActorForm : std::uint8_t { actorClass, behaviourFunction, stateClass, lambda, threadLoop };
enum class FieldRole : std::uint8_t {
  data,
  actorHandle,      ///< denotes other actors
  resource,         ///< owns something outside: file, socket, connection, device
  synchronisation,  ///< lock, condition, atomic flag
  observability,    ///< logger, metric
};
struct Field {
  Symbol symbol = Symbol::none;
  Symbol type = Symbol::none;
  FieldRole role = FieldRole::data;
  bool constant = false;
  Place place;
  std::uint32_t states = 0;  ///< of an enumeration: how many values it has
  bool operator==(const Field&) const = default;
};

struct Actor {
  Symbol symbol = Symbol::none;   ///< the class, behaviour function, state class or lambda
  Symbol library = Symbol::none;  ///< key of a `Library`
  ActorForm form = ActorForm::actorClass;
  Placement placement = Placement::unknown;  ///< of this form of actor, before any spawn says otherwise
  bool ownLoop = false;  ///< receives when it chooses to (blocking actor), instead of being called per message
  Place place;
  Symbol state = Symbol::none;  ///< the state record, where it is not the actor's own class
  /// Whose handlers it has as well: direct base classes that are actors of the project, and functions that set it
  /// up. Some of them may be no actors of their own.
  std::vector<Symbol> bases;
  std::vector<Symbol> bounded;  ///< messages of which only so many may wait; `none`: whatever has no limit of its own
  std::vector<Field> fields;
  bool operator==(const Actor&) const = default;
};

/// A member of a `Record`.
struct Member {
  Field field;
  MemberKind kind = MemberKind::data;
  Symbol record = Symbol::none;  ///< the class of the project that it is, or owns
  bool operator==(const Member&) const = default;
};

/// A class of the project in which threads meet: it has threads, locks or queues between threads, or members that do.
struct Record {
  Symbol symbol = Symbol::none;
  Symbol library = Symbol::none;  ///< key of the `Library` that its threads are from; none: it has no threads
  Place place;
  std::vector<Symbol> bases;  ///< direct ones, of the project
  std::vector<Member> members;
  bool operator==(const Record&) const = default;
};

enum class HandlerKind : std::uint8_t {
  message,
  init,     ///< constructor, behaviour function: before the first message
  body,     ///< the loop of an actor that receives when it chooses to
  timeout,  ///< nothing came for a while
  down,     ///< a monitored actor ended
  exit,     ///< a linked actor ended
  error,
  fallback,  ///< takes what no other handler takes
  terminate,
};
enum class Answers : std::uint8_t { unknown, nothing, value, promise, delegates };

/// Code of an actor that runs as a turn, or starts one.
struct Handler {
  Symbol actor = Symbol::none;
  HandlerKind kind = HandlerKind::message;
  Symbol message = Symbol::none;  ///< with `message`
  Symbol body = Symbol::none;     ///< a `Function`
  Answers answers = Answers::unknown;
  bool spawnerWaits = false;  ///< with `init`: runs inside the spawn, in the spawner's turn
  Place place;
  Symbol strand = Symbol::none;  ///< what keeps it from running beside other code: a variable or field
  bool loose = false;            ///< nothing does, where several threads run what is posted
  Symbol object = Symbol::none;  ///< ... or the `Binding` of this object says so
  bool operator==(const Handler&) const = default;
};

/// How a library behaves where code says nothing. Each value has its source in the library, for evidence to quote.
struct Library {
  Symbol name = Symbol::none;  ///< key: `caf`; name: `CAF 0.17`
  bool mailboxBounded = false;
  std::string mailboxSource;
  Placement placement = Placement::unknown;
  std::string placementSource;
  bool spawnSupervises = false;
  std::string spawnSource;
  bool throwEndsActor = true;  ///< false: the process or nobody
  std::string throwSource;
  bool downReachesCaller = false;  ///< a waiting caller of a dead actor is told
  std::string callSource;
  bool castRunsAtOnce = false;  ///< to an idle actor of the same thread: inside the send, no message is queued
  std::string castSource;
  bool lossReachesCaller = false;  ///< whoever waits for a promise that is destroyed unanswered is told
  std::string promiseSource;
  bool downNeedsHandler = false;  ///< whoever monitors has to say what a notice means, or it is lost
  std::string downSource;
  bool measuresWhenConfigured = false;  ///< by a switch that may well be set outside of the code
  std::string measureSource;            ///< what it measures of its actors, if that is switched on
  bool operator==(const Library&) const = default;
};

// --- the unit -------------------------------------------------------------------------------------------------

/// `// dramaturg: allow(rule-id) reason`
struct Suppression {
  Place place;
  std::string rule;
  std::string reason;
  bool operator==(const Suppression&) const = default;
};

/// A file that the facts depend on. Content by hash; size and time only save hashing it again.
struct Input {
  std::string path;  ///< absolute
  std::string hash;  ///< BLAKE3 of the content, hexadecimal
  std::uint64_t size = 0;
  std::int64_t modified = 0;  ///< nanoseconds since the epoch
  bool operator==(const Input&) const = default;
};

struct Problem {
  std::string file;
  std::uint32_t line = 0;
  std::string message;
  bool operator==(const Problem&) const = default;
};

struct UnitFacts {
  std::string file;                 ///< the unit's main source, relative to the project where it lies in it
  std::vector<std::string> files;   ///< by `FileId`; [0] is empty; relative to the project where they lie in it
  std::vector<SymbolInfo> symbols;  ///< by `Symbol`; [0] is empty
  std::vector<Library> libraries;   ///< the actor libraries that this unit uses
  std::vector<Actor> actors;
  std::vector<Handler> handlers;
  std::vector<Record> records;
  std::vector<Function> functions;
  std::vector<Flow> flows;
  std::vector<Suppression> suppressions;
  std::vector<Problem> problems;  ///< errors of the parse, the first few
  bool partial = false;           ///< parsed with errors: what is absent here proves nothing
  std::vector<Input> inputs;

  bool operator==(const UnitFacts&) const = default;
};

}  // namespace dramaturg
