#include "rules/support.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-self-send-spin",
                         "The actor feeds itself without pause.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

struct SelfSend {
  Site site;
  std::vector<Site> path;
  Confidence confidence;
};

/// The very instance, not another one of the same class.
bool isItself(const ActorSystem& system, ActorId actor, const Handle& handle, FunctionId in) {
  return std::ranges::any_of(system.receivers(handle, Symbol::none, in), [&](const Receiver& receiver) {
    return receiver.actor == actor &&
           (receiver.how == ReceiverHow::self || system.actor(actor).multiplicity == Multiplicity::one);
  });
}

/// Casts in a turn of `handler` that bring the same handler again, and that nothing in the turn decides about.
std::vector<SelfSend> feeds(const ActorSystem& system, const LinkedHandler& handler) {
  std::vector<SelfSend> sends;
  forEachReached<Cast>(system, handler.body, [&](const Cast& cast, Site site, const Reached& reached) {
    if (cast.message == Symbol::none || cast.message != handler.fact->message) return;
    if (!isItself(system, handler.actor, cast.receiver, site.function)) return;
    // A condition that looks at anything may depend on what this turn has done: work in portions.
    const bool decided = std::ranges::any_of(guardsOn(system, reached.path, site),
                                             [](const Guard& guard) { return !guard.condition->reads.empty(); });
    if (!decided) sends.push_back({site, reached.path, reached.confidence});
  });
  return sends;
}

/// The turn itself waits, for a message of another kind or for time: it does not spin.
bool pauses(const ActorSystem& system, const LinkedHandler& handler) {
  bool waits = false;
  forEachReached<Block>(system, handler.body,
                        [&](const Block& block, Site, const Reached&) { waits |= !waitsForNothing(block); });
  return waits;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedHandler& handler : system.handlers()) {
    if (handler.fact->kind != HandlerKind::message || handler.body == FunctionId::none) continue;
    const std::vector<SelfSend> sends = feeds(system, handler);
    if (sends.empty() || pauses(system, handler)) continue;
    const std::string what = quoted(system.name(handler.fact->message));
    Finding finding = begin(kInfo, placeOf(system, sends.front().site), handler.actor);
    finding.message = quoted(system, handler.actor) + " sends itself " + what + " in each turn that handles it";
    finding.evidence.push_back(at(system, handler.id, describe(system, handler.id) + " runs here"));
    for (const SelfSend& send : sends) {
      append(finding.evidence, describePath(system, send.path));
      finding.evidence.push_back(
          at(system, send.site, "sends the same message to itself, without delay and on every path"));
      finding.confidence = weaker(finding.confidence, send.confidence);
    }
    if (sends.size() > 1) finding.severity = Severity::error;  // each turn makes more of them
    finding.confidence = weaker(finding.confidence, Confidence::likely);
    finding.subject = std::string(system.name(handler.actor)) + " " + std::string(system.name(handler.fact->message));
    finding.advice = "let a timer or a delayed send bring the next turn, or let whoever has work ask for it";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

extern const Rule kMessagingSelfSendSpin;
const Rule kMessagingSelfSendSpin{kInfo, check};

}  // namespace dramaturg
