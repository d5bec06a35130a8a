// What a message is for, and who waits for its answer.
#include "decision-tree/evaluate/evaluate.h"
#include "model/flood.h"
#include "model/wait_graph.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

const Call* callAt(const ActorSystem& system, const Edge& edge) {
  return std::get_if<Call>(&system.event(edge.site).what);
}

bool doesSomething(const ActorSystem& system, Symbol function) {
  const FunctionId id = system.functionOf(function);
  return id != FunctionId::none && !system.function(id).events.empty();
}

/// In the same function, after the message: whoever asked is told that all went well.
const Event* replyAfter(const ActorSystem& system, Site site) {
  const std::vector<Event>& events = system.function(site.function).events;
  const auto found = std::find_if(events.begin() + site.event + 1, events.end(),
                                  [](const Event& event) { return std::holds_alternative<Reply>(event.what); });
  return found == events.end() ? nullptr : &*found;
}

}  // namespace

Verdict replyUsed(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const Edge* edge : messagesOf(system, subject)) {
    if (edge->kind == EdgeKind::delegate) continue;
    const Call* call = callAt(system, *edge);
    if (call == nullptr) {
      if (const Event* reply = replyAfter(system, edge->site))
        votes.abstain({reply->place, "answers its own caller after the message, as if all had gone well"});
      else
        votes.add("no", Confidence::likely, sentAt(system, *edge, "sends and goes on"));
    } else if (call->resultUsed || doesSomething(system, call->onReply)) {
      votes.add("yes", edge->confidence, sentAt(system, *edge, "uses the answer"));
    } else if (doesSomething(system, call->onError)) {
      votes.add("yes", edge->confidence, sentAt(system, *edge, "acts when it fails"));
    } else if (holdsTurn(*call)) {
      votes.add("yes", Confidence::likely, sentAt(system, *edge, "waits until it is done"));
    } else {
      votes.add("no", Confidence::likely, sentAt(system, *edge, "asks and does nothing with the answer"));
    }
  }
  return votes.outcome();
}

namespace {

/// What a handler does to the state of its actor, in words.
std::string effectOn(const ActorSystem& system, HandlerId handler) {
  std::string effect = " changes no state of the actor";
  for (const FieldUse& use : system.actor(system.handler(handler).actor).fields) {
    if (use.field->role == FieldRole::observability) continue;
    for (const FieldUse::Access& access : use.writes) {
      const auto* write = std::get_if<StateWrite>(&system.event(access.site).what);
      if (access.handler != handler || write == nullptr) continue;
      if (write->kind != WriteKind::assign) return " adds to what the actor knows";
      effect = " replaces what the message before said";
    }
  }
  return effect;
}

}  // namespace

/// Code does not know what a message is worth. What its receiver does with it helps a person to tell.
Verdict lossHint(const ActorSystem& system, const Subject& subject) {
  Evidence hints;
  std::set<HandlerId> known;
  for (const Edge* edge : messagesOf(system, subject))
    if (edge->toHandler != HandlerId::none && known.insert(edge->toHandler).second)
      hints.push_back({system.handler(edge->toHandler).fact->place,
                       describe(system, edge->toHandler) + effectOn(system, edge->toHandler)});
  return cannotTell(std::move(hints));
}

Verdict unslowedSender(const ActorSystem& system, const Subject& subject) {
  Floods floods(system);
  Evidence calm;
  for (const Edge* edge : messagesOf(system, subject)) {
    if (const std::optional<FloodSource> source = floods.of(*edge)) {
      Evidence evidence{source->step, sentAt(system, *edge, "sends and goes on at once")};
      if (source->confidence == Confidence::possible) return cannotTell(std::move(evidence));
      return is("yes", weaker(source->confidence, edge->confidence), std::move(evidence));
    }
    calm.push_back(sentAt(system, *edge, "sends, but nothing drives it without pause"));
  }
  if (calm.empty() || !system.closedWorld()) return cannotTell(std::move(calm));
  return is("no", Confidence::likely, std::move(calm));
}

namespace {

/// The waits that lead from one actor to another; empty: none do.
std::vector<const Edge*> waitWay(const std::vector<WaitEdge>& waits, ActorId from, ActorId to) {
  std::map<ActorId, const Edge*> cameBy;
  std::vector<ActorId> open{from};
  for (std::size_t i = 0; i < open.size(); ++i)
    for (const WaitEdge& wait : waits) {
      if (wait.call == nullptr || wait.edge->from != open[i] || wait.edge->confidence == Confidence::possible) continue;
      if (cameBy.try_emplace(wait.edge->to, wait.edge).second) open.push_back(wait.edge->to);
    }
  std::vector<const Edge*> way;
  for (auto at = cameBy.find(to); at != cameBy.end(); at = cameBy.find(at->second->from)) {
    way.push_back(at->second);
    if (at->second->from == from) break;
  }
  std::ranges::reverse(way);
  return way;
}

}  // namespace

Verdict waitCycle(const ActorSystem& system, const Subject& subject) {
  const std::vector<const Edge*> messages = messagesOf(system, subject);
  if (messages.empty()) return cannotTell();
  const std::vector<WaitEdge> waits = waitEdges(system);
  for (const Edge* edge : messages) {
    if (edge->from == ActorId::none || edge->from == edge->to) continue;
    const std::vector<const Edge*> back = waitWay(waits, edge->to, edge->from);
    if (back.empty()) continue;
    Evidence evidence{sentAt(system, *edge, "asks " + quoted(system, edge->to))};
    Confidence confidence = weaker(Confidence::likely, edge->confidence);
    for (const Edge* step : back) {
      evidence.push_back(sentAt(system, *step, "waits for " + quoted(system, step->to)));
      confidence = weaker(confidence, step->confidence);
    }
    return is("yes", confidence, std::move(evidence));
  }
  return system.closedWorld() ? is("no", Confidence::likely) : cannotTell();
}

Verdict ownsThread(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const Edge* edge : messagesOf(system, subject)) {
    if (edge->from == ActorId::none) {
      if (!system.entriesOf(edge->site.function).empty())
        votes.add("yes", Confidence::likely, sentAt(system, *edge, "is no actor: it has a thread of its own"));
      else
        votes.abstain(sentAt(system, *edge, "runs on a thread that the code does not tell"));
      continue;
    }
    const LinkedActor& sender = system.actor(edge->from);
    const bool own = sender.fact->ownLoop || sender.placement == Placement::ownThread;
    const bool shared = sender.placement == Placement::sharedPool || sender.placement == Placement::ioThread ||
                        sender.placement == Placement::mainThread || sender.placement == Placement::senderThread;
    if (own)
      votes.add("yes", sender.placementConfidence, sentAt(system, *edge, "has a thread of its own"));
    else if (shared)
      votes.add("no", sender.placementConfidence, sentAt(system, *edge, "shares its thread with others"));
    else
      votes.abstain(sentAt(system, *edge, "runs on a thread that the code does not tell"));
  }
  return votes.outcome();
}

Verdict deadlineConstants(const ActorSystem& system, const Subject& subject) {
  std::vector<std::string> limits;
  Evidence evidence;
  Confidence confidence = Confidence::certain;
  for (const Edge* edge : messagesOf(system, subject)) {
    const Call* call = callAt(system, *edge);
    if (call == nullptr || call->timeout.kind == BoundKind::unknown) continue;
    const std::string limit = describe(call->timeout);
    if (std::ranges::find(limits, limit) == limits.end()) limits.push_back(limit);
    confidence = weaker(confidence, edge->confidence);
    evidence.push_back(sentAt(system, *edge, "waits " + limit));
  }
  if (limits.empty()) return cannotTell();
  std::string all;
  for (const std::string& limit : limits) all += (all.empty() ? "" : ", ") + limit;
  return is(all, confidence, std::move(evidence));
}

}  // namespace dramaturg
