#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-read-through-actor",
                         "Reads queue behind writes here; let them bypass the actor.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::size_t kMinReaders = 2;  ///< sender classes: below that a shared snapshot is not worth it

using Sender = std::pair<ActorId, FunctionId>;
using Handlers = std::set<HandlerId>;

/// The read side of an actor.
struct Reads {
  std::set<const FieldUse*> fields;
  std::vector<const Edge*> edges;  ///< calls that only read
  std::size_t all = 0;             ///< places in the program that send to the actor what it handles
  Confidence confidence = Confidence::certain;
};

/// Handlers other than start-up that write a field.
Handlers writersOf(const ActorSystem& system, const FieldUse& use) {
  Handlers writers;
  for (const FieldUse::Access& write : use.writes)
    if (write.handler == HandlerId::none || system.handler(write.handler).fact->kind != HandlerKind::init)
      writers.insert(write.handler);
  return writers;
}

std::vector<const FieldUse*> fieldsReadBy(const LinkedActor& actor, HandlerId handler) {
  std::vector<const FieldUse*> fields;
  for (const FieldUse& use : actor.fields)
    if (use.field->role == FieldRole::data &&
        std::ranges::any_of(use.reads, [&](const auto& read) { return read.handler == handler; }))
      fields.push_back(&use);
  return fields;
}

/// Two fields that different turns write belong together only inside of a turn.
bool needsOneView(const ActorSystem& system, const std::vector<const FieldUse*>& fields) {
  return std::ranges::any_of(
      fields, [&](const FieldUse* use) { return writersOf(system, *use) != writersOf(system, *fields.front()); });
}

Sender senderOf(const Edge& edge) {
  return {edge.from, edge.from == ActorId::none ? edge.site.function : FunctionId::none};
}

std::optional<Reads> readsOf(const ActorSystem& system, const LinkedActor& actor) {
  Reads reads;
  std::map<HandlerId, bool> readers;
  for (HandlerId id : actor.handlers) {
    const LinkedHandler& handler = system.handler(id);
    if (handler.fact->kind != HandlerKind::message || handler.body == FunctionId::none) continue;
    const Answer only = readOnly(system, id);
    const std::vector<const FieldUse*> fields = fieldsReadBy(actor, id);
    if (!only.yes() || fields.empty()) continue;
    if (needsOneView(system, fields)) return std::nullopt;
    readers[id] = true;
    reads.fields.insert(fields.begin(), fields.end());
    reads.confidence = weaker(reads.confidence, only.confidence);
  }
  std::set<Site> sites;
  for (const Edge* edge : system.inbound(actor.id)) {
    const bool message = edge->kind == EdgeKind::cast || edge->kind == EdgeKind::call;
    // What it has no handler for is no use of it.
    if (!message || edge->toHandler == HandlerId::none || edge->from == actor.id || !sites.insert(edge->site).second)
      continue;
    ++reads.all;
    if (edge->kind == EdgeKind::call && readers.contains(edge->toHandler)) reads.edges.push_back(edge);
  }
  return reads;
}

std::size_t classesOf(const std::vector<const Edge*>& edges) {
  std::set<Sender> senders;
  for (const Edge* edge : edges) senders.insert(senderOf(*edge));
  return senders.size();
}

/// A sender that writes and then asks in one turn must see its own write: only the mailbox orders the two.
bool readsItsOwnWrites(const ActorSystem& system, ActorId actor, const Reads& reads) {
  const std::vector<const Edge*> inbound = system.inbound(actor);
  return std::ranges::any_of(inbound, [&](const Edge* write) {
    if (write->kind != EdgeKind::cast) return false;
    return std::ranges::any_of(
        reads.edges, [&](const Edge* read) { return read->root == write->root && read->from == write->from; });
  });
}

bool writtenOnlyAtStart(const ActorSystem& system, const Reads& reads) {
  return std::ranges::all_of(reads.fields, [&](const FieldUse* use) { return writersOf(system, *use).empty(); });
}

void addField(const ActorSystem& system, const FieldUse& use, Evidence& evidence) {
  const std::string name = quoted(system.name(use.field->symbol));
  evidence.push_back({use.field->place, name + " is what the readers want"});
  for (HandlerId writer : writersOf(system, use))
    if (writer != HandlerId::none)
      evidence.push_back(at(system, writer, "only " + describe(system, writer) + " writes it"));
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const Reads& reads) {
  Finding finding = begin(kInfo, actor.fact->place, actor.id);
  const bool fixed = writtenOnlyAtStart(system, reads);
  finding.message = fixed ? quoted(system, actor.id) + " hands out values that never change after its start"
                          : std::to_string(reads.edges.size()) + " of " + std::to_string(reads.all) +
                                " places that send to " + quoted(system, actor.id) + " only read";
  finding.evidence.push_back(
      at(system, actor.id, quoted(system, actor.id) + " answers one message at a time, reads included"));
  for (const FieldUse* use : reads.fields) addField(system, *use, finding.evidence);
  for (const Edge* edge : reads.edges)
    finding.evidence.push_back(
        at(system, edge->site, sourceOf(system, *edge) + " queues for " + describe(system, edge->toHandler)));
  finding.confidence = fixed ? reads.confidence : weaker(Confidence::likely, reads.confidence);
  for (const Edge* edge : reads.edges) finding.confidence = weaker(finding.confidence, edge->confidence);
  finding.subject = system.name(actor.id);
  finding.advice =
      fixed ? "build the value once and pass it to its readers as const (OTP: `:persistent_term`)"
            : "let the owner publish an immutable snapshot when it writes, and let readers take it without a message "
              "(OTP: an ETS table that the process owns, with `read_concurrency`)";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    if (actor.multiplicity == Multiplicity::many) continue;  // each instance has readers of its own
    const std::optional<Reads> reads = readsOf(system, actor);
    if (!reads || reads->edges.empty() || 3 * reads->edges.size() < 2 * reads->all) continue;
    if (classesOf(reads->edges) < kMinReaders || readsItsOwnWrites(system, actor.id, *reads)) continue;
    findings.push_back(report(system, actor, *reads));
  }
}

}  // namespace

extern const Rule kBottleneckReadThroughActor;
const Rule kBottleneckReadThroughActor{kInfo, check};

}  // namespace dramaturg
