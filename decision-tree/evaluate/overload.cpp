// Where messages come from, and what they meet in the mailbox.
#include "decision-tree/evaluate/evaluate.h"
#include "model/flood.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

/// What a loop around a send reads its items from, if it waits for any.
std::optional<Block> feedOf(const ActorSystem& system, const LoopAround& loop) {
  std::optional<Block> feed;
  forEachInLoop<Block>(system, loop, [&](const Block& block, Site) {
    if (!feed && block.kind != BlockKind::lock) feed = block;
  });
  return feed;
}

void voteOnLoop(const ActorSystem& system, const Edge& edge, const LoopAround& around, Votes& votes) {
  const Place place = loopOf(system, around).place;
  const std::optional<Block> feed = feedOf(system, around);
  if (!feed)
    votes.add("yes", Confidence::likely, {place, sourceOf(system, edge) + " makes its items itself"});
  else if (feed->kind == BlockKind::file)
    votes.add("yes", Confidence::likely, {place, sourceOf(system, edge) + " reads them from a file"});
  else if (feed->kind == BlockKind::sleep)
    votes.add("yes", Confidence::likely, {place, sourceOf(system, edge) + " sets its own pace"});
  else
    votes.abstain({place, sourceOf(system, edge) + " takes them from outside"});
}

}  // namespace

Verdict sourceControllable(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const Edge* edge : messagesOf(system, subject)) {
    const auto* call = std::get_if<Call>(&system.event(edge->site).what);
    if (call != nullptr && holdsTurn(*call)) {
      votes.add("yes", edge->confidence, sentAt(system, *edge, "waits for each answer"));
    } else if (hasWindow(system, *edge) || isDemanded(system, *edge)) {
      votes.add("yes", Confidence::likely, sentAt(system, *edge, "sends only as much as it may"));
    } else if (const auto loops = loopsAround(system, edge->path, edge->site); !loops.empty()) {
      voteOnLoop(system, *edge, loops.front(), votes);
    } else {
      votes.abstain(sentAt(system, *edge, "sends whenever it is told something itself"));
    }
  }
  return votes.outcome();
}

Verdict senderCount(const ActorSystem& system, const Subject& subject) {
  constexpr std::size_t kFew = 3;
  std::set<ActorId> senders;
  Evidence evidence;
  for (const Edge* edge : messagesOf(system, {subject.actor})) {
    if (!senders.insert(edge->from).second) continue;
    const Multiplicity number = edge->from == ActorId::none ? Multiplicity::one : system.actor(edge->from).multiplicity;
    if (number == Multiplicity::many)
      return is("no", weaker(Confidence::likely, edge->confidence),
                {sentAt(system, *edge, "sends from many instances")});
    if (number == Multiplicity::unknown) return cannotTell({sentAt(system, *edge, "may be one or many")});
    evidence.push_back(sentAt(system, *edge, "sends"));
  }
  if (senders.empty() || !system.closedWorld()) return cannotTell(std::move(evidence));
  return is(senders.size() <= kFew ? "yes" : "no", Confidence::likely, std::move(evidence));
}

Verdict controlLane(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  for (const HandlerId id : system.actor(subject.actor).handlers) {
    const HandlerKind kind = system.handler(id).fact->kind;
    if (kind == HandlerKind::down || kind == HandlerKind::exit || kind == HandlerKind::timeout ||
        kind == HandlerKind::error)
      evidence.push_back({system.handler(id).fact->place, "it has a " + describe(system, id)});
  }
  forEachWork<Schedule>(
      system, subject.actor, [&](const Schedule& later, Site site, const Reached&, const LinkedHandler&) {
        if (later.message != Symbol::none && isSelf(system, subject.actor, later.receiver, site.function))
          evidence.push_back(stepAt(system, site, "its own timer comes through the mailbox"));
      });
  if (!evidence.empty()) return is("yes", Confidence::certain, std::move(evidence));
  return cannotTell();
}

Verdict selfFeeding(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  for (const Edge* edge : system.inbound(subject.actor)) {
    if (edge->from != subject.actor || edge->kind != EdgeKind::cast || edge->fromHandler == HandlerId::none) continue;
    if (!std::holds_alternative<Cast>(system.event(edge->site).what)) continue;
    if (isWorking(system.handler(edge->fromHandler).fact->kind))
      evidence.push_back(
          stepAt(system, edge->site, describe(system, edge->fromHandler) + " sends the actor its next message"));
  }
  if (!evidence.empty()) return is("yes", Confidence::likely, std::move(evidence));
  return system.closedWorld() ? is("no", Confidence::likely) : cannotTell();
}

}  // namespace dramaturg
