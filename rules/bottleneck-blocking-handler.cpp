#include "rules/pool_starvation.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-blocking-handler",
                         "A handler waits with its thread.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

/// A wait that a turn reaches: a blocking function or a call that waits with the thread.
struct Wait {
  Site site;
  std::vector<Site> path;
  Bound bound;
  std::string what;
  Confidence confidence = Confidence::certain;
  std::string instead;
};

Wait waitOf(const ActorSystem& system, const Block& block, Site site, const Reached& reached) {
  Wait wait{site, reached.path, block.bound, quoted(system.name(block.function)), reached.confidence, {}};
  if (block.function == Symbol::none) wait.what = "a blocking function";
  wait.instead = system.name(block.alternative);
  return wait;
}

Wait waitOf(const ActorSystem& system, const Call& call, Site site, const Reached& reached) {
  Wait wait{site, reached.path, call.timeout, "the answer to " + quoted(system.name(call.message)), reached.confidence,
            {}};
  const std::vector<Receiver> receivers = system.receivers(call.receiver, call.message);
  if (!receivers.empty()) wait.what += " from " + quoted(system, receivers.front().actor);
  wait.instead = "a request with a continuation";
  return wait;
}

/// A dialogue or nested loop on a thread that is an event loop anyway: the others are served all the while.
bool goesOnServing(const Block& block, Placement placement) {
  return block.awaits == Awaits::eventLoop && (placement == Placement::mainThread || placement == Placement::ioThread);
}

std::vector<Wait> waitsIn(const ActorSystem& system, const Turn& turn, Placement placement) {
  std::vector<Wait> waits;
  std::set<Place> calls;
  forEachReached<Call>(system, turn.root, [&](const Call& call, Site site, const Reached& reached) {
    if (call.style != CallStyle::blocking) return;
    waits.push_back(waitOf(system, call, site, reached));
    calls.insert(placeOf(system, site));
  });
  forEachReached<Block>(system, turn.root, [&](const Block& block, Site site, const Reached& reached) {
    // A blocking request may be known as a wait of its library, too.
    if (!waitsForNothing(block) && !goesOnServing(block, placement) && !calls.contains(placeOf(system, site)))
      waits.push_back(waitOf(system, block, site, reached));
  });
  return waits;
}

bool worse(const Wait& a, const Wait& b) {
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  return !endsByItself(a.bound) && endsByItself(b.bound);
}

/// The narrowest place in the handler's own file: the wait itself, or the call that leads to another file.
Place placeOf(const ActorSystem& system, const Turn& turn, const Wait& wait) {
  const Place wanted = placeOf(system, wait.site);
  if (wait.path.empty() || wanted.file == system.function(turn.root).place.file) return wanted;
  return placeOf(system, wait.path.front());
}

std::string lasting(const Bound& bound) {
  if (!endsByItself(bound)) return "for as long as it takes, no limit is set";
  if (bound.kind == BoundKind::constant) return "for up to " + describe(bound);
  return "for a time that the code does not tell";
}

std::string sharing(const ActorSystem& system, const LinkedActor& actor) {
  const auto others = std::ranges::count_if(system.actors(), [&](const LinkedActor& other) {
    return other.id != actor.id && other.placement == actor.placement;
  });
  std::string text = quoted(system, actor.id) + " has no thread of its own";
  if (others > 0) text += ": it keeps a worker from " + counted(static_cast<std::size_t>(others), "other actor");
  return text;
}

void explain(const ActorSystem& system, const LinkedActor& actor, const std::vector<Wait>& waits, Evidence& evidence) {
  append(evidence, describePath(system, waits.front().path));
  evidence.push_back(
      at(system, waits.front().site, "waits for " + waits.front().what + " " + lasting(waits.front().bound)));
  for (std::size_t i = 1; i < waits.size(); ++i)
    evidence.push_back(at(system, waits[i].site, "the same handler also waits for " + waits[i].what));
  append(evidence, actor.placementWhy);
  evidence.push_back(at(system, actor.id, sharing(system, actor)));
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const Turn& turn, const std::vector<Wait>& waits) {
  const Wait& wait = waits.front();
  Finding finding = begin(kInfo, placeOf(system, turn, wait), actor.id);
  const std::string handler = describe(system, turn.handler);
  const bool ending = turn.kind == HandlerKind::terminate;
  finding.message = handler + " waits for " + wait.what + (ending ? " while the actor ends" : " with its thread");
  finding.evidence.push_back(at(system, turn.root, handler + " runs here"));
  explain(system, actor, waits, finding.evidence);
  finding.confidence = weaker(wait.confidence, actor.placementConfidence);
  if (actor.placement == Placement::unknown) finding.confidence = weaker(finding.confidence, Confidence::likely);
  if (ending)
    finding.severity = Severity::suggestion;
  else if (!endsByItself(wait.bound) && actor.placement == Placement::sharedPool)
    finding.severity = Severity::error;
  finding.subject = std::string(system.name(actor.id)) + " " + handler;
  finding.advice =
      "a waiting turn holds up its own mailbox and everybody who shares the thread: ask asynchronously and go on when "
      "the answer comes, or give the waiting to an actor with a thread of its own";
  if (!wait.instead.empty()) finding.advice += " (instead of this wait: " + wait.instead + ")";
  return finding;
}

/// Start-up has a rule of its own; at the end only a wait without limit matters.
bool counts(const Turn& turn, const Wait& wait) {
  if (turn.kind == HandlerKind::init || turn.kind == HandlerKind::body) return false;
  return turn.kind != HandlerKind::terminate || !endsByItself(wait.bound);
}

Finding report(const ActorSystem& system, const Starvation& starvation) {
  Finding finding = begin(kInfo, placeOf(system, starvation.wait), ActorId::none);
  const std::string pool = quoted(system.name(starvation.pool));
  const auto& wait = std::get<Block>(system.event(starvation.wait).what);
  finding.message = "a job of " + pool + " waits for another job of " + pool;
  finding.evidence.push_back(at(system, starvation.posted, "the job is handed to " + pool));
  append(finding.evidence, describePath(system, starvation.path));
  finding.evidence.push_back(at(system, starvation.handedOn, "it hands " + pool + " another job"));
  finding.evidence.push_back(at(system, starvation.wait, "and keeps its thread " + lasting(wait.bound)));
  finding.confidence = starvation.confidence;
  if (!endsByItself(wait.bound)) finding.severity = Severity::error;
  finding.subject = std::string(system.name(system.function(starvation.wait.function).symbol)) + " waits in " +
                    std::string(system.name(starvation.pool));
  finding.advice =
      "as soon as every thread of the pool waits like this, no thread is left for the jobs that they wait for: go on "
      "in another job when the last answer is there, or give the waiting jobs a pool of their own";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Starvation& starvation : poolStarvations(system)) findings.push_back(report(system, starvation));
  for (const LinkedActor& actor : system.actors()) {
    if (actor.placement == Placement::ownThread || actor.fact->ownLoop) continue;
    std::set<Site> told;  // a wait in a shared helper is told once, with the first handler that reaches it
    for (const Turn& turn : turnsOf(system, actor.id)) {
      std::vector<Wait> waits = waitsIn(system, turn, actor.placement);
      std::erase_if(waits, [&](const Wait& wait) { return !counts(turn, wait) || !told.insert(wait.site).second; });
      if (waits.empty()) continue;
      const auto worst = std::ranges::min_element(waits, worse);
      std::rotate(waits.begin(), worst, worst + 1);
      findings.push_back(report(system, actor, turn, waits));
    }
  }
}

}  // namespace

extern const Rule kBottleneckBlockingHandler;
const Rule kBottleneckBlockingHandler{kInfo, check};

}  // namespace dramaturg
