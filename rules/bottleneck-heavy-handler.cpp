#include "rules/support.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-heavy-handler",
                         "This turn does work proportional to a container, or worse.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::size_t kMinSenders = 3;  ///< classes that a single instance serves

/// The last name in the text of a container: `items` in `self->state.items`.
std::string_view lastName(std::string_view text) {
  const auto isName = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  while (!text.empty() && !isName(text.back())) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && isName(text[begin - 1])) --begin;
  return text.substr(begin);
}

const FieldUse* fieldOver(const ActorSystem& system, const LinkedActor& actor, const Loop& loop) {
  if (loop.kind != LoopKind::container) return nullptr;
  const std::string_view name = lastName(system.name(loop.over));
  const auto found = std::ranges::find_if(
      actor.fields, [&](const FieldUse& use) { return lastName(system.name(use.field->symbol)) == name; });
  return found == actor.fields.end() ? nullptr : &*found;
}

bool isOverMessage(const ActorSystem& system, const LinkedHandler& handler, const Loop& loop) {
  if (loop.kind != LoopKind::container || handler.body == FunctionId::none) return false;
  return std::ranges::any_of(system.function(handler.body).parameters, [&](const Parameter& parameter) {
    return parameter.name != Symbol::none && system.name(loop.over).starts_with(system.name(parameter.name));
  });
}

/// A write of this kind in a turn of the actor's working life; `in` narrows it to one handler.
std::optional<Site> writeOf(const ActorSystem& system, const FieldUse& use, WriteKind kind, HandlerId in) {
  for (const FieldUse::Access& access : use.writes) {
    const auto* write = std::get_if<StateWrite>(&system.event(access.site).what);
    if (write == nullptr || write->kind != kind || access.handler == HandlerId::none) continue;
    if (in != HandlerId::none ? access.handler == in : !startsOrEnds(system.handler(access.handler).fact->kind))
      return access.site;
  }
  return std::nullopt;
}

/// Messages are collected, and the turn that a timer brings works them off: that is what the batch is for.
bool drainsBatch(const ActorSystem& system, const LinkedActor& actor, const LinkedHandler& handler,
                 const std::vector<const Loop*>& loops) {
  if (handler.fact->kind != HandlerKind::timeout && !paceOf(system, handler.id)) return false;
  return std::ranges::any_of(loops, [&](const Loop* loop) {
    const FieldUse* use = fieldOver(system, actor, *loop);
    return use != nullptr && writeOf(system, *use, WriteKind::erase, handler.id).has_value();
  });
}

/// Why it matters how long a turn of this actor lasts; nothing when hardly anybody waits behind it.
std::optional<Step> whyItMatters(const ActorSystem& system, const LinkedActor& actor) {
  if (actor.placement == Placement::mainThread)
    return at(system, actor.id, quoted(system, actor.id) + " runs on the main thread, which stands still meanwhile");
  std::optional<Step> timer;
  forEachWork<Schedule>(
      system, actor.id, [&](const Schedule& later, Site site, const Reached&, const LinkedHandler& handler) {
        const bool again = later.periodic || isWorking(handler.fact->kind);
        const bool own = later.body != Symbol::none || isSelf(system, actor.id, later.receiver, site.function);
        if (!timer && again && own) timer = at(system, site, "its own timer comes late meanwhile");
      });
  if (timer || actor.multiplicity != Multiplicity::one) return timer;
  std::set<ActorId> senders;
  for (const Edge* edge : system.inbound(actor.id))
    if ((edge->kind == EdgeKind::cast || edge->kind == EdgeKind::call) && edge->from != actor.id &&
        edge->from != ActorId::none)
      senders.insert(edge->from);
  if (senders.size() < kMinSenders) return std::nullopt;
  return at(system, actor.id, std::to_string(senders.size()) + " classes of senders wait behind it");
}

/// How sure a nest of loops makes us: most when it is seen what they grow with.
Confidence confidenceOf(const ActorSystem& system, const LinkedActor& actor, const LinkedHandler& handler,
                        const Cost& cost) {
  const bool grows = std::ranges::any_of(cost.loops, [&](const Loop* loop) {
    const FieldUse* use = fieldOver(system, actor, *loop);
    return isOverMessage(system, handler, *loop) ||
           (use != nullptr && writeOf(system, *use, WriteKind::insert, HandlerId::none));
  });
  const bool endsEarly = std::ranges::any_of(cost.loops, &Loop::leaves);
  return grows && !endsEarly ? cost.confidence : Confidence::possible;
}

void explainGrowth(const ActorSystem& system, const LinkedActor& actor, const LinkedHandler& handler, const Cost& cost,
                   Evidence& evidence) {
  for (const Loop* loop : cost.loops) {
    const FieldUse* use = fieldOver(system, actor, *loop);
    const auto insert = use == nullptr ? std::nullopt : writeOf(system, *use, WriteKind::insert, HandlerId::none);
    if (insert) evidence.push_back(at(system, *insert, quoted(system.name(use->field->symbol)) + " grows here"));
    if (isOverMessage(system, handler, *loop))
      evidence.push_back(
          {loop->place, quoted(system.name(loop->over)) + " comes with the message, as long as its sender likes"});
  }
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const LinkedHandler& handler, const Cost& cost,
               bool endless) {
  const Place place = cost.loops.empty() ? handler.fact->place : cost.loops.front()->place;
  Finding finding = begin(kInfo, place, actor.id);
  const std::string who = describe(system, handler.id);
  finding.message = endless ? who + " never returns" : who + " computes for long in one turn";
  finding.evidence.push_back(at(system, handler.id, who + " runs here"));
  append(finding.evidence, cost.evidence);
  explainGrowth(system, actor, handler, cost, finding.evidence);
  finding.confidence = endless ? Confidence::certain : confidenceOf(system, actor, handler, cost);
  finding.subject = std::string(system.name(actor.id)) + " " + who;
  finding.advice =
      "nothing else of this actor runs until the turn is over: hand the work to a task or a pool of workers, do a part "
      "of it and cast a message to yourself for the rest, or split the state by key";
  return finding;
}

/// Whether anything waits in vain when one of its handlers does not return: other messages, or who shares the thread.
bool holdsUpOthers(const ActorSystem& system, const LinkedHandler& handler) {
  const LinkedActor& actor = system.actor(handler.actor);
  const bool shared = actor.placement == Placement::sharedPool || actor.placement == Placement::mainThread;
  return shared || std::ranges::any_of(actor.handlers, [&](HandlerId id) {
           return id != handler.id && !startsOrEnds(system.handler(id).fact->kind);
         });
}

/// A loop without end in a turn, in which no message can be taken: the actor is gone.
bool isEndless(const ActorSystem& system, const LinkedHandler& handler, const Cost& cost) {
  if (!holdsUpOthers(system, handler)) return false;
  if (cost.loops.empty() || cost.loops.back()->kind != LoopKind::infinite) return false;
  bool receives = false;
  forEachReached<Block>(system, handler.body, [&](const Block& block, Site, const Reached&) {
    receives = receives || block.kind == BlockKind::receive || block.kind == BlockKind::queue ||
               block.kind == BlockKind::eventLoop;
  });
  return !receives;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    if (actor.fact->ownLoop || isPoolWorker(system, actor.id) || longLived(system, actor.id).no()) continue;
    for (const HandlerId id : actor.handlers) {
      const LinkedHandler& handler = system.handler(id);
      if (startsOrEnds(handler.fact->kind) || handler.fact->kind == HandlerKind::body) continue;
      const Cost spent = cost(system, id);
      if (spent.kind != CostKind::heavy || drainsBatch(system, actor, handler, spent.loops)) continue;
      const bool endless = isEndless(system, handler, spent);
      const std::optional<Step> matters = whyItMatters(system, actor);
      if (!endless && !matters) continue;
      findings.push_back(report(system, actor, handler, spent, endless));
      if (matters) findings.back().evidence.push_back(*matters);
    }
  }
}

}  // namespace

extern const Rule kBottleneckHeavyHandler;
const Rule kBottleneckHeavyHandler{kInfo, check};

}  // namespace dramaturg
