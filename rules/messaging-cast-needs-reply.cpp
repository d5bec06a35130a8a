#include "rules/cast_waits.h"

#include <map>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-cast-needs-reply",
                         "This cast is followed by waiting for its effect: make it a call.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

Finding report(const ActorSystem& system, const Edge& edge, const Waiting& waiting) {
  Finding finding = begin(kInfo, placeOf(system, edge.site), edge.from);
  const std::string message = quoted(system.name(std::get<Cast>(system.event(edge.site).what).message));
  finding.message =
      sourceOf(system, edge) + " casts " + message + " to " + quoted(system, edge.to) + " and " + waiting.text;
  append(finding.evidence, describePath(system, edge.path));
  finding.evidence.push_back(at(system, edge.site, "casts " + message));
  append(finding.evidence, waiting.evidence);
  finding.evidence.push_back(
      {finding.place, "nothing limits how long it waits, or tells it that the receiver is gone"});
  finding.confidence = weaker(waiting.confidence, edge.confidence);
  finding.subject = sourceOf(system, edge) + " to " + std::string(system.name(edge.to));
  finding.advice =
      "make it a call with a time limit, which brings the answer or the failure; where there are no calls, send a "
      "reference along, and let a timer expire what was not answered";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::map<std::string, Finding> byEdge;
  for (const Edge& edge : system.edges()) {
    const auto* cast = edge.kind == EdgeKind::cast ? std::get_if<Cast>(&system.event(edge.site).what) : nullptr;
    if (cast == nullptr || edge.toHandler == HandlerId::none || cast->receiver.kind == HandleKind::group) continue;
    if (edge.confidence == Confidence::possible || system.handler(edge.toHandler).body == FunctionId::none) continue;
    const std::optional<Waiting> waiting = waitingAfter(system, edge);
    if (!waiting) continue;
    Finding finding = report(system, edge, *waiting);
    const auto [known, isNew] = byEdge.try_emplace(finding.subject, finding);
    if (!isNew && finding.confidence > known->second.confidence) known->second = std::move(finding);
  }
  for (auto& [subject, finding] : byEdge) findings.push_back(std::move(finding));
}

}  // namespace

extern const Rule kMessagingCastNeedsReply;
const Rule kMessagingCastNeedsReply{kInfo, check};

}  // namespace dramaturg
