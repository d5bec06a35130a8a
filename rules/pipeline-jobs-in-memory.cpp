#include "rules/jobs.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"pipeline-jobs-in-memory",
                         "Background jobs live only in a mailbox.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

constexpr std::int64_t kLongDelayMs = 60'000;  ///< whoever plans a minute ahead means it to happen

/// A handler that changes something outside, for messages that are about something.
struct Job {
  HandlerId handler = HandlerId::none;
  Effect effect;
};

bool isFromStart(const ActorSystem& system, const Edge& edge) {
  return edge.fromHandler != HandlerId::none && startsOrEnds(system.handler(edge.fromHandler).fact->kind) &&
         !isWorking(system, system.handler(edge.fromHandler), edge.path);
}

std::vector<const Edge*> senders(const ActorSystem& system, HandlerId id) {
  std::vector<const Edge*> edges = system.inbound(system.handler(id).actor);
  std::erase_if(edges, [&](const Edge* edge) { return edge->toHandler != id; });
  return edges;
}

/// What the start of the actor sends to itself, or reads from outside, comes again after a crash.
bool comesAgain(const ActorSystem& system, HandlerId id) {
  const ActorId actor = system.handler(id).actor;
  for (const Edge* edge : senders(system, id))
    if (edge->from == actor && isFromStart(system, *edge)) return true;
  return std::ranges::any_of(system.actor(actor).handlers, [&](HandlerId other) {
    return system.handler(other).fact->kind == HandlerKind::init && persistsIn(system, system.handler(other).body);
  });
}

/// Somebody waits for the outcome, and would ask again.
bool isAnswered(const ActorSystem& system, HandlerId id) {
  return std::ranges::any_of(senders(system, id), [](const Edge* edge) { return edge->kind == EdgeKind::call; });
}

std::optional<Job> jobOf(const ActorSystem& system, HandlerId id) {
  const LinkedHandler& handler = system.handler(id);
  if (handler.fact->kind != HandlerKind::message || !carriesData(system, id)) return std::nullopt;
  std::optional<Effect> effect = effectIn(system, handler.body);
  if (!effect || comesAgain(system, id) || isAnswered(system, id)) return std::nullopt;
  return Job{id, std::move(*effect)};
}

/// Why the program itself counts on the job to be done.
struct Promise {
  const Edge* edge = nullptr;
  std::string text;
  Confidence confidence = Confidence::likely;
};

bool isDecided(const ActorSystem& system, const Edge& edge) {
  if (!guardsOn(system, edge.path, edge.site).empty()) return true;
  const auto& events = system.function(edge.site.function).events;
  return std::any_of(events.begin(), events.begin() + edge.site.event,
                     [](const Event& event) { return std::holds_alternative<Catch>(event.what); });
}

/// Besides the change itself the turn keeps something outside: how far it has come.
bool writesDown(const ActorSystem& system, const Job& job) {
  bool writes = false;
  forEachReached<Block>(system, system.handler(job.handler).body, [&](const Block& block, Site site, const Reached&) {
    writes = writes || (site != job.effect.site && keepsOutside(system, block));
  });
  return writes;
}

/// It is sent to the same handler again when it has failed.
std::optional<Promise> retryOf(const ActorSystem& system, const Job& job) {
  if (writesDown(system, job)) return std::nullopt;
  for (const Edge* edge : senders(system, job.handler))
    if (edge->fromHandler == job.handler && isDecided(system, *edge))
      return Promise{edge, "tries again, from memory alone", Confidence::likely};
  return std::nullopt;
}

std::optional<Promise> delayOf(const ActorSystem& system, const Job& job) {
  for (const Edge* edge : senders(system, job.handler)) {
    const auto* later = std::get_if<Schedule>(&system.event(edge->site).what);
    const bool distant = later != nullptr && !later->periodic && later->delay.kind == BoundKind::constant &&
                         later->delay.milliseconds >= kLongDelayMs;
    if (distant && edge->fromHandler != job.handler && !persistsIn(system, edge->root))
      return Promise{edge, "is to happen in " + describe(later->delay) + ", if the program still runs",
                     Confidence::likely};
  }
  return std::nullopt;
}

/// The turn that takes the job in has told its own caller that all is well.
std::optional<Promise> acceptanceOf(const ActorSystem& system, const Job& job) {
  for (const Edge* edge : senders(system, job.handler)) {
    if (edge->kind != EdgeKind::cast || edge->fromHandler == HandlerId::none || edge->fromHandler == job.handler)
      continue;
    const bool asked = std::ranges::any_of(senders(system, edge->fromHandler),
                                           [](const Edge* one) { return one->kind == EdgeKind::call; });
    bool answers = system.handler(edge->fromHandler).fact->answers == Answers::value;
    forEachReached<Reply>(system, system.handler(edge->fromHandler).body,
                          [&](const Reply& reply, Site, const Reached&) { answers |= reply.kind != ReplyKind::error; });
    if (asked && answers && !persistsIn(system, edge->root))
      return Promise{edge, "its caller has its answer by then", Confidence::possible};
  }
  return std::nullopt;
}

std::optional<Promise> promiseOf(const ActorSystem& system, const Job& job) {
  if (auto retry = retryOf(system, job)) return retry;
  if (auto delay = delayOf(system, job)) return delay;
  return acceptanceOf(system, job);
}

Finding report(const ActorSystem& system, const Job& job, const Promise& promise) {
  const LinkedHandler& handler = system.handler(job.handler);
  Finding finding = begin(kInfo, placeOf(system, promise.edge->site), handler.actor);
  const std::string message = quoted(system.name(handler.fact->message));
  finding.message = "the job " + message + " of " + quoted(system, handler.actor) + " is kept in memory alone";
  append(finding.evidence, describePath(system, promise.edge->path));
  finding.evidence.push_back(at(system, promise.edge->site, promise.text));
  finding.evidence.push_back(at(system, job.handler, describe(system, job.handler) + " does it"));
  append(finding.evidence, describePath(system, job.effect.path));
  const auto& block = std::get<Block>(system.event(job.effect.site).what);
  finding.evidence.push_back(
      at(system, job.effect.site, quoted(system.name(block.function)) + " changes something outside of the program"));
  finding.evidence.push_back({finding.place, "nothing is written down before: a crash or a restart forgets the job"});
  finding.confidence = weaker(fromAbsence(system, promise.confidence), job.effect.confidence);
  finding.confidence = weaker(finding.confidence, promise.edge->confidence);
  finding.subject = std::string(system.name(handler.actor)) + " " + message;
  finding.advice =
      "write the job down before it counts as taken, in a table or a queue with retries, unique keys and limits, and "
      "take it out when it is done (OTP: `Oban`); where a lost job hurts nobody, say so";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors())
    for (const HandlerId id : actor.handlers)
      if (const std::optional<Job> job = jobOf(system, id); job && system.handler(id).actor == actor.id)
        if (const std::optional<Promise> promise = promiseOf(system, *job))
          findings.push_back(report(system, *job, *promise));
}

}  // namespace

extern const Rule kPipelineJobsInMemory;
const Rule kPipelineJobsInMemory{kInfo, check};

}  // namespace dramaturg
