// The predicates of the model, and what the trees see besides: an actor that others are linked to has them to keep, and
// one that does more than answer is no function, even where no reason is seen.
#include "decision-tree/evaluate/evaluate.h"
#include "model/pure_work.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// Children that end with it, or whose end it hears of: they are what it remembers.
Evidence childrenOf(const ActorSystem& system, ActorId actor) {
  for (const Edge* edge : system.outbound(actor)) {
    const auto* spawn = std::get_if<Spawn>(&system.event(edge->site).what);
    if (edge->kind == EdgeKind::spawn && spawn != nullptr && (spawn->linked || spawn->monitored || spawn->supervised))
      return {stepAt(system, edge->site, "it looks after " + quoted(system, edge->to))};
  }
  return {};
}

/// It wakes itself up again: it goes on from where it was.
Evidence ownTimer(const ActorSystem& system, ActorId actor) {
  Evidence timer;
  forEachWork<Schedule>(system, actor,
                        [&](const Schedule& later, Site site, const Reached& reached, const LinkedHandler& handler) {
                          const bool again = isWorking(system, handler, reached.path) || later.periodic;
                          if (timer.empty() && again && isSelf(system, actor, later.receiver, site.function))
                            timer = wayTo(system, reached, site, "its own timer brings it back, to go on");
                        });
  return timer;
}

bool takesMessages(const ActorSystem& system, ActorId actor) {
  return std::ranges::any_of(system.actor(actor).handlers, [&](HandlerId id) {
    const HandlerKind kind = system.handler(id).fact->kind;
    return kind == HandlerKind::message || kind == HandlerKind::fallback;
  });
}

}  // namespace

Verdict hasReason(const ActorSystem& system, const Subject& subject) {
  const Answer reason = runtimeReason(system, subject.actor);
  if (!reason.no()) return from(reason);
  if (Evidence children = childrenOf(system, subject.actor); !children.empty())
    return is("yes", Confidence::likely, std::move(children));
  for (const NameSite& name : namesOf(system, subject.actor))
    if (name.what->kind == NameKind::computed && system.ownerOf(name.site.function) == subject.actor)
      return is("yes", Confidence::likely,
                {stepAt(system, name.site, "each instance enters itself under its own name")});
  const Place place = system.actor(subject.actor).fact->place;
  if (!takesMessages(system, subject.actor))
    return cannotTell({{place, "it takes no messages: what it is there for happens when it starts"}});
  const Work work = workOf(system, system.actor(subject.actor));
  if (!work.pure) return cannotTell({{place, "it remembers nothing, but its turns do more than compute an answer"}});
  return is("no", weaker(reason.confidence, work.confidence), work.handlers);
}

Verdict remembers(const ActorSystem& system, const Subject& subject) {
  const Answer state = persistingState(system, subject.actor);
  if (!state.no()) return from(state);
  for (Evidence evidence : {childrenOf(system, subject.actor), ownTimer(system, subject.actor)})
    if (!evidence.empty()) return is("yes", Confidence::likely, std::move(evidence));
  return from(state);
}

Verdict mustRunBeside(const ActorSystem& system, const Subject& subject) {
  const Answer beside = wantsConcurrency(system, subject.actor);
  if (!beside.no() || workOf(system, system.actor(subject.actor)).pure) return from(beside);
  return cannotTell({{system.actor(subject.actor).fact->place, "its turns do more than compute an answer"}});
}

}  // namespace dramaturg
