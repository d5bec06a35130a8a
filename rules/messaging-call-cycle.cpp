#include "model/wait_graph.h"
#include "rules/support.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"messaging-call-cycle",
                         "These actors can wait for each other (or for themselves) forever.",
                         Severity::error,
                         RuleStatus::stable,
                         "0.1",
                         "call_or_cast"};

constexpr std::size_t kLongest = 6;  ///< actors on a cycle; longer ones nobody follows

using Cycle = std::vector<const WaitEdge*>;

/// Does each wait start in the handler that the wait before has to enter? Then one message is enough for the deadlock.
bool isOneChain(const Cycle& cycle) {
  for (std::size_t i = 1; i < cycle.size(); ++i)
    if (cycle[i]->edge->fromHandler != cycle[i - 1]->entered) return false;
  return true;
}

/// The way round that starts with the longest unbroken chain, so that evidence reads in the order of events.
Cycle inOrder(Cycle cycle) {
  for (std::size_t i = 0; i < cycle.size() && !isOneChain(cycle); ++i) std::ranges::rotate(cycle, cycle.begin() + 1);
  return cycle;
}

/// Parent and child hold handles of each other, not of some instance of the class.
bool areFamily(const ActorSystem& system, ActorId a, ActorId b) {
  return std::ranges::any_of(system.edges(), [&](const Edge& edge) {
    return edge.kind == EdgeKind::spawn && ((edge.from == a && edge.to == b) || (edge.from == b && edge.to == a));
  });
}

Confidence confidenceOf(const ActorSystem& system, const Cycle& cycle) {
  Confidence confidence = isOneChain(cycle) ? Confidence::certain : Confidence::likely;
  for (const WaitEdge* wait : cycle) {
    confidence = weaker(confidence, wait->edge->confidence);
    const Multiplicity multiplicity = system.actor(wait->edge->from).multiplicity;
    const bool exact = multiplicity == Multiplicity::one || wait->edge->from == wait->edge->to ||
                       (cycle.size() == 2 && areFamily(system, wait->edge->from, wait->edge->to));
    if (!exact)
      confidence = weaker(confidence, multiplicity == Multiplicity::many ? Confidence::possible : Confidence::likely);
  }
  return confidence;
}

std::string waitText(const ActorSystem& system, const WaitEdge& wait) {
  const std::string to = quoted(system, wait.edge->to);
  if (wait.call == nullptr) return "starts " + to + " and waits until its init is done";
  const std::string how = wait.call->style == CallStyle::blocking ? "its thread waits" : "it takes no other message";
  const std::string limit =
      endsByItself(wait.call->timeout) ? "time limit " + describe(wait.call->timeout) : "no time limit";
  return quoted(system, wait.edge->from) + " asks " + to + " for " + quoted(system.name(wait.call->message)) +
         " and until the answer " + how + " (" + limit + ")";
}

void explain(const ActorSystem& system, const WaitEdge& wait, Evidence& evidence) {
  if (wait.edge->fromHandler != HandlerId::none)
    evidence.push_back(
        at(system, wait.edge->fromHandler, "a message starts " + describe(system, wait.edge->fromHandler)));
  append(evidence, describePath(system, wait.edge->path));
  evidence.push_back(at(system, wait.edge->site, waitText(system, wait)));
  append(evidence, wait.edge->via);
}

/// The cheapest wait to give up: one whose answer is not used, else one that has a form with a continuation.
std::string cheapest(const ActorSystem& system, const Cycle& cycle) {
  const WaitEdge* best = cycle.back();
  for (const WaitEdge* wait : cycle) {
    if (wait->call == nullptr) continue;
    if (!wait->call->resultUsed && wait->call->onReply == Symbol::none)
      return "the answer to " + quoted(system.name(wait->call->message)) + " is not used: make that call a cast";
    if (wait->call->style == CallStyle::suspend) best = wait;
  }
  if (best->call == nullptr) return "do the call after the start, in a first message of the actor to itself";
  return "let " + quoted(system, best->edge->from) + " go on while " + quoted(system.name(best->call->message)) +
         " is under way (a continuation)";
}

Finding report(const ActorSystem& system, const Cycle& cycle) {
  Finding finding = begin(kInfo, placeOf(system, cycle.front()->edge->site), cycle.front()->edge->from);
  std::vector<std::string> names;
  for (const WaitEdge* wait : cycle) names.push_back(quoted(system, wait->edge->from));
  const bool ends = std::ranges::all_of(
      cycle, [](const WaitEdge* wait) { return wait->call != nullptr && endsByItself(wait->call->timeout); });
  finding.message = cycle.size() == 1 ? names.front() + " waits for an answer of its own"
                                      : listed(names) + " can wait for each other";
  finding.message += ends ? ", until a time limit ends it" : " for ever";
  if (ends) finding.severity = Severity::warning;
  for (const WaitEdge* wait : cycle) explain(system, *wait, finding.evidence);
  finding.evidence.push_back(
      at(system, cycle.back()->edge->to,
         quoted(system, cycle.back()->edge->to) + " is still in the turn of the first step and cannot answer"));
  finding.confidence = confidenceOf(system, cycle);
  for (const std::string& name : names) finding.subject += name + " ";
  finding.advice = "break the cycle: " + cheapest(system, cycle) +
                   ", send the data along with the first message, or move what both need "
                   "to a third owner";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  const std::vector<WaitEdge> edges = waitEdges(system);
  for (const std::vector<std::size_t>& indices : cyclesOf(edges, kLongest)) {
    Cycle cycle;
    for (std::size_t index : indices) cycle.push_back(&edges[index]);
    findings.push_back(report(system, inOrder(std::move(cycle))));
  }
}

}  // namespace

extern const Rule kMessagingCallCycle;
const Rule kMessagingCallCycle{kInfo, check};

}  // namespace dramaturg
