// The one listing of what facts are made of. Every format (binary, JSON), the renumbering of the linker and the
// schema fingerprint walk it; nobody else names members one by one.
//
// `fields(see, x)` calls `see(name, member)` for each member of `x`, which may be const. `kEnumNames<E>` has the
// enumerators of `E` by value. A member that is missing here is found by tests/facts.
#pragma once

#include "facts/job.h"
#include "facts/unit_facts.h"

#include <array>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace dramaturg {

/// Raised by hand when facts keep their shape but change their meaning.
inline constexpr int kSchemaVersion = 2;

/// Sixteen hexadecimal digits that change with every member, enumerator, their order or type, and `kSchemaVersion`.
std::string schemaFingerprint();

// --- enumerations ---------------------------------------------------------------------------------------------

template <class E>
inline constexpr std::array<std::string_view, 0> kEnumNames{};

template <class E>
concept ListedEnum = std::is_enum_v<E> && !kEnumNames<E>.empty();

template <>
inline constexpr std::array kEnumNames<HandleKind> = std::to_array<std::string_view>(
    {"unknown", "self", "spawned", "variable", "field", "parameter", "result", "sender", "name", "remote", "group"});
template <>
inline constexpr std::array kEnumNames<BoundKind> =
    std::to_array<std::string_view>({"unknown", "none", "constant", "expression", "libraryDefault"});
template <>
inline constexpr std::array kEnumNames<ResultUse> =
    std::to_array<std::string_view>({"unknown", "dropped", "local", "kept", "passed", "returned"});
template <>
inline constexpr std::array kEnumNames<Ownership> = std::to_array<std::string_view>(
    {"unknown", "value", "unique", "sharedConst", "sharedMutable", "rawPointer", "reference", "handle"});
template <>
inline constexpr std::array kEnumNames<CallStyle> =
    std::to_array<std::string_view>({"unobserved", "continuation", "suspend", "blocking"});
template <>
inline constexpr std::array kEnumNames<ReplyKind> = std::to_array<std::string_view>({"value", "promise", "error"});
template <>
inline constexpr std::array kEnumNames<Placement> = std::to_array<std::string_view>(
    {"unknown", "sharedPool", "ownThread", "ioThread", "mainThread", "senderThread", "elsewhere"});
template <>
inline constexpr std::array kEnumNames<TaskKind> =
    std::to_array<std::string_view>({"thread", "joiningThread", "async", "poolPost", "coroutine", "libraryTask"});
template <>
inline constexpr std::array kEnumNames<TaskOwner> =
    std::to_array<std::string_view>({"unknown", "dropped", "detached", "local", "kept", "passed", "returned"});
template <>
inline constexpr std::array kEnumNames<TaskAction> =
    std::to_array<std::string_view>({"join", "detach", "requestStop", "wait"});
template <>
inline constexpr std::array kEnumNames<RegistryAction> = std::to_array<std::string_view>({"put", "get", "erase"});
template <>
inline constexpr std::array kEnumNames<NameKind> =
    std::to_array<std::string_view>({"unknown", "literal", "constant", "computed"});
template <>
inline constexpr std::array kEnumNames<BlockKind> = std::to_array<std::string_view>(
    {"sleep", "join", "future", "condition", "semaphore", "receive", "lock", "file", "descriptor", "network",
     "nameService", "process", "database", "console", "remoteCall", "queue", "eventLoop", "library"});
template <>
inline constexpr std::array kEnumNames<Awaits> =
    std::to_array<std::string_view>({"outside", "thread", "time", "pageCache", "lock", "eventLoop"});
template <>
inline constexpr std::array kEnumNames<BulkKind> = std::to_array<std::string_view>({"fixed", "text", "elements"});
template <>
inline constexpr std::array kEnumNames<WriteKind> =
    std::to_array<std::string_view>({"assign", "update", "insert", "erase", "mutate"});
template <>
inline constexpr std::array kEnumNames<CatchBody> =
    std::to_array<std::string_view>({"empty", "logs", "rethrows", "stops", "replies", "other"});
template <>
inline constexpr std::array kEnumNames<BrokerAction> =
    std::to_array<std::string_view>({"consume", "acknowledge", "publish"});
template <>
inline constexpr std::array kEnumNames<CallForm> =
    std::to_array<std::string_view>({"direct", "virtualCall", "passed", "given"});
template <>
inline constexpr std::array kEnumNames<LoopKind> =
    std::to_array<std::string_view>({"constant", "container", "condition", "infinite"});
template <>
inline constexpr std::array kEnumNames<CaptureMode> = std::to_array<std::string_view>(
    {"value", "reference", "thisPointer", "rawPointer", "sharedPointer", "weakPointer"});
template <>
inline constexpr std::array kEnumNames<DutyForm> =
    std::to_array<std::string_view>({"parameter", "borrowed", "local", "capture"});
template <>
inline constexpr std::array kEnumNames<FunctionForm> =
    std::to_array<std::string_view>({"function", "method", "constructor", "destructor", "lambda"});
template <>
inline constexpr std::array kEnumNames<ActorForm> =
    std::to_array<std::string_view>({"actorClass", "behaviourFunction", "stateClass", "lambda", "threadLoop"});
template <>
inline constexpr std::array kEnumNames<FieldRole> =
    std::to_array<std::string_view>({"data", "actorHandle", "resource", "synchronisation", "observability"});
template <>
inline constexpr std::array kEnumNames<MemberKind> = std::to_array<std::string_view>(
    {"data", "scalar", "thread", "threads", "lock", "queue", "mailbox", "boundedMailbox"});
template <>
inline constexpr std::array kEnumNames<HandlerKind> = std::to_array<std::string_view>(
    {"message", "init", "body", "timeout", "down", "exit", "error", "fallback", "terminate"});
template <>
inline constexpr std::array kEnumNames<Answers> =
    std::to_array<std::string_view>({"unknown", "nothing", "value", "promise", "delegates"});

/// Names of the alternatives of `EventKind`, by index.
inline constexpr std::array kEventNames = std::to_array<std::string_view>(
    {"cast",      "call",         "reply",        "delegate",     "schedule", "spawn",  "task",  "taskControl",
     "link",      "monitor",      "supervise",    "stop",         "register", "become", "block", "compute",
     "stateRead", "stateWrite",   "globalAccess", "sharedAccess", "throw",    "catch",  "trace", "measure",
     "brokerUse", "functionCall", "unknownCall",  "unanswered",   "binding"});
static_assert(kEventNames.size() == std::variant_size_v<EventKind>);

// --- members --------------------------------------------------------------------------------------------------

template <class X, class T>
concept Is = std::same_as<std::remove_const_t<X>, T>;

void fields(auto& see, Is<SymbolInfo> auto& x) { see("key", x.key), see("name", x.name); }
void fields(auto& see, Is<Place> auto& x) {
  see("file", x.file), see("line", x.line), see("column", x.column), see("endLine", x.endLine);
  see("endColumn", x.endColumn);
}
void fields(auto& see, Is<Handle> auto& x) { see("kind", x.kind), see("symbol", x.symbol), see("index", x.index); }
void fields(auto& see, Is<Flow> auto& x) { see("to", x.to), see("from", x.from), see("place", x.place); }
void fields(auto& see, Is<Bound> auto& x) {
  see("kind", x.kind), see("milliseconds", x.milliseconds), see("place", x.place);
}
void fields(auto& see, Is<Bulk> auto& x) { see("kind", x.kind), see("bytes", x.bytes); }
void fields(auto& see, Is<Payload> auto& x) {
  see("index", x.index), see("ownership", x.ownership), see("moved", x.moved), see("again", x.again),
      see("type", x.type);
  see("member", x.member), see("holder", x.holder), see("apart", x.apart), see("bulk", x.bulk);
}

void fields(auto& see, Is<Cast> auto& x) {
  see("receiver", x.receiver), see("message", x.message), see("payload", x.payload), see("mayFail", x.mayFail);
  see("checked", x.checked);
}
void fields(auto& see, Is<Call> auto& x) {
  see("receiver", x.receiver), see("message", x.message), see("style", x.style), see("timeout", x.timeout);
  see("onReply", x.onReply), see("onError", x.onError), see("resultUsed", x.resultUsed), see("answer", x.answer);
  see("payload", x.payload);
  see("checked", x.checked);
}
void fields(auto& see, Is<Reply> auto& x) { see("kind", x.kind), see("promise", x.promise); }
void fields(auto& see, Is<Delegate> auto& x) { see("receiver", x.receiver), see("message", x.message); }
void fields(auto& see, Is<Schedule> auto& x) {
  see("receiver", x.receiver), see("message", x.message), see("body", x.body), see("delay", x.delay);
  see("periodic", x.periodic);
}
void fields(auto& see, Is<Spawn> auto& x) {
  see("actor", x.actor), see("linked", x.linked), see("monitored", x.monitored), see("supervised", x.supervised);
  see("lazy", x.lazy), see("inGroup", x.inGroup), see("byActor", x.byActor), see("placement", x.placement),
      see("result", x.result);
  see("holder", x.holder), see("payload", x.payload), see("mutual", x.mutual);
  see("givenThread", x.givenThread);
}
void fields(auto& see, Is<Task> auto& x) {
  see("kind", x.kind), see("body", x.body), see("owner", x.owner), see("holder", x.holder);
  see("among", x.among);
}
void fields(auto& see, Is<TaskControl> auto& x) { see("holder", x.holder), see("action", x.action); }
void fields(auto& see, Is<Link> auto& x) { see("a", x.a), see("b", x.b); }
void fields(auto& see, Is<Monitor> auto& x) {
  see("observer", x.observer), see("target", x.target), see("onDown", x.onDown);
}
void fields(auto& see, Is<Supervise> auto& x) { see("parent", x.parent), see("child", x.child); }
void fields(auto& see, Is<Stop> auto& x) { see("target", x.target); }
void fields(auto& see, Is<Register> auto& x) {
  see("action", x.action), see("registry", x.registry), see("kind", x.kind), see("name", x.name);
  see("derivedFrom", x.derivedFrom), see("handle", x.handle), see("permanent", x.permanent);
}
void fields(auto& see, Is<Become> auto& x) { see("behaviour", x.behaviour); }
void fields(auto& see, Is<Block> auto& x) {
  see("kind", x.kind), see("awaits", x.awaits), see("conditional", x.conditional), see("function", x.function);
  see("bound", x.bound), see("alternative", x.alternative), see("receiver", x.receiver);
}
void fields(auto& see, Is<Compute> auto& x) { see("function", x.function); }
void fields(auto& see, Is<StateRead> auto& x) { see("field", x.field); }
void fields(auto& see, Is<StateWrite> auto& x) { see("field", x.field), see("kind", x.kind), see("value", x.value); }
void fields(auto& see, Is<GlobalAccess> auto& x) {
  see("variable", x.variable), see("write", x.write), see("safe", x.safe);
}
void fields(auto& see, Is<SharedAccess> auto& x) { see("holder", x.holder), see("write", x.write); }
void fields(auto& see, Is<Throw> auto& x) { see("type", x.type), see("caughtHere", x.caughtHere); }
void fields(auto& see, Is<Catch> auto& x) { see("type", x.type), see("body", x.body), see("tried", x.tried); }
void fields(auto& see, Is<Trace> auto& x) {
  see("function", x.function), see("shows", x.shows), see("on", x.on), see("optional", x.optional);
}
void fields(auto& see, Is<Measure> auto& x) { see("function", x.function), see("everywhere", x.everywhere); }
void fields(auto& see, Is<BrokerUse> auto& x) { see("action", x.action), see("function", x.function); }
void fields(auto& see, Is<FunctionCall> auto& x) {
  see("callee", x.callee), see("form", x.form), see("object", x.object);
  see("payload", x.payload);
}
void fields(auto&, Is<UnknownCall> auto&) {}
void fields(auto& see, Is<Unanswered> auto& x) {
  see("holder", x.holder), see("form", x.form), see("always", x.always), see("returned", x.returned);
  see("made", x.made), see("decisions", x.decisions);
}
void fields(auto& see, Is<Binding> auto& x) { see("object", x.object), see("strand", x.strand), see("loose", x.loose); }
void fields(auto& see, Is<Event> auto& x) {
  see("place", x.place), see("what", x.what), see("loop", x.loop), see("guards", x.guards);
  see("locks", x.locks);
}

void fields(auto& see, Is<Loop> auto& x) {
  see("place", x.place), see("kind", x.kind), see("count", x.count), see("over", x.over), see("outer", x.outer);
  see("leaves", x.leaves), see("carries", x.carries);
}
void fields(auto& see, Is<Condition> auto& x) {
  see("place", x.place), see("reads", x.reads), see("compares", x.compares);
  see("leavesWhenTrue", x.leavesWhenTrue), see("values", x.values);
}
void fields(auto& see, Is<Lock> auto& x) { see("place", x.place), see("lock", x.lock); }
void fields(auto& see, Is<Capture> auto& x) {
  see("variable", x.variable), see("mode", x.mode), see("staticStorage", x.staticStorage);
  see("actorSelf", x.actorSelf), see("place", x.place), see("bulk", x.bulk);
}
void fields(auto& see, Is<Parameter> auto& x) {
  see("name", x.name), see("type", x.type), see("ownership", x.ownership);
}
void fields(auto& see, Is<Function> auto& x) {
  see("symbol", x.symbol), see("form", x.form), see("place", x.place), see("enclosing", x.enclosing);
  see("record", x.record), see("overrides", x.overrides), see("entry", x.entry), see("cannotThrow", x.cannotThrow);
  see("empty", x.empty), see("isPublic", x.isPublic), see("answersLater", x.answersLater);
  see("parameters", x.parameters), see("captures", x.captures), see("loops", x.loops);
  see("conditions", x.conditions), see("locks", x.locks), see("events", x.events);
}
void fields(auto& see, Is<Field> auto& x) {
  see("symbol", x.symbol), see("type", x.type), see("role", x.role), see("constant", x.constant);
  see("place", x.place), see("states", x.states);
}
void fields(auto& see, Is<Actor> auto& x) {
  see("symbol", x.symbol), see("library", x.library), see("form", x.form), see("placement", x.placement);
  see("ownLoop", x.ownLoop), see("place", x.place), see("state", x.state), see("bases", x.bases);
  see("bounded", x.bounded), see("fields", x.fields);
}
void fields(auto& see, Is<Handler> auto& x) {
  see("actor", x.actor), see("kind", x.kind), see("message", x.message), see("body", x.body);
  see("answers", x.answers), see("spawnerWaits", x.spawnerWaits), see("place", x.place);
  see("strand", x.strand), see("loose", x.loose), see("object", x.object);
}
void fields(auto& see, Is<Member> auto& x) { see("field", x.field), see("kind", x.kind), see("record", x.record); }
void fields(auto& see, Is<Record> auto& x) {
  see("symbol", x.symbol), see("library", x.library), see("place", x.place), see("bases", x.bases);
  see("members", x.members);
}
void fields(auto& see, Is<Library> auto& x) {
  see("name", x.name), see("mailboxBounded", x.mailboxBounded), see("mailboxSource", x.mailboxSource);
  see("placement", x.placement), see("placementSource", x.placementSource);
  see("spawnSupervises", x.spawnSupervises), see("spawnSource", x.spawnSource);
  see("throwEndsActor", x.throwEndsActor), see("throwSource", x.throwSource);
  see("downReachesCaller", x.downReachesCaller), see("callSource", x.callSource),
      see("castRunsAtOnce", x.castRunsAtOnce), see("castSource", x.castSource);
  see("lossReachesCaller", x.lossReachesCaller), see("promiseSource", x.promiseSource);
  see("downNeedsHandler", x.downNeedsHandler), see("downSource", x.downSource);
  see("measuresWhenConfigured", x.measuresWhenConfigured), see("measureSource", x.measureSource);
}
void fields(auto& see, Is<Suppression> auto& x) { see("place", x.place), see("rule", x.rule), see("reason", x.reason); }
void fields(auto& see, Is<Input> auto& x) {
  see("path", x.path), see("hash", x.hash), see("size", x.size), see("modified", x.modified);
}
void fields(auto& see, Is<Problem> auto& x) { see("file", x.file), see("line", x.line), see("message", x.message); }
void fields(auto& see, Is<UnitFacts> auto& x) {
  see("file", x.file), see("files", x.files), see("symbols", x.symbols), see("libraries", x.libraries);
  see("actors", x.actors), see("handlers", x.handlers), see("records", x.records), see("functions", x.functions),
      see("flows", x.flows);
  see("suppressions", x.suppressions), see("problems", x.problems), see("partial", x.partial);
  see("inputs", x.inputs);
}

void fields(auto& see, Is<Job> auto& x) {
  see("directory", x.directory), see("file", x.file), see("arguments", x.arguments), see("root", x.root);
  see("profiles", x.profiles), see("plain", x.plain), see("timed", x.timed), see("matches", x.matches);
}
void fields(auto& see, Is<HeaderCost> auto& x) { see("path", x.path), see("microseconds", x.microseconds); }
void fields(auto& see, Is<Effort> auto& x) {
  see("parseMicroseconds", x.parseMicroseconds), see("collectMicroseconds", x.collectMicroseconds);
  see("peakKiB", x.peakKiB), see("headers", x.headers);
}
void fields(auto& see, Is<ProfileMatch> auto& x) {
  see("library", x.library), see("section", x.section), see("entry", x.entry), see("count", x.count);
  see("file", x.file), see("line", x.line);
}
void fields(auto& see, Is<Outcome> auto& x) {
  see("facts", x.facts), see("error", x.error), see("alone", x.alone), see("effort", x.effort);
  see("matches", x.matches);
}
void fields(auto& see, Is<Group> auto& x) { see("jobs", x.jobs); }
void fields(auto& see, Is<GroupReady> auto& x) {
  see("shared", x.shared), see("reason", x.reason), see("headers", x.headers), see("effort", x.effort);
}

/// A struct with a listing. What is no struct of facts (numbers, strings, sequences) has none.
struct IgnoreField {
  void operator()(const char*, const auto&) {}
};
template <class T>
concept Listed = requires(IgnoreField& see, const T& x) { fields(see, x); };

}  // namespace dramaturg
