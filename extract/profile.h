// Library profiles: which API of a library plays which role of OTP, as data (libraries/*.yaml).
#pragma once

#include "facts/unit_facts.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

/// What a call of a library function means.
enum class Role : std::uint8_t {
  none,
  cast,
  schedule,      ///< a message that comes later
  scheduleBody,  ///< a function of the actor that runs later
  timer,         ///< makes a timer, whose `schedule` sends the message to the receiver that are given here
  request,       ///< asks; a `response` on its result says how the answer is taken
  response,
  ask,  ///< asks and takes the answer in one call
  delegate,
  reply,
  sender,      ///< yields who sent the message at hand
  sameHandle,  ///< yields the handle that it is given
  spawn,
  spawnGroup,  ///< introduces actors that live and die together; a `body` spawns them, or the result does later
  watchGroup,  ///< has the end of a group told to somebody
  placement,   ///< yields an object that says where actors run
  link,
  monitor,
  quit,      ///< the actor ends itself
  stop,      ///< tells another actor to end
  awaitEnd,  ///< waits until an actor has ended
  handler,   ///< installs a handler that is no message handler
  handlers,  ///< installs message handlers
  connect,   ///< makes a function the handler of what a method of another object sends, with `when` surely as a message
  limit,     ///< bounds how many messages of a type may wait in the actor's mailbox
  become,
  registerName,
  lookUp,
  unregister,
  remoteHandle,  ///< yields a handle of another process
  groupHandle,   ///< yields a handle that stands for no actor, or for any number: a channel, a topic
  receive,       ///< an actor with a loop of its own takes one message
  receiveLoop,   ///< ... or many
  compose,       ///< makes a message that a cast, request or delegate on the result sends
  amend,         ///< yields the composed message that it is called on, with a delay or a priority
  timeLimit,     ///< an option of a wait: it ends after `bound`; without that it does not wait
  expects,       ///< an option of a wait: it is for so many answers
  calls,         ///< calls the functions that it is given, in the same turn
  launch,        ///< starts a system of actors, runs what it is given there and waits for the system's end
  block,
  unlock,  ///< gives a lock back, or makes its guard do so
  compute,
  task,
  taskControl,
  inPlace,            ///< constructs an object from its arguments
  promise,            ///< makes the promise of an answer to the message at hand
  callback,           ///< wraps the function that takes an answer, or the promise of one
  futureOf,           ///< yields the future of a promise: whoever waits for it waits for the answer
  enqueue,            ///< puts an element into the queue between threads that it is called on
  dequeue,            ///< takes one out
  traceOn,            ///< shows the run at work, at a price: message traces, verbose logs, profilers
  traceOff,           ///< ends or narrows that
  measure,            ///< keeps a number for those who watch the program
  brokerTake,         ///< takes messages from a queue outside of the program
  brokerAcknowledge,  ///< tells it that a message is done, or how far
  brokerPut,          ///< leaves a message with it
  opaque,             ///< keeps state or calls back in ways that the code does not show
};

enum class TimeUnit : std::uint8_t {
  none,
  nanoseconds,
  microseconds,
  milliseconds,
  seconds,
  ticks,  ///< how long one lasts is not in the code
};

inline constexpr int kAbsent = -1;

/// One function, method or constructor, named without template arguments and inline namespaces:
/// `std::thread::thread`, `caf::mixin::sender::send`. Argument positions count from 0.
struct Api {
  std::string name;
  Role role = Role::none;
  int receiver = kAbsent;      ///< the argument that is the handle; absent: the object
  int payload = kAbsent;       ///< first argument of the message; of a spawn: of the actor's constructor
  int messageType = kAbsent;   ///< template argument that is the message's type; the payload makes one
  int messageClass = kAbsent;  ///< the method's class is the message's type; its template argument that it carries
  int elements = kAbsent;      ///< how many arguments the message has; absent: all that follow
  bool declared = false;       ///< the message's elements are of the types that the function declares
  bool owned = false;          ///< the library takes a pointer to the message, and owns it from then on
  int method =
      kAbsent;          ///< the argument that points to the member function which is the handler, and names the message
  int actor = kAbsent;  ///< spawn: the argument that is the actor itself, a new object or a pointer to one
  int arguments = 0;    ///< spawn: the first argument for the actor's constructor
  int scheduler = kAbsent;  ///< spawn: the argument that numbers the thread; other ones than 0 stand apart
  int timeout = kAbsent;
  int delay = kAbsent;
  int period = kAbsent;   ///< with `schedule`: it comes again and again, unless this is 0
  int mayFail = kAbsent;  ///< with `cast`: room that has to be left; given any, the sender learns that there was none
  int body = kAbsent;     ///< the function that runs
  int onReply = kAbsent;
  int onError = kAbsent;
  int nameArgument = kAbsent;
  int bound = kAbsent;             ///< how long it waits
  int options = kAbsent;           ///< a chain of calls that say how it waits
  int made = kAbsent;              ///< of a spawn: the argument that is the actor object
  TimeUnit unit = TimeUnit::none;  ///< of a bound that is a plain number
  CallStyle style = CallStyle::unobserved;
  HandlerKind kind = HandlerKind::message;
  TaskKind task = TaskKind::thread;
  TaskAction action = TaskAction::join;
  std::optional<BlockKind> block;  ///< with any role: it waits as well
  Awaits awaits = Awaits::outside;
  bool conditional = false;
  bool byActor = false;
  bool linked = false;   ///< of a spawn or group: it ends with its parent
  bool inGroup = false;  ///< of a spawn: its object is a group, which other code may have started
  bool periodic = false;
  /// With the role `placement`: where; unknown: somewhere of its own choice. Of a spawn: where an actor of a group runs
  /// that other code has started.
  Placement placement = Placement::unknown;
  Placement alone = Placement::unknown;  ///< of a group: where the only member of one runs
  std::string parent;                    ///< an argument of this type makes a group `linked`
  bool permanent = false;
  bool transient = false;     ///< of a name: it is gone with its actor
  bool waitsForEver = false;  ///< without a timeout argument there is none
  bool token = false;         ///< the last argument is a function that runs as a turn, or says what becomes of the end
  bool ofObject = false;      ///< with `spawn`: starts the object that it is called on
  Placement moves = Placement::unknown;  ///< with `spawn`: where the actor runs from then on
  std::string answer;                    ///< of a request: class template around its message that the answer comes as
  // What limits an entry to some calls; the next entry of the same name is for the others.
  std::string when;                ///< with this enumerator among their arguments
  std::vector<std::string> texts;  ///< with all these strings among their arguments
  int atLeast = kAbsent;           ///< with a constant not below this as their last argument
  std::string shows;               ///< with a trace: what is seen, in words
  bool everywhere = false;         ///< with `measure`: all actors of the library from then on
  std::string unless;              ///< a flag in the arguments that makes it return at once
  std::string instead;             ///< what does not wait, in words
};

/// A method of an actor that the library calls by its name.
struct Hook {
  std::string method;
  HandlerKind kind = HandlerKind::message;
};

/// A class by derivation; with `stateClass` one that derives from no actor but has a `start` that returns a behaviour:
/// the library makes an actor around it.
struct ActorBase {
  std::string base;  ///< class; empty for a state class, and for any class of the project that has what `holds` says
  bool stateClass = false;
  std::vector<std::string> holds;  ///< types, one of which has to be a member of the class
  std::string withMember;          ///< only where the library's class has this member: a port or version of it
  bool onceInstalled = false;      ///< an object is an actor only if it is seen to get a handler or a thread
  Placement placement = Placement::unknown;
  bool ownLoop = false;
  std::string setup;        ///< method that prepares the actor while whoever spawns it waits
  std::string start;        ///< method that runs as the actor's first turn
  std::string run;          ///< method that is the actor's loop
  std::string terminate;    ///< method that runs last
  std::vector<Hook> hooks;  ///< other methods that are turns
};

/// Methods that take an envelope and switch over its message; each case calls the handler of one.
struct HandlerTable {
  std::string envelope;  ///< class, behind a pointer or reference of any kind
  std::string number;    ///< the constant of a message's class that its case names
};

/// A class template and the argument of it that matters.
struct TypeArgument {
  std::string type;
  unsigned argument = 0;
};
/// A queue that is made for several threads.
struct MailboxType {
  std::string type;
  bool bounded = false;  ///< takes only so many elements
};
struct Notice {
  std::string type;
  HandlerKind kind = HandlerKind::message;
};
struct ReplyType {
  std::string type;
  Answers answers = Answers::unknown;
};
struct AtomType {
  std::string templateName;
  std::string encoding;
  std::string value;  ///< type of an atom that only the run knows
};
struct SpawnOption {
  std::string enumerator;
  std::string sets;
};

/// A message that has to be answered, by a `reply` that is given it or called on it.
struct AskType {
  std::string type;                ///< class template, perhaps in wrappers
  std::vector<std::string> reads;  ///< members that only look at what is asked
};

/// A class of messages that is told apart by a member: in methods of actors each case of a switch over it is a handler.
/// A message is known by the enumerator that it is made with.
struct Dispatcher {
  std::string message;   ///< class
  std::string selector;  ///< its member
  std::string action;    ///< type; methods that return it and take nothing run when the state changes
};

/// One library.
struct Profile {
  std::string library;
  std::string title;
  std::string extends;                ///< library whose profile this one begins with
  std::vector<std::string> declares;  ///< any of them has to be declared in a unit for the profile to hold there
  std::vector<std::string> lacks;     ///< ... and none of these
  Library defaults;                   ///< `name` is filled in per unit
  std::vector<ActorBase> actors;
  bool constructorRunsInSpawner = false;
  std::vector<std::string> configuration;  ///< parameter types that a spawn does not pass
  std::vector<TypeArgument> state;         ///< class templates of the library's that hold an actor's state
  std::vector<TypeArgument> makers;        ///< what a spawn is given instead of an actor, with the state class in it
  std::vector<std::string> behaviours;
  std::vector<std::string> handles;
  std::vector<std::string> groups;  ///< what stands for any number of actors: a topic, a group
  std::vector<Dispatcher> dispatchers;
  std::vector<std::string> emitters;  ///< access specifiers in whose sections calls of a method send what it is named
  std::vector<std::string> discards;  ///< types of tokens that let nobody know of the end
  std::vector<std::string> owners;    ///< handles whose end ends the actor: a spawn into one is linked
  std::vector<std::string> watchers;  ///< handles whose end tells the actor: a spawn that takes one is monitored
  std::vector<std::string> promises;  ///< a message with one asks, and is answered by it
  std::vector<AskType> asks;
  std::vector<std::string> strands;       ///< executors that run one function after the other
  std::vector<std::string> loops;         ///< executors that run several at once when several threads are in them
  std::vector<std::string> senderFields;  ///< members of a message that denote who sent it
  std::vector<HandlerTable> tables;
  std::vector<Notice> notices;
  std::vector<ReplyType> replies;
  std::vector<AtomType> atoms;
  std::vector<TypeArgument> wrappers;   ///< class templates around a message, with the message in them
  std::string anyMessage;               ///< type that stands for every message, in a `limit`
  std::vector<std::string> placers;     ///< classes whose objects say where actors run
  std::vector<std::string> never;       ///< constants that mean "for ever"
  std::vector<std::string> durations;   ///< the library's duration types; the default value means "for ever"
  std::vector<std::string> neverWaits;  ///< names in a file whose descriptors do not wait: `EAGAIN`
  std::vector<std::string> resources;   ///< classes that own something outside of the program
  std::vector<std::string> locks;       ///< classes that synchronise threads
  std::vector<std::string> observers;   ///< loggers and metrics
  std::vector<std::string> threads;     ///< classes, or names of handle types, that are a thread
  std::vector<std::string> several;     ///< class templates that hold any number of elements, besides `queues`
  std::vector<std::string> queues;      ///< sequences, not safe by themselves
  std::vector<MailboxType> mailboxes;   ///< queues between threads
  std::vector<std::string> futures;     ///< results that come later
  std::vector<std::string> entries;     ///< functions that the outside world calls
  std::vector<SpawnOption> spawnOptions;
  std::vector<Api> functions;
};

/// An entry of a profile that code can fit, by what the code has to be named.
struct ProfileEntry {
  const Profile* profile;
  const char* section;       ///< key of the profile
  const std::string* entry;  ///< in the profile
};
std::vector<ProfileEntry> entriesOf(const Profile& profile);

/// Reads one profile; `fileName` is for messages.
/// Errors (place, what is wrong) go to `error`, and the result is empty.
std::optional<Profile> readProfile(std::string_view yaml, std::string_view fileName, std::string& error);

/// One entry of `functions`, of `actors`, as YAML. Errors as above.
std::optional<Api> readApi(std::string_view yaml, std::string& error);
std::optional<ActorBase> readActorBase(std::string_view yaml, std::string& error);

/// The built-in profiles and those of `files`. Errors as above.
std::optional<std::vector<Profile>> loadProfiles(const std::vector<std::string>& files, std::string& error);
/// The same, read once per process and list of files; null with `error`. Not for several threads.
const std::vector<Profile>* profilesFor(const std::vector<std::string>& files, std::string& error);

}  // namespace dramaturg
