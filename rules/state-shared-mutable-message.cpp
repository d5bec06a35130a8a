#include "rules/shared_memory.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"state-shared-mutable-message",
                         "The message shares memory that both sides can write.",
                         Severity::error,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

bool writes(const std::vector<Touch>& touches) { return std::ranges::any_of(touches, &Touch::write); }

/// Certain with a write on one side and any access on the other; likely when one side is seen to hold on to it.
Confidence confidenceOf(const Sharing& sharing) {
  const bool sender = !sharing.bySender.empty();
  const bool receiver = !sharing.byReceivers.empty();
  const bool write = writes(sharing.bySender) || writes(sharing.byReceivers);
  if (write && receiver && (sender || sharing.severalReceivers)) return Confidence::certain;
  if (writes(sharing.bySender)) return Confidence::likely;
  if (write && (sharing.kept || sharing.severalReceivers)) return Confidence::likely;
  return Confidence::possible;
}

/// The caller stands still while the callee looks, so neither is in the other's way.
bool callerWaits(const ActorSystem& system, const Sharing& sharing) {
  const auto* call = std::get_if<Call>(&system.event(sharing.site).what);
  return call != nullptr && call->style == CallStyle::blocking && !sharing.severalReceivers;
}

/// Both run on the one thread of their placement; that lasts only as long as the placement does.
bool shareThread(const ActorSystem& system, const Sharing& sharing) {
  const ActorId owner = system.ownerOf(sharing.site.function);
  if (owner == ActorId::none || sharing.receivers.empty()) return false;
  const Placement placement = system.actor(owner).placement;
  const bool single = placement == Placement::mainThread || placement == Placement::ioThread;
  return single &&
         std::ranges::all_of(sharing.receivers, [&](ActorId id) { return system.actor(id).placement == placement; });
}

std::string what(const ActorSystem& system, const Payload& payload) {
  std::string text = payload.holder.symbol == Symbol::none ? "the element" : quoted(system.name(payload.holder.symbol));
  if (payload.member != Symbol::none) text += " (its member " + quoted(system.name(payload.member)) + ")";
  switch (payload.ownership) {
    case Ownership::sharedMutable:
      return text + " is a shared pointer to memory that everybody may write";
    case Ownership::rawPointer:
      return text + " is a pointer to memory of the sender";
    default:
      return text + " refers to memory of the sender";
  }
}

/// The writes first: they are what does the harm.
void addTouches(const ActorSystem& system, const std::vector<Touch>& touches, std::string_view who,
                Evidence& evidence) {
  constexpr std::size_t kShown = 2;
  std::size_t shown = 0;
  for (const bool write : {true, false})
    for (const Touch& touch : touches)
      if (touch.write == write && shown++ < kShown)
        evidence.push_back(at(system, touch.site, std::string(who) + (write ? " writes there" : " reads there")));
}

void explain(const ActorSystem& system, const Sharing& sharing, Evidence& evidence) {
  evidence.push_back(at(system, sharing.site, what(system, *sharing.payload)));
  if (sharing.severalReceivers) evidence.push_back(at(system, sharing.site, "it goes to more than one receiver"));
  addTouches(system, sharing.bySender, "after the send the sender", evidence);
  if (sharing.bySender.empty() && sharing.kept)
    evidence.push_back(at(system, sharing.site, "the sender keeps it in its state"));
  for (HandlerId id : sharing.handlers) evidence.push_back(at(system, id, describe(system, id) + " receives it"));
  addTouches(system, sharing.byReceivers, "the receiver", evidence);
}

Finding report(const ActorSystem& system, const Sharing& sharing) {
  Finding finding = begin(kInfo, placeOf(system, sharing.site), system.ownerOf(sharing.site.function));
  const std::string receiver = sharing.receivers.empty() ? "its receiver" : quoted(system, sharing.receivers.front());
  const std::string holder =
      sharing.payload->holder.symbol == Symbol::none ? "memory" : quoted(system.name(sharing.payload->holder.symbol));
  finding.confidence = confidenceOf(sharing);
  finding.message = "sender and " + receiver + " both reach what " + holder + " points to";
  explain(system, sharing, finding.evidence);
  const bool typeOnly = sharing.bySender.empty() && sharing.byReceivers.empty();
  if (typeOnly || callerWaits(system, sharing) || shareThread(system, sharing)) finding.severity = Severity::suggestion;
  if (callerWaits(system, sharing))
    finding.evidence.push_back({finding.place, "this works only because the sender waits for the answer"});
  if (shareThread(system, sharing))
    finding.evidence.push_back({finding.place, "this works only while both run on the same thread"});
  finding.subject = std::string(system.name(system.function(sharing.site.function).symbol)) + " shares " + holder +
                    " with " + receiver;
  finding.advice =
      "messages are copied, moved or immutable: send a `shared_ptr<const T>` that nobody writes any more, move the "
      "only owner "
      "along, or send a copy";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::set<std::string> told;  // the same memory to the same receiver is one finding
  std::vector<Finding> found;
  for (const Sharing& sharing : sharingsOf(system)) found.push_back(report(system, sharing));
  std::ranges::sort(found, [](const Finding& a, const Finding& b) {
    return a.confidence != b.confidence ? a.confidence > b.confidence : a.place < b.place;
  });
  for (Finding& finding : found)
    if (told.insert(finding.subject).second) findings.push_back(std::move(finding));
}

}  // namespace

extern const Rule kStateSharedMutableMessage;
const Rule kStateSharedMutableMessage{kInfo, check};

}  // namespace dramaturg
