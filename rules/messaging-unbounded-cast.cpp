#include "model/flood.h"
#include "rules/support.h"

#include <map>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-unbounded-cast",
                         "Nothing slows this sender down.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

void addReceiver(const ActorSystem& system, const Edge& edge, const Cost& cost, Evidence& evidence) {
  const LinkedActor& receiver = system.actor(edge.to);
  append(evidence, receiver.structure);
  if (receiver.structure.empty()) evidence.push_back({{}, receiver.library->mailboxSource});
  if (edge.toHandler != HandlerId::none)
    evidence.push_back(
        at(system, edge.toHandler, dramaturg::describe(system, edge.toHandler) + " takes them one by one"));
  append(evidence, cost.evidence);
}

Finding report(const ActorSystem& system, const Edge& edge, const FloodSource& source, const Cost& cost) {
  Finding finding = begin(kInfo, placeOf(system, edge.site), edge.from);
  const std::string message = quoted(system.name(std::get<Cast>(system.event(edge.site).what).message));
  finding.message = "nothing slows the casts of " + message + " to " + quoted(system, edge.to) + " down";
  finding.evidence.push_back(source.step);
  append(finding.evidence, describePath(system, edge.path));
  finding.evidence.push_back(at(system, edge.site, "casts " + message + " and goes on at once"));
  append(finding.evidence, edge.via);
  addReceiver(system, edge, cost, finding.evidence);
  finding.evidence.push_back({finding.place, "no wait, limit or acknowledgement was found on this way"});
  const bool costly = cost.kind != CostKind::light && cost.confidence != Confidence::possible;
  finding.confidence =
      weaker(costly ? source.confidence : weaker(source.confidence, Confidence::likely), edge.confidence);
  finding.subject = sourceOf(system, edge) + " to " + std::string(system.name(edge.to)) + " " + message;
  finding.advice =
      "make it a call, so that the sender waits for the receiver; or keep a window of unacknowledged messages, let the "
      "receiver ask for more, or drop at the sender";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::map<std::string, Finding> byEdge;  // one finding per sender, receiver and message; the surest one
  Floods floods(system);
  for (const Edge& edge : system.edges()) {
    const std::optional<FloodSource> source = floods.of(edge);
    if (!source) continue;
    const Cost cost = edge.toHandler == HandlerId::none ? Cost{} : dramaturg::cost(system, edge.toHandler);
    Finding finding = report(system, edge, *source, cost);
    const auto [known, isNew] = byEdge.try_emplace(finding.subject, finding);
    if (!isNew && finding.confidence > known->second.confidence) known->second = std::move(finding);
  }
  for (auto& [subject, finding] : byEdge) findings.push_back(std::move(finding));
}

}  // namespace

extern const Rule kMessagingUnboundedCast;
const Rule kMessagingUnboundedCast{kInfo, check};

}  // namespace dramaturg
