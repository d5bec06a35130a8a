#include "rules/support.h"

#include "model/event_index.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-unhandled-message",
                         "This message is sent to an actor that has no handler for it.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// `(reset)` → its elements, for "which of those that it takes is meant?".
std::size_t likeness(std::string_view a, std::string_view b) {
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  return same;
}

void explain(const ActorSystem& system, const std::vector<HandlerId>& taken, std::string_view message,
             Evidence& evidence) {
  constexpr std::size_t kShown = 3;
  std::vector<HandlerId> nearest = taken;
  std::ranges::sort(nearest, {}, [&](HandlerId id) {
    const auto same = static_cast<std::ptrdiff_t>(likeness(system.name(system.handler(id).fact->message), message));
    return std::pair(-same, id);
  });
  if (nearest.size() > kShown) nearest.resize(kShown);
  for (const HandlerId id : nearest)
    evidence.push_back(at(system, id, "it takes " + quoted(system.name(system.handler(id).fact->message))));
}

void judge(const ActorSystem& system, Site site, const Handle& handle, Symbol message, std::vector<Finding>& findings) {
  // A message that is a function brings its own handler.
  if (message == Symbol::none || system.functionOf(message) != FunctionId::none) return;
  // The handle alone decides here: candidates by signature all have a handler.
  std::vector<Receiver> receivers = system.receivers(handle, Symbol::none, site.function);
  if (receivers.size() != 1 || receivers.front().how == ReceiverHow::message) return;
  const Receiver& receiver = receivers.front();
  const auto takes = [&](HandlerId id) { return system.handler(id).fact->message == message; };
  if (std::ranges::any_of(system.actor(receiver.actor).handlers, takes)) return;
  const auto taken = messagesTakenBy(system, receiver.actor);
  if (!taken || taken->empty()) return;
  const std::string what = quoted(system.name(message));
  Finding finding = begin(kInfo, placeOf(system, site), receiver.actor);
  finding.message = quoted(system, receiver.actor) + " has no handler for " + what;
  finding.evidence.push_back(at(system, site, "sends " + what));
  append(finding.evidence, receiver.via);
  finding.evidence.push_back(at(system, receiver.actor, "this is who gets it"));
  explain(system, *taken, system.name(message), finding.evidence);
  finding.confidence = weaker(receiver.confidence, Confidence::likely);
  finding.subject = std::string(system.name(receiver.actor)) + " " + std::string(system.name(message));
  finding.advice = "give it a handler, send what it has one for, or stop sending";
  findings.push_back(std::move(finding));
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Site site : system.events().sites<Cast, Call, Delegate, Schedule>()) {
    const EventKind& what = system.event(site).what;
    std::visit(
        [&]<class Event>(const Event& event) {
          if constexpr (requires { event.receiver, event.message; })
            judge(system, site, event.receiver, event.message, findings);
        },
        what);
  }
}

}  // namespace

extern const Rule kMessagingUnhandledMessage;
const Rule kMessagingUnhandledMessage{kInfo, check};

}  // namespace dramaturg
