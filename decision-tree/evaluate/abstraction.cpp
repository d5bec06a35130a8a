// The predicates of the model, and what the trees see besides: an actor that others are linked to has them to keep.
#include "decision-tree/evaluate/evaluate.h"

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

Verdict orChildren(const ActorSystem& system, ActorId actor, const Answer& answer) {
  if (!answer.no()) return from(answer);
  Evidence children = childrenOf(system, actor);
  return children.empty() ? from(answer) : is("yes", Confidence::likely, std::move(children));
}

}  // namespace

Verdict runtimeReasonOrChildren(const ActorSystem& system, const Subject& subject) {
  return orChildren(system, subject.actor, runtimeReason(system, subject.actor));
}

Verdict stateOrChildren(const ActorSystem& system, const Subject& subject) {
  return orChildren(system, subject.actor, persistingState(system, subject.actor));
}

}  // namespace dramaturg
