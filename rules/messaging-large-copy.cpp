#include "model/event_index.h"
#include "rules/ways_to.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-large-copy",
                         "Large data is copied into this message, again for every receiver.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::uint64_t kLargeBytes = 1024;  ///< of the value itself; what a container holds comes on top

/// The parts that casts and calls have in common.
struct Sent {
  Handle receiver;
  Symbol message = Symbol::none;
  const std::vector<Payload>* payload = nullptr;
};

std::optional<Sent> sentBy(const Event& event) {
  if (const auto* cast = std::get_if<Cast>(&event.what)) return Sent{cast->receiver, cast->message, &cast->payload};
  if (const auto* call = std::get_if<Call>(&event.what)) return Sent{call->receiver, call->message, &call->payload};
  return std::nullopt;
}

bool isCopied(const Payload& payload) { return payload.ownership == Ownership::value && !payload.moved; }

std::string_view lastName(std::string_view text) { return text.substr(text.find_last_of(":.> ") + 1); }

/// The loop whose every pass sends the same value to somebody else.
const Loop* fanOut(const ActorSystem& system, Site site, const Sent& sent, const Payload& payload) {
  if (sent.receiver.kind == HandleKind::group) return nullptr;
  const std::vector<LoopAround> loops = loopsAround(system, {}, site);
  if (loops.empty()) return nullptr;
  const Loop& loop = loopOf(system, loops.front());
  if (loop.kind != LoopKind::container && loop.kind != LoopKind::constant) return nullptr;
  // A member is the same in every pass, unless it is what the loop goes over.
  const bool member = payload.holder.kind == HandleKind::field &&
                      lastName(system.name(payload.holder.symbol)) != lastName(system.name(loop.over));
  return payload.again || member ? &loop : nullptr;
}

/// Another message of the same function with the same value, to somebody else, without a branch between them.
std::optional<Site> sentAgain(const ActorSystem& system, Site site, const Sent& sent, const Payload& payload) {
  const std::vector<Event>& events = system.function(site.function).events;
  if (payload.holder.kind == HandleKind::unknown) return std::nullopt;
  for (std::uint32_t i = site.event + 1; i < events.size(); ++i) {
    const std::optional<Sent> other = sentBy(events[i]);
    if (!other || other->receiver == sent.receiver || events[i].guards != events[site.event].guards) continue;
    const bool same = std::ranges::any_of(
        *other->payload, [&](const Payload& one) { return isCopied(one) && one.holder == payload.holder; });
    if (same) return Site{site.function, i};
  }
  return std::nullopt;
}

std::string what(const ActorSystem& system, const Payload& payload) {
  const std::string type = payload.type == Symbol::none ? "a value" : quoted(system.name(payload.type));
  if (payload.holder.symbol == Symbol::none) return type;
  return quoted(system.name(payload.holder.symbol)) + " (" + type + ")";
}

Finding report(const ActorSystem& system, Site site, const Sent& sent, const Payload& payload) {
  Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
  const std::string message = sent.message == Symbol::none ? "a message" : quoted(system.name(sent.message));
  finding.message = what(system, payload) + " is copied into " + message;
  std::string size = payload.bulk.kind == BulkKind::fixed ? std::to_string(payload.bulk.bytes) + " bytes"
                                                          : "with everything that it holds";
  finding.evidence.push_back(at(system, site, what(system, payload) + " is copied, " + size));
  finding.subject = std::string(system.name(system.function(site.function).symbol)) + " copies " +
                    what(system, payload) + " into " + message;
  finding.advice =
      "send what the receiver needs, move the value when the sender is done with it, or make it once and share it as "
      "`shared_ptr<const T>`, which nobody writes any more";
  return finding;
}

/// Every copy counts once it goes to several; a single one only when it is large by its type.
std::optional<Finding> judge(const ActorSystem& system, Site site, const Sent& sent, const Payload& payload) {
  Finding finding = report(system, site, sent, payload);
  const bool large = payload.bulk.kind == BulkKind::elements || payload.bulk.bytes >= kLargeBytes;
  finding.confidence = large ? Confidence::certain : Confidence::possible;  // a text may be a word
  if (const Loop* loop = fanOut(system, site, sent, payload)) {
    const std::string over = loop->over == Symbol::none ? "the loop" : quoted(system.name(loop->over));
    finding.message += " for every receiver";
    finding.evidence.push_back({loop->place, "the same value again for each pass over " + over});
  } else if (const auto again = sentAgain(system, site, sent, payload)) {
    finding.message += " and into another one";
    finding.evidence.push_back(at(system, *again, "the same value is copied again here"));
    finding.confidence = weaker(finding.confidence, Confidence::likely);
  } else if (payload.bulk.bytes >= kLargeBytes) {
    finding.confidence = Confidence::likely;
  } else {
    return std::nullopt;
  }
  if (onlyStartsOrEnds(system, waysTo(system, site.function))) finding.confidence = Confidence::possible;
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::map<std::string, Finding> bySubject;  // the same value in the same message is one finding
  for (const Site site : system.events().sites<Cast, Call>()) {
    const std::optional<Sent> sent = sentBy(system.event(site));
    if (sent->receiver.kind == HandleKind::remote) continue;  // what goes to another process is copied anyway
    for (const Payload& payload : *sent->payload) {
      const bool tells = payload.bulk.kind != BulkKind::fixed || payload.bulk.bytes >= kLargeBytes;
      if (!isCopied(payload) || !tells) continue;
      if (auto finding = judge(system, site, *sent, payload)) bySubject.try_emplace(finding->subject, *finding);
    }
  }
  for (auto& [subject, finding] : bySubject) findings.push_back(std::move(finding));
}

}  // namespace

extern const Rule kMessagingLargeCopy;
const Rule kMessagingLargeCopy{kInfo, check};

}  // namespace dramaturg
