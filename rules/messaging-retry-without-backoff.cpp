#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-retry-without-backoff",
                         "Failure is answered by the same request, at once, for ever.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// Where the failure leads back to the request: the way, and what decides on it.
struct Retry {
  std::vector<Site> path;  ///< from the error handler to the function that asks
  Confidence confidence = Confidence::certain;
};

/// An attempt counter that is compared to a limit, a flag of a breaker: any test of what lives longer than the turn.
bool isLimited(const ActorSystem& system, const std::vector<Site>& path, Site site) {
  return std::ranges::any_of(guardsOn(system, path, site),
                             [](const Guard& guard) { return guard.condition->compares; });
}

/// What asks takes something out before: with each round it asks for the next, until nothing is left.
bool takesNext(const ActorSystem& system, Site site) {
  const auto& events = system.function(site.function).events;
  return std::any_of(events.begin(), events.begin() + site.event, [](const Event& event) {
    const auto* write = std::get_if<StateWrite>(&event.what);
    return write != nullptr && write->kind == WriteKind::erase;
  });
}

/// Somewhere on the way the code waits a while first, or leaves it to a timer.
bool pauses(const ActorSystem& system, FunctionId root, const std::vector<Site>& path) {
  const auto before = [&](FunctionId function, std::uint32_t end) {
    const auto& events = system.function(function).events;
    return std::any_of(events.begin(), events.begin() + end, [](const Event& event) {
      const auto* block = std::get_if<Block>(&event.what);
      return (block && block->kind == BlockKind::sleep) || std::holds_alternative<Schedule>(event.what);
    });
  };
  FunctionId at = root;
  for (const Site step : path) {
    if (before(at, step.event)) return true;
    const auto* call = std::get_if<FunctionCall>(&system.event(step).what);
    at = call ? system.functionOf(call->callee) : step.function;
  }
  return false;
}

/// The error handler runs the function that asks, in the turn that hears of the failure.
std::optional<Retry> retryOf(const ActorSystem& system, Site site, const Call& call) {
  const FunctionId onError = system.functionOf(call.onError);
  if (onError == FunctionId::none) return std::nullopt;
  for (const Reached& reached : system.reach(onError))
    if (reached.function == site.function && !reached.path.empty() && !isLimited(system, reached.path, site) &&
        !pauses(system, onError, reached.path))
      return Retry{reached.path, reached.confidence};
  return std::nullopt;
}

/// The same question to the same receiver again, written out in the error handler.
std::optional<Retry> repetitionIn(const ActorSystem& system, const Call& call) {
  const FunctionId onError = system.functionOf(call.onError);
  std::optional<Retry> found;
  forEachReached<Call>(system, onError, [&](const Call& again, Site at, const Reached& reached) {
    const bool same = again.message != Symbol::none && again.message == call.message && again.receiver == call.receiver;
    // Asked once more, and what fails then is not answered by asking again: a second attempt has an end.
    if (found || !same || again.onError != call.onError || isLimited(system, reached.path, at)) return;
    std::vector<Site> path = reached.path;
    path.push_back(at);
    if (!pauses(system, onError, path)) found = Retry{std::move(path), reached.confidence};
  });
  return found;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Site site : system.events().sites<Call>()) {
    const auto& call = std::get<Call>(system.event(site).what);
    if (call.style == CallStyle::unobserved || takesNext(system, site)) continue;
    auto retry = retryOf(system, site, call);
    if (!retry) retry = repetitionIn(system, call);
    if (!retry) continue;
    const std::string question = call.message == Symbol::none ? "a request" : quoted(system.name(call.message));
    Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
    finding.message = "when " + question + " fails it is asked again at once";
    finding.evidence.push_back(at(system, site, "asks " + question));
    finding.evidence.push_back(at(system, system.functionOf(call.onError), "takes the failure"));
    for (const Site step : retry->path)
      finding.evidence.push_back(
          at(system, step, step == retry->path.back() ? "asks again, without a pause" : "goes on here"));
    finding.confidence = weaker(retry->confidence, Confidence::likely);
    finding.subject = std::string(system.name(system.function(site.function).symbol)) + " " + question;
    finding.advice =
        "ask again after a pause that grows, a limited number of times, and in one layer only; a receiver that is slow "
        "gets slower by being asked more";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

extern const Rule kMessagingRetryWithoutBackoff;
const Rule kMessagingRetryWithoutBackoff{kInfo, check};

}  // namespace dramaturg
