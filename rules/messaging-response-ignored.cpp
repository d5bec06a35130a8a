#include "model/event_index.h"
#include "rules/support.h"

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-response-ignored",
                         "A request is sent, its answer or its error is thrown away.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// A function whose code is known and does nothing.
bool doesNothing(const ActorSystem& system, Symbol symbol) {
  const FunctionId function = system.functionOf(symbol);
  return function != FunctionId::none && system.function(function).empty;
}

/// What can arrive instead of the answer, and is lost with it.
Evidence losses(const ActorSystem& system, Site site, const Call& call) {
  Evidence evidence;
  if (call.timeout.kind == BoundKind::constant)
    evidence.push_back(
        {call.timeout.place.known() ? call.timeout.place : placeOf(system, site),
         "an answer that takes longer than " + describe(call.timeout) + " is an error that nobody sees"});
  for (const Receiver& receiver : system.receivers(call.receiver, call.message, site.function)) {
    const Answer death = canDie(system, receiver.actor);
    if (!death.yes() || death.evidence.empty()) continue;
    evidence.push_back({death.evidence.front().place, quoted(system, receiver.actor) + " can fail here"});
    break;
  }
  return evidence;
}

/// Nothing would be lost by sending it as a cast: the receiver has nothing to say.
bool answersNothing(const ActorSystem& system, Site site, const Call& call) {
  for (const Receiver& receiver : system.receivers(call.receiver, call.message, site.function))
    for (const HandlerId id : system.actor(receiver.actor).handlers)
      if (const Handler& handler = *system.handler(id).fact; handler.message == call.message)
        return handler.answers == Answers::nothing;
  return false;
}

/// The answer comes as a message, and the actor that asks takes others only.
bool hasNoHandlerFor(const ActorSystem& system, Site site, const Call& call) {
  const ActorId asker = system.ownerOf(site.function);
  if (call.answer == Symbol::none || call.onReply != Symbol::none || asker == ActorId::none) return false;
  const std::optional<std::vector<HandlerId>> taken = messagesTakenBy(system, asker);
  return taken &&
         std::ranges::none_of(*taken, [&](HandlerId id) { return system.handler(id).fact->message == call.answer; });
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Site site : system.events().sites<Call>()) {
    const auto& call = std::get<Call>(system.event(site).what);
    const bool dropped = call.style == CallStyle::unobserved && !call.resultUsed;
    const bool ignored =
        call.resultUsed && doesNothing(system, call.onError) &&
        (call.onReply == Symbol::none || call.onReply == call.onError || doesNothing(system, call.onReply));
    const bool unread = hasNoHandlerFor(system, site, call);
    if (!dropped && !ignored && !unread) continue;
    const std::string question = quoted(system.name(call.message));
    Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
    finding.message = "nobody looks at the answer to " + question;
    finding.evidence.push_back(at(system, site, dropped ? "asks, and drops what comes back" : "asks"));
    if (unread)
      finding.evidence.push_back(
          at(system, finding.actor,
             quoted(system, finding.actor) + " has no handler for " + quoted(system.name(call.answer))));
    if (ignored)
      finding.evidence.push_back(
          at(system, system.functionOf(call.onError), "takes what comes back and does nothing with it"));
    append(finding.evidence, losses(system, site, call));
    if (answersNothing(system, site, call)) finding.severity = Severity::suggestion;
    finding.subject = std::string(system.name(system.function(site.function).symbol)) + " " + question;
    finding.advice = "handle the answer and the failure; if neither matters, a message without an answer says so";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

extern const Rule kMessagingResponseIgnored;
const Rule kMessagingResponseIgnored{kInfo, check};

}  // namespace dramaturg
