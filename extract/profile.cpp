#include "extract/nearest_words.h"
#include "extract/profile_words.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLTraits.h"
#include "llvm/Support/raw_ostream.h"

using namespace dramaturg;

LLVM_YAML_IS_SEQUENCE_VECTOR(Hook)
LLVM_YAML_IS_SEQUENCE_VECTOR(HandlerTable)
LLVM_YAML_IS_SEQUENCE_VECTOR(ActorBase)
LLVM_YAML_IS_SEQUENCE_VECTOR(Dispatcher)
LLVM_YAML_IS_SEQUENCE_VECTOR(TypeArgument)
LLVM_YAML_IS_SEQUENCE_VECTOR(MailboxType)
LLVM_YAML_IS_SEQUENCE_VECTOR(Notice)
LLVM_YAML_IS_SEQUENCE_VECTOR(ReplyType)
LLVM_YAML_IS_SEQUENCE_VECTOR(AtomType)
LLVM_YAML_IS_SEQUENCE_VECTOR(AskType)
LLVM_YAML_IS_SEQUENCE_VECTOR(SpawnOption)
LLVM_YAML_IS_SEQUENCE_VECTOR(Api)

namespace llvm::yaml {

template <>
struct MappingTraits<Api> {
  static void mapping(IO& io, Api& api) {
    io.mapRequired("name", api.name);
    io.mapRequired("role", api.role);
    io.mapOptional("receiver", api.receiver);
    io.mapOptional("payload", api.payload);
    io.mapOptional("message-type", api.messageType);
    io.mapOptional("message-class", api.messageClass);
    io.mapOptional("elements", api.elements);
    io.mapOptional("declared", api.declared);
    io.mapOptional("owned", api.owned);
    io.mapOptional("method", api.method);
    io.mapOptional("actor", api.actor);
    io.mapOptional("arguments", api.arguments);
    io.mapOptional("scheduler", api.scheduler);
    io.mapOptional("timeout", api.timeout);
    io.mapOptional("delay", api.delay);
    io.mapOptional("period", api.period);
    io.mapOptional("may-fail", api.mayFail);
    io.mapOptional("body", api.body);
    io.mapOptional("on-reply", api.onReply);
    io.mapOptional("on-error", api.onError);
    io.mapOptional("name-argument", api.nameArgument);
    io.mapOptional("bound", api.bound);
    io.mapOptional("options", api.options);
    io.mapOptional("made", api.made);
    io.mapOptional("unit", api.unit);
    io.mapOptional("style", api.style);
    io.mapOptional("kind", api.kind);
    io.mapOptional("task", api.task);
    io.mapOptional("action", api.action);
    BlockKind block{};
    bool blocks = false;
    for (StringRef key : io.keys()) blocks |= key == "block";
    io.mapOptional("block", block);
    if (blocks) api.block = block;
    io.mapOptional("awaits", api.awaits);
    io.mapOptional("conditional", api.conditional);
    io.mapOptional("by-actor", api.byActor);
    io.mapOptional("linked", api.linked);
    io.mapOptional("in-group", api.inGroup);
    io.mapOptional("periodic", api.periodic);
    io.mapOptional("placement", api.placement);
    io.mapOptional("alone", api.alone);
    io.mapOptional("parent", api.parent);
    io.mapOptional("permanent", api.permanent);
    io.mapOptional("transient", api.transient);
    io.mapOptional("waits-for-ever", api.waitsForEver);
    io.mapOptional("token", api.token);
    io.mapOptional("of-object", api.ofObject);
    io.mapOptional("moves", api.moves);
    io.mapOptional("when", api.when);
    io.mapOptional("texts", api.texts);
    io.mapOptional("at-least", api.atLeast);
    io.mapOptional("shows", api.shows);
    io.mapOptional("everywhere", api.everywhere);
    io.mapOptional("unless", api.unless);
    io.mapOptional("answer", api.answer);
    io.mapOptional("instead", api.instead);
  }
  static std::string validate(IO&, Api& api) {
    const bool placed = api.actor != kAbsent || api.arguments != 0 || api.scheduler != kAbsent;
    if (placed && api.role != Role::spawn) return "`actor`, `arguments` and `scheduler` say how to `spawn`";
    if (api.role == Role::callback && api.body == kAbsent && api.method == kAbsent)
      return "a `callback` wraps a `body` or a `method`";
    if (!api.answer.empty() && api.role != Role::request) return "an `answer` is that to a `request`";
    if (api.owned && api.payload == kAbsent) return "what is `owned` is the `payload`";
    const bool traces = api.role == Role::traceOn || api.role == Role::traceOff;
    if (traces && api.shows.empty()) return "a trace `shows` something";
    return {};
  }
};

template <>
struct MappingTraits<Hook> {
  static void mapping(IO& io, Hook& hook) {
    io.mapRequired("method", hook.method);
    io.mapRequired("kind", hook.kind);
  }
};
template <>
struct MappingTraits<ActorBase> {
  static void mapping(IO& io, ActorBase& actor) {
    io.mapOptional("base", actor.base);
    io.mapOptional("state-class", actor.stateClass);
    io.mapOptional("holds", actor.holds);
    io.mapOptional("with-member", actor.withMember);
    io.mapOptional("once-installed", actor.onceInstalled);
    io.mapOptional("placement", actor.placement);
    io.mapOptional("own-loop", actor.ownLoop);
    io.mapOptional("setup", actor.setup);
    io.mapOptional("start", actor.start);
    io.mapOptional("run", actor.run);
    io.mapOptional("terminate", actor.terminate);
    io.mapOptional("hooks", actor.hooks);
  }
  static std::string validate(IO&, ActorBase& actor) {
    const int ways = !actor.base.empty() + actor.stateClass + !actor.holds.empty();
    if (ways != 1) return "an actor has either a `base` or `state-class: true` or `holds` something";
    return actor.stateClass && actor.start.empty() ? "a state class is known by its `start`" : "";
  }
};
template <>
struct MappingTraits<Dispatcher> {
  static void mapping(IO& io, Dispatcher& dispatcher) {
    io.mapRequired("message", dispatcher.message);
    io.mapRequired("selector", dispatcher.selector);
    io.mapOptional("action", dispatcher.action);
  }
};
template <>
struct MappingTraits<HandlerTable> {
  static void mapping(IO& io, HandlerTable& table) {
    io.mapRequired("envelope", table.envelope);
    io.mapRequired("number", table.number);
  }
};
template <>
struct MappingTraits<TypeArgument> {
  static void mapping(IO& io, TypeArgument& type) {
    io.mapRequired("type", type.type);
    io.mapOptional("argument", type.argument);
  }
};
template <>
struct MappingTraits<MailboxType> {
  static void mapping(IO& io, MailboxType& mailbox) {
    io.mapRequired("type", mailbox.type);
    io.mapOptional("bounded", mailbox.bounded);
  }
};
template <>
struct MappingTraits<Notice> {
  static void mapping(IO& io, Notice& notice) {
    io.mapRequired("type", notice.type);
    io.mapRequired("kind", notice.kind);
  }
};
template <>
struct MappingTraits<ReplyType> {
  static void mapping(IO& io, ReplyType& reply) {
    io.mapRequired("type", reply.type);
    io.mapRequired("answers", reply.answers);
  }
};
template <>
struct MappingTraits<AtomType> {
  static void mapping(IO& io, AtomType& atom) {
    io.mapRequired("template", atom.templateName);
    io.mapRequired("encoding", atom.encoding);
    io.mapOptional("value", atom.value);
  }
};
template <>
struct MappingTraits<AskType> {
  static void mapping(IO& io, AskType& ask) {
    io.mapRequired("type", ask.type);
    io.mapOptional("reads", ask.reads);
  }
};
template <>
struct MappingTraits<SpawnOption> {
  static void mapping(IO& io, SpawnOption& option) {
    io.mapRequired("enumerator", option.enumerator);
    io.mapRequired("sets", option.sets);
  }
};

/// How a library behaves where code says nothing: what holds, under the key that says so, and where the library says
/// it.
template <class Value>
struct Default {
  const char* key;
  Value& value;
  std::string& source;
};
template <class Value>
struct MappingTraits<Default<Value>> {
  static void mapping(IO& io, Default<Value>& told) {
    io.mapRequired(told.key, told.value);
    io.mapRequired("source", told.source);
  }
};
template <>
struct MappingTraits<Library> {
  static void mapping(IO& io, Library& library) {
    const auto required = [&](const char* of, auto told) { io.mapRequired(of, told); };
    const auto optional = [&](const char* of, auto told) { io.mapOptional(of, told); };
    required("mailbox", Default{"bounded", library.mailboxBounded, library.mailboxSource});
    required("placement", Default{"at", library.placement, library.placementSource});
    required("spawn", Default{"supervises", library.spawnSupervises, library.spawnSource});
    required("throw", Default{"ends-actor", library.throwEndsActor, library.throwSource});
    required("call", Default{"down-reaches-caller", library.downReachesCaller, library.callSource});
    optional("cast", Default{"runs-at-once", library.castRunsAtOnce, library.castSource});
    optional("promise", Default{"loss-reaches-caller", library.lossReachesCaller, library.promiseSource});
    optional("down", Default{"needs-handler", library.downNeedsHandler, library.downSource});
    optional("measure", Default{"when-configured", library.measuresWhenConfigured, library.measureSource});
  }
};

template <>
struct MappingTraits<Profile> {
  static void mapping(IO& io, Profile& profile) {
    unsigned schema = 0;
    io.mapRequired("profile", schema);
    if (schema != 1) io.setError("this version reads `profile: 1` only");
    io.mapRequired("library", profile.library);
    io.mapRequired("title", profile.title);
    io.mapOptional("extends", profile.extends);
    io.mapOptional("declares", profile.declares);
    io.mapOptional("lacks", profile.lacks);
    io.mapOptional("defaults", profile.defaults);
    io.mapOptional("actors", profile.actors);
    io.mapOptional("constructor-runs-in-spawner", profile.constructorRunsInSpawner);
    io.mapOptional("configuration", profile.configuration);
    io.mapOptional("state", profile.state);
    io.mapOptional("makers", profile.makers);
    io.mapOptional("behaviours", profile.behaviours);
    io.mapOptional("handles", profile.handles);
    io.mapOptional("owners", profile.owners);
    io.mapOptional("watchers", profile.watchers);
    io.mapOptional("promises", profile.promises);
    io.mapOptional("asks", profile.asks);
    io.mapOptional("strands", profile.strands);
    io.mapOptional("loops", profile.loops);
    io.mapOptional("sender-fields", profile.senderFields);
    io.mapOptional("groups", profile.groups);
    io.mapOptional("dispatchers", profile.dispatchers);
    io.mapOptional("emitters", profile.emitters);
    io.mapOptional("discards", profile.discards);
    io.mapOptional("tables", profile.tables);
    io.mapOptional("notices", profile.notices);
    io.mapOptional("replies", profile.replies);
    io.mapOptional("atoms", profile.atoms);
    io.mapOptional("wrappers", profile.wrappers);
    io.mapOptional("any-message", profile.anyMessage);
    io.mapOptional("placers", profile.placers);
    io.mapOptional("never", profile.never);
    io.mapOptional("durations", profile.durations);
    io.mapOptional("never-waits", profile.neverWaits);
    io.mapOptional("resources", profile.resources);
    io.mapOptional("locks", profile.locks);
    io.mapOptional("observers", profile.observers);
    io.mapOptional("threads", profile.threads);
    io.mapOptional("several", profile.several);
    io.mapOptional("queues", profile.queues);
    io.mapOptional("mailboxes", profile.mailboxes);
    io.mapOptional("futures", profile.futures);
    io.mapOptional("entries", profile.entries);
    io.mapOptional("functions", profile.functions);
    io.mapOptional("spawn-options", profile.spawnOptions);
  }
};

}  // namespace llvm::yaml

namespace dramaturg {
namespace {

template <class Value>
std::optional<Value> readYaml(std::string_view yaml, std::string_view fileName, std::string& messages) {
  const auto keep = [](const llvm::SMDiagnostic& diagnostic, void* context) {
    llvm::raw_string_ostream stream(*static_cast<std::string*>(context));
    diagnostic.print(nullptr, stream, /*ShowColors=*/false);
    if (const std::string nearest = nearestWord(diagnostic); !nearest.empty())
      stream << "did you mean `" << nearest << "`?\n";
  };
  llvm::yaml::Input input(llvm::MemoryBufferRef(yaml, fileName), nullptr, keep, &messages);
  Value value;
  input >> value;
  if (input.error()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Profile> readProfile(std::string_view yaml, std::string_view fileName, std::string& error) {
  std::string messages;
  std::optional<Profile> profile = readYaml<Profile>(yaml, fileName, messages);
  if (!profile) error = "library profile `" + std::string(fileName) + "` is not valid:\n" + messages;
  return profile;
}

std::optional<Api> readApi(std::string_view yaml, std::string& error) {
  return readYaml<Api>(yaml, "annotation", error);
}

std::optional<ActorBase> readActorBase(std::string_view yaml, std::string& error) {
  return readYaml<ActorBase>(yaml, "annotation", error);
}

}  // namespace dramaturg
