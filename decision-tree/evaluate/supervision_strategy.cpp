// Children of one parent: who uses whom, and who falls with whom.
#include "decision-tree/evaluate/evaluate.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

Step uses(const ActorSystem& system, const Edge& edge) {
  return stepAt(system, edge.site, quoted(system, edge.from) + " uses " + quoted(system, edge.to));
}

Handle receiverOf(const Event& event) {
  if (const auto* cast = std::get_if<Cast>(&event.what)) return cast->receiver;
  if (const auto* call = std::get_if<Call>(&event.what)) return call->receiver;
  if (const auto* delegate = std::get_if<Delegate>(&event.what)) return delegate->receiver;
  return {};
}

}  // namespace

Verdict hasSupervisor(const ActorSystem& system, const Subject& subject) {
  const Family family = familyOf(system, subject.actor);
  std::vector<ActorId> children = family.children;
  if (children.empty()) children.push_back(subject.actor);
  Evidence unwatched;
  for (const ActorId child : children) {
    const Answer watch = watched(system, child);
    if (watch.yes()) return is("yes", weaker(watch.confidence, Confidence::likely), watch.evidence);
    unwatched.push_back({system.actor(child).fact->place, "nobody watches " + quoted(system, child)});
  }
  if (!system.closedWorld() || !system.openWatches().empty()) return cannotTell(std::move(unwatched));
  // Only a person knows whether a process manager stands behind the program.
  return cannotTell(std::move(unwatched));
}

Verdict siblingDependencies(const ActorSystem& system, const Subject& subject) {
  const Family family = familyOf(system, subject.actor);
  if (family.children.empty()) return cannotTell();
  Evidence evidence;
  Confidence confidence = Confidence::certain;
  for (const Edge* edge : siblingEdges(system, family)) {
    evidence.push_back(uses(system, *edge));
    confidence = weaker(confidence, edge->confidence);
  }
  if (!evidence.empty()) return is("yes", confidence, std::move(evidence));
  if (!system.closedWorld()) return cannotTell(family.spawns);
  return is("no", Confidence::likely, family.spawns);
}

Verdict relookup(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const Edge* edge : siblingEdges(system, familyOf(system, subject.actor))) {
    const Handle receiver = receiverOf(system.event(edge->site));
    if (receiver.kind == HandleKind::name)
      votes.add("yes", Confidence::likely,
                stepAt(system, edge->site, quoted(system, edge->from) + " looks it up each time"));
    else if (receiver.kind == HandleKind::unknown)
      votes.abstain(uses(system, *edge));
    else
      votes.add("no", Confidence::likely, stepAt(system, edge->site, quoted(system, edge->from) + " keeps its handle"));
  }
  return votes.outcome();
}

Verdict dependencyChain(const ActorSystem& system, const Subject& subject) {
  const Family family = familyOf(system, subject.actor);
  const auto position = [&](ActorId id) { return std::ranges::find(family.children, id) - family.children.begin(); };
  Evidence evidence = family.spawns;
  Confidence confidence = Confidence::likely;
  for (const Edge* edge : siblingEdges(system, family)) {
    if (position(edge->from) < position(edge->to))
      return is("no", weaker(Confidence::likely, edge->confidence),
                {uses(system, *edge), {{}, "but is started before it"}});
    evidence.push_back(uses(system, *edge));
    confidence = weaker(confidence, edge->confidence);
  }
  if (evidence.size() == family.spawns.size()) return cannotTell(std::move(evidence));
  return is("yes", confidence, std::move(evidence));
}

/// Whether the level above may stop is a decision. Who that level is can be read.
Verdict escalationPath(const ActorSystem& system, const Subject& subject) {
  Evidence evidence;
  std::set<ActorId> seen;
  for (ActorId at = familyOf(system, subject.actor).parent; at != ActorId::none && seen.insert(at).second;) {
    const LinkedActor& actor = system.actor(at);
    ActorId above = ActorId::none;
    for (const Edge* edge : system.inbound(at)) {
      if (edge->kind != EdgeKind::spawn) continue;
      const auto& spawn = std::get<Spawn>(system.event(edge->site).what);
      const bool told = spawn.linked || spawn.monitored || spawn.supervised;
      evidence.push_back(stepAt(system, edge->site,
                                told
                                    ? sourceOf(system, *edge) + " would hear of the end of " + quoted(system, at)
                                    : sourceOf(system, *edge) + " would not hear of the end of " + quoted(system, at)));
      above = edge->from;
      break;
    }
    if (actor.spawns.empty()) break;
    at = above;
  }
  return cannotTell(std::move(evidence));
}

Verdict blastRadius(const ActorSystem& system, const Subject& subject) {
  const ActorId actor = subject.actor;
  Evidence evidence;
  std::set<std::string> linked, waiting, left;
  const auto other = [&](const Edge& edge) { return edge.from == actor ? edge.to : edge.from; };
  const auto link = [&](const Edge* edge) {
    if (edge->kind != EdgeKind::link || other(*edge) == ActorId::none || other(*edge) == actor) return;
    if (linked.insert(quoted(system, other(*edge))).second)
      evidence.push_back(stepAt(system, edge->site, quoted(system, other(*edge)) + " is linked and ends with it"));
  };
  for (const Edge* edge : system.inbound(actor)) link(edge);
  for (const Edge* edge : system.outbound(actor)) link(edge);
  for (const Edge* edge : system.inbound(actor)) {
    if (edge->from == actor) continue;
    const std::string who = sourceOf(system, *edge);
    if (const auto* call = std::get_if<Call>(&system.event(edge->site).what);
        call != nullptr && edge->kind == EdgeKind::call) {
      if (waiting.insert(who).second)
        evidence.push_back(stepAt(system, edge->site, who + " waits for it, " + describe(call->timeout)));
    } else if (edge->kind == EdgeKind::cast && left.insert(who).second) {
      evidence.push_back(stepAt(system, edge->site, who + " goes on sending to a dead handle"));
    }
  }
  if (evidence.empty()) return cannotTell();
  const auto part = [](const std::set<std::string>& names, const std::string& what) {
    return names.empty() ? std::string() : std::to_string(names.size()) + " " + what;
  };
  std::string all;
  for (const std::string& text :
       {part(linked, "linked to it"), part(waiting, "waiting for it"), part(left, "left with a dead handle")})
    if (!text.empty()) all += (all.empty() ? "" : ", ") + text;
  return is(all, Confidence::likely, std::move(evidence));
}

}  // namespace dramaturg
