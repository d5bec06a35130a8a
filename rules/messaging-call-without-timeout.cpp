#include "model/event_index.h"
#include "rules/call_budget.h"

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-call-without-timeout",
                         "Nobody decides when to stop waiting.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "call_or_cast"};

constexpr char kAdvice[] =
    "give the call a time limit that is shorter than the one of whoever waits for this turn, and decide what "
    "happens when it passes";

/// How the one who would have to answer is known.
enum class Partner : std::uint8_t { unknown, away, local, keepsPromise };

Partner partnerOf(const ActorSystem& system, const Call& call) {
  if (call.receiver.kind == HandleKind::remote || call.receiver.kind == HandleKind::name) return Partner::away;
  const std::vector<Receiver> receivers = system.receivers(call.receiver, call.message);
  if (receivers.empty()) return Partner::unknown;
  for (const Receiver& receiver : receivers) {
    if (receiver.how == ReceiverHow::name) return Partner::away;
    for (HandlerId id : system.actor(receiver.actor).handlers)
      if (const Handler& handler = *system.handler(id).fact;
          handler.message == call.message && handler.answers == Answers::promise)
        return Partner::keepsPromise;
  }
  return Partner::local;
}

/// A program's own main function may wait for its end; everybody else holds something up.
bool onlyMainWaits(const ActorSystem& system, FunctionId function) {
  if (!system.turnsOf(function).empty() || !system.tasksOf(function).empty()) return false;
  return !system.entriesOf(function).empty();
}

const Library* libraryOf(const ActorSystem& system, FunctionId function) {
  const ActorId owner = system.ownerOf(function);
  if (owner != ActorId::none) return system.actor(owner).library;
  return system.libraries().empty() ? nullptr : &system.libraries().front();
}

std::string heldUp(const ActorSystem& system, FunctionId function, CallStyle style) {
  const ActorId owner = system.ownerOf(function);
  const std::string who = owner == ActorId::none ? "this thread" : quoted(system, owner);
  if (style == CallStyle::continuation) return "without an answer neither continuation of " + who + " ever runs";
  return who + (style == CallStyle::suspend ? " takes no other message meanwhile" : " does nothing else meanwhile");
}

void judge(const ActorSystem& system, FunctionId function, const Call& call, Finding& finding) {
  const Partner partner = partnerOf(system, call);
  const Library* library = libraryOf(system, function);
  if (partner == Partner::away)
    finding.evidence.push_back({finding.place, "the receiver may live elsewhere, or not at all"});
  if (partner == Partner::keepsPromise)
    finding.evidence.push_back({finding.place, "the receiver answers later, by a promise that it keeps"});
  const bool told = library != nullptr && library->downReachesCaller;
  if (call.style != CallStyle::continuation || partner == Partner::away || !told) return;
  // The library itself ends this wait when the receiver dies, and nobody stands still: a habit more than a fault.
  finding.severity = Severity::suggestion;
  finding.confidence =
      weaker(finding.confidence, partner == Partner::keepsPromise ? Confidence::likely : Confidence::possible);
  finding.evidence.push_back({{}, library->callSource});
}

void checkLimit(const ActorSystem& system, Site site, const Call& call, std::vector<Finding>& findings) {
  if (endsByItself(call.timeout) || call.style == CallStyle::unobserved || onlyMainWaits(system, site.function)) return;
  Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
  const std::string question = quoted(system.name(call.message));
  const bool spelled = call.timeout.kind == BoundKind::none && call.timeout.place.known();
  finding.message = "nobody ends the wait for the answer to " + question;
  finding.evidence.push_back({spelled ? call.timeout.place : finding.place,
                              spelled ? "the time limit is spelled as endless" : "by default there is no time limit"});
  finding.evidence.push_back(at(system, site, heldUp(system, site.function, call.style)));
  finding.confidence = spelled ? Confidence::certain : Confidence::likely;
  judge(system, site.function, call, finding);
  finding.subject = std::string(system.name(system.function(site.function).symbol)) + " " + question;
  finding.advice = kAdvice;
  findings.push_back(std::move(finding));
}

/// Waits for one particular answer; an actor or thread that waits for whatever comes next is just idle.
bool waitsForAnswer(const Block& block) {
  if (block.kind == BlockKind::receive) return block.receiver.kind != HandleKind::unknown;
  return block.kind == BlockKind::future || block.kind == BlockKind::remoteCall;
}

void checkLimit(const ActorSystem& system, Site site, const Block& block, std::vector<Finding>& findings) {
  if (!waitsForAnswer(block) || waitsForNothing(block) || endsByItself(block.bound)) return;
  if (onlyMainWaits(system, site.function) || system.ownerOf(site.function) == ActorId::none) return;
  Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
  finding.message = "nobody ends the wait in " + quoted(system.name(block.function));
  finding.evidence.push_back(at(system, site, "waits until the answer is there, however long that takes"));
  finding.evidence.push_back(at(system, site, heldUp(system, site.function, CallStyle::blocking)));
  finding.confidence = Confidence::likely;
  finding.subject =
      std::string(system.name(system.function(site.function).symbol)) + " " + std::string(system.name(block.function));
  finding.advice = kAdvice;
  findings.push_back(std::move(finding));
}

/// A limit of zero is no limit but a refusal to wait.
void checkZero(const ActorSystem& system, Site site, const Call& call, std::vector<Finding>& findings) {
  if (call.timeout.kind != BoundKind::constant || call.timeout.milliseconds > 0) return;
  Finding finding = begin(kInfo, placeOf(system, site), system.ownerOf(site.function));
  finding.severity = Severity::error;
  finding.message = "the call for " + quoted(system.name(call.message)) + " fails at once: its time limit is zero";
  finding.evidence.push_back(
      {call.timeout.place.known() ? call.timeout.place : finding.place, "the time limit is zero"});
  finding.evidence.push_back(at(system, site, "no answer can be this quick"));
  finding.subject = std::string(system.name(system.function(site.function).symbol)) + " zero";
  finding.advice = "give the answer the time that it needs; for ever has a spelling of its own";
  findings.push_back(std::move(finding));
}

void checkInversion(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Inversion& inversion : inversionsOf(system)) {
    Finding finding = begin(kInfo, placeOf(system, inversion.outer->site), inversion.outer->from);
    finding.message = "the caller gives up after " + dramaturg::describe(inversion.limit) + ", but " +
                      quoted(system, inversion.outer->to) + " may wait " + dramaturg::describe(inversion.inner) +
                      " before it answers";
    finding.evidence.push_back(
        at(system, inversion.outer->site, "the outer limit is " + dramaturg::describe(inversion.limit)));
    finding.evidence.push_back(
        at(system, inversion.outer->toHandler, describe(system, inversion.outer->toHandler) + " has to answer"));
    for (Site site : inversion.waits)
      finding.evidence.push_back(at(
          system, site, "the inner limit is " + dramaturg::describe(std::get<Call>(system.event(site).what).timeout)));
    finding.confidence = inversion.outer->confidence;
    finding.subject = sourceOf(system, *inversion.outer) + " outlives " + describe(system, inversion.outer->toHandler);
    finding.advice = "time limits shrink on the way in: the inner ones together must be shorter than the outer one";
    findings.push_back(std::move(finding));
  }
}

void checkDepth(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const std::vector<WaitEdge>& chain : deepChains(system)) {
    Finding finding = begin(kInfo, placeOf(system, chain.front().edge->site), chain.front().edge->from);
    finding.severity = Severity::suggestion;
    finding.message = "this call holds for its answer through " + counted(chain.size(), "synchronous hop");
    for (const WaitEdge& wait : chain)
      finding.evidence.push_back(
          at(system, wait.edge->site, quoted(system, wait.edge->from) + " waits for " + quoted(system, wait.edge->to)));
    for (const WaitEdge& wait : chain) finding.confidence = weaker(finding.confidence, wait.edge->confidence);
    finding.subject = std::string(system.name(chain.front().edge->from)) + " depth";
    finding.advice =
        "an outer limit can hardly be right over this many hops: send the answer on its way without holding the turns "
        "in between";
    findings.push_back(std::move(finding));
  }
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Site site : system.events().sites<Call, Block>()) {
    const EventKind& what = system.event(site).what;
    if (const auto* call = std::get_if<Call>(&what)) {
      checkLimit(system, site, *call, findings);
      checkZero(system, site, *call, findings);
    }
    if (const auto* block = std::get_if<Block>(&what)) checkLimit(system, site, *block, findings);
  }
  checkInversion(system, findings);
  checkDepth(system, findings);
}

}  // namespace

extern const Rule kMessagingCallWithoutTimeout;
const Rule kMessagingCallWithoutTimeout{kInfo, check};

}  // namespace dramaturg
