#include "rules/hubs.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-single-actor-hub",
                         "One instance of this actor receives everyone's traffic.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "iron_law"};

std::string describe(const ActorSystem& system, const Load& load) {
  std::string text = sourceOf(system, *load.edge) + (load.edge->kind == EdgeKind::call ? " asks" : " casts");
  if (load.many) text += ", from many instances";
  if (load.loop) text += ", in a loop";
  if (load.cost.kind == CostKind::blocking) text += "; the handler waits";
  if (load.cost.kind == CostKind::heavy) text += "; the handler computes for long";
  return text + " (weight " + std::to_string(load.weight) + ")";
}

/// How much of everything that is sent in the program ends here, in percent.
std::size_t shareOf(const ActorSystem& system, ActorId actor) {
  std::size_t all = 0, here = 0;
  for (const Edge& edge : system.edges()) {
    if (edge.kind != EdgeKind::cast && edge.kind != EdgeKind::call) continue;
    ++all;
    if (edge.to == actor) ++here;
  }
  return all == 0 ? 0 : here * 100 / all;
}

/// A field that every message handler writes orders the messages: then the actor cannot be split.
bool keepsOrder(const LinkedActor& actor, const ActorSystem& system) {
  const auto messages = std::ranges::count_if(
      actor.handlers, [&](HandlerId id) { return system.handler(id).fact->kind == HandlerKind::message; });
  return messages > 1 && std::ranges::any_of(actor.fields, [&](const FieldUse& use) {
           std::vector<HandlerId> writers;
           for (const FieldUse::Access& access : use.writes)
             if (access.handler != HandlerId::none && system.handler(access.handler).fact->kind == HandlerKind::message)
               writers.push_back(access.handler);
           std::ranges::sort(writers);
           writers.erase(std::unique(writers.begin(), writers.end()), writers.end());
           return static_cast<std::ptrdiff_t>(writers.size()) == messages;
         });
}

std::string adviceFor(const ActorSystem& system, const LinkedActor& actor) {
  if (keepsOrder(actor, system))
    return "every message counts on the same field, so order matters and the actor cannot be split: shrink its turns "
           "and move "
           "work out of them into tasks";
  return "one process answers one message at a time: partition it by a key of its messages, let reads bypass it, or "
         "move work out "
         "of its turns into tasks";
}

Finding report(const ActorSystem& system, const Hub& hub) {
  const LinkedActor& actor = system.actor(hub.actor);
  Finding finding = begin(kInfo, actor.fact->place, actor.id);
  finding.message = "the single instance of " + quoted(system, actor.id) + " serves " +
                    std::to_string(hub.loads.size()) + " classes of senders";
  finding.evidence.push_back(at(system, actor.id,
                                quoted(system, actor.id) + " receives " + std::to_string(shareOf(system, actor.id)) +
                                    " % of everything that the program sends"));
  append(finding.evidence, actor.multiplicityWhy);
  for (const Load& load : hub.loads) finding.evidence.push_back(at(system, load.edge->site, describe(system, load)));
  const auto costliest = std::ranges::find(hub.loads, hub.costliest, [](const Load& load) { return load.cost.kind; });
  append(finding.evidence, costliest->cost.evidence);
  finding.evidence.push_back(
      {{}, "the weights add up to " + std::to_string(hub.weight) + ", the limit is " + std::to_string(kHubWeight)});
  for (HandlerId id : actor.handlers)
    if (readOnly(system, id).yes())
      finding.evidence.push_back(at(system, id, dramaturg::describe(system, id) + " only reads"));
  finding.confidence = hub.costliest == CostKind::light ? Confidence::likely : Confidence::certain;
  finding.subject = system.name(actor.id);
  finding.advice = adviceFor(system, actor);
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Hub& hub : hubsOf(system)) findings.push_back(report(system, hub));
}

}  // namespace

extern const Rule kBottleneckSingleActorHub;
const Rule kBottleneckSingleActorHub{kInfo, check};

}  // namespace dramaturg
