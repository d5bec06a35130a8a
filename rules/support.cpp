#include "rules/support.h"

namespace dramaturg {
std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

Finding begin(const RuleInfo& info, Place place, ActorId actor) {
  Finding finding;
  finding.rule = info.id;
  finding.severity = info.severity;
  finding.confidence = Confidence::certain;
  finding.place = place;
  finding.actor = actor;
  return finding;
}

Place placeOf(const ActorSystem& system, Site site) { return system.event(site).place; }
Step at(const ActorSystem& system, Site site, std::string text) { return stepAt(system, site, std::move(text)); }
Step at(const ActorSystem& system, ActorId actor, std::string text) {
  return {system.actor(actor).fact->place, std::move(text)};
}
Step at(const ActorSystem& system, FunctionId function, std::string text) {
  return {system.function(function).place, std::move(text)};
}
Step at(const ActorSystem& system, HandlerId handler, std::string text) {
  return {system.handler(handler).fact->place, std::move(text)};
}

void append(Evidence& evidence, const Evidence& more) { evidence.insert(evidence.end(), more.begin(), more.end()); }

Confidence fromAbsence(const ActorSystem& system, Confidence confidence) {
  return system.closedWorld() ? confidence : lowered(confidence);
}

}  // namespace dramaturg
