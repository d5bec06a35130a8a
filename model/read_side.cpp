#include "model/read_side.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

constexpr std::size_t kMinReaders = 2;  ///< sender classes: below that a shared snapshot is not worth it

using Sender = std::pair<ActorId, FunctionId>;

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

}  // namespace

std::set<HandlerId> writersOf(const ActorSystem& system, const FieldUse& use) {
  std::set<HandlerId> writers;
  for (const FieldUse::Access& write : use.writes)
    if (write.handler == HandlerId::none || system.handler(write.handler).fact->kind != HandlerKind::init)
      writers.insert(write.handler);
  return writers;
}

Reads readsOf(const ActorSystem& system, ActorId id) {
  const LinkedActor& actor = system.actor(id);
  Reads reads;
  std::map<HandlerId, bool> readers;
  for (HandlerId handlerId : actor.handlers) {
    const LinkedHandler& handler = system.handler(handlerId);
    if (handler.fact->kind != HandlerKind::message || handler.body == FunctionId::none) continue;
    const Answer only = readOnly(system, handlerId);
    const std::vector<const FieldUse*> fields = fieldsReadBy(actor, handlerId);
    if (!only.yes() || fields.empty()) continue;
    reads.together = reads.together || needsOneView(system, fields);
    readers[handlerId] = true;
    reads.fields.insert(fields.begin(), fields.end());
    reads.confidence = weaker(reads.confidence, only.confidence);
  }
  std::set<Site> sites;
  for (const Edge* edge : system.inbound(id)) {
    const bool message = edge->kind == EdgeKind::cast || edge->kind == EdgeKind::call;
    // What it has no handler for is no use of it.
    if (!message || edge->toHandler == HandlerId::none || edge->from == id || !sites.insert(edge->site).second)
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

bool writtenOnlyAtStart(const ActorSystem& system, const Reads& reads) {
  return std::ranges::all_of(reads.fields, [&](const FieldUse* use) { return writersOf(system, *use).empty(); });
}

namespace {

/// A sender that writes and then asks in one turn must see its own write: only the mailbox orders the two.
bool readsItsOwnWrites(const ActorSystem& system, ActorId actor, const Reads& reads) {
  const std::vector<const Edge*> inbound = system.inbound(actor);
  return std::ranges::any_of(inbound, [&](const Edge* write) {
    if (write->kind != EdgeKind::cast) return false;
    return std::ranges::any_of(
        reads.edges, [&](const Edge* read) { return read->root == write->root && read->from == write->from; });
  });
}

}  // namespace

bool isReadThrough(const ActorSystem& system, ActorId actor, const Reads& reads) {
  if (system.actor(actor).multiplicity == Multiplicity::many) return false;  // each instance has readers of its own
  if (reads.together || reads.edges.empty() || 3 * reads.edges.size() < 2 * reads.all) return false;
  return classesOf(reads.edges) >= kMinReaders && !readsItsOwnWrites(system, actor, reads);
}

}  // namespace dramaturg
