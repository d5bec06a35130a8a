#include "decision-tree/evaluate/support.h"

#include "model/event_index.h"

#include <algorithm>
#include <set>

namespace dramaturg {

Verdict is(std::string choice, Confidence confidence, Evidence evidence) {
  return {std::move(choice), confidence, std::move(evidence)};
}

Verdict cannotTell(Evidence evidence) { return {"", Confidence::possible, std::move(evidence)}; }

Verdict from(const Answer& answer) {
  if (answer.choice == Choice::unknown) return cannotTell(answer.evidence);
  return is(answer.yes() ? "yes" : "no", answer.confidence, answer.evidence);
}

void Votes::add(const std::string& choice, Confidence confidence, Step step) {
  disagree_ = disagree_ || (!choice_.empty() && choice_ != choice);
  choice_ = choice;
  confidence_ = weaker(confidence_, confidence);
  evidence_.push_back(std::move(step));
}

void Votes::abstain(Step step) {
  disagree_ = true;
  evidence_.push_back(std::move(step));
}

Verdict Votes::outcome() const {
  if (disagree_ || choice_.empty()) return cannotTell(evidence_);
  return is(choice_, confidence_, evidence_);
}

namespace {

bool isMessage(const Edge& edge) {
  return edge.kind == EdgeKind::cast || edge.kind == EdgeKind::call || edge.kind == EdgeKind::delegate;
}

}  // namespace

std::vector<const Edge*> messagesOf(const ActorSystem& system, const Subject& subject) {
  std::vector<const Edge*> messages;
  std::set<Site> known;
  if (subject.site) {
    for (const Edge& edge : system.edges())
      if (isMessage(edge) && edge.site == *subject.site) messages.push_back(&edge);
    if (!messages.empty() || subject.actor == ActorId::none) return messages;
  }
  for (const Edge* edge : system.inbound(subject.actor))
    if (isMessage(*edge) && edge->from != subject.actor && known.insert(edge->site).second) messages.push_back(edge);
  return messages;
}

std::vector<Site> tasksOf(const ActorSystem& system, const Subject& subject) {
  if (subject.site && std::holds_alternative<Task>(system.event(*subject.site).what)) return {*subject.site};
  std::set<Site> tasks;
  if (subject.actor != ActorId::none)
    forEachWork<Task>(system, subject.actor,
                      [&](const Task&, Site site, const Reached&, const LinkedHandler&) { tasks.insert(site); });
  return {tasks.begin(), tasks.end()};
}

std::vector<Site> spawnsOf(const ActorSystem& system, const Subject& subject) {
  if (subject.site && std::holds_alternative<Spawn>(system.event(*subject.site).what)) return {*subject.site};
  if (subject.actor == ActorId::none) return {};
  return system.actor(subject.actor).spawns;
}

Step sentAt(const ActorSystem& system, const Edge& edge, const std::string& what) {
  return stepAt(system, edge.site, sourceOf(system, edge) + " " + what);
}

bool awaitsOutside(const Block& block) {
  if (waitsForNothing(block) || block.awaits != Awaits::outside) return false;
  return block.kind != BlockKind::console && block.kind != BlockKind::file;
}

std::vector<OutsideWait> outsideWaits(const ActorSystem& system, ActorId actor, bool inInit) {
  std::vector<OutsideWait> waits;
  std::set<Site> known;
  forEachWork<Block>(system, actor,
                     [&](const Block& block, Site site, const Reached& reached, const LinkedHandler& handler) {
                       const bool starts = !isWorking(system, handler, reached.path);
                       if (!awaitsOutside(block) || starts != inInit) return;
                       if (inInit && handler.fact->kind != HandlerKind::init) return;
                       if (known.insert(site).second) waits.push_back({handler.id, site, reached.path, block.kind});
                     });
  return waits;
}

Step waitStep(const ActorSystem& system, const OutsideWait& wait) {
  const auto& block = std::get<Block>(system.event(wait.site).what);
  const std::string what = block.function == Symbol::none ? "something outside" : quoted(system.name(block.function));
  return stepAt(system, wait.site, describe(system, wait.handler) + " waits for " + what);
}

std::vector<NameSite> registrySites(const ActorSystem& system, RegistryAction action) {
  std::vector<NameSite> found;
  for (const Site site : system.events().sites<Register>())
    if (const auto& what = std::get<Register>(system.event(site).what); what.action == action)
      found.push_back({site, &what});
  return found;
}

std::vector<NameSite> namesOf(const ActorSystem& system, ActorId actor) {
  std::vector<NameSite> names = registrySites(system, RegistryAction::put);
  std::erase_if(names,
                [&](const NameSite& name) { return !isSelf(system, actor, name.what->handle, name.site.function); });
  return names;
}

namespace {

Family childrenOf(const ActorSystem& system, ActorId parent) {
  Family family{parent, {}, {}};
  std::vector<const Edge*> spawns;
  for (const Edge* edge : system.outbound(parent))
    if (edge->kind == EdgeKind::spawn && edge->to != parent) spawns.push_back(edge);
  std::ranges::sort(spawns, {}, [&](const Edge* edge) { return system.event(edge->site).place; });
  for (const Edge* edge : spawns) {
    if (std::ranges::find(family.children, edge->to) != family.children.end()) continue;
    family.children.push_back(edge->to);
    family.spawns.push_back(stepAt(system, edge->site, quoted(system, parent) + " spawns " + quoted(system, edge->to)));
  }
  return family;
}

}  // namespace

Family familyOf(const ActorSystem& system, ActorId actor) {
  Family own = childrenOf(system, actor);
  if (!own.children.empty()) return own;
  for (const Edge* edge : system.inbound(actor))
    if (edge->kind == EdgeKind::spawn && edge->from != ActorId::none) return childrenOf(system, edge->from);
  return own;
}

std::vector<const Edge*> siblingEdges(const ActorSystem& system, const Family& family) {
  const auto isChild = [&](ActorId id) { return std::ranges::find(family.children, id) != family.children.end(); };
  std::vector<const Edge*> edges;
  std::set<std::pair<ActorId, ActorId>> known;
  for (const Edge& edge : system.edges())
    if (isMessage(edge) && edge.from != edge.to && isChild(edge.from) && isChild(edge.to) &&
        edge.confidence != Confidence::possible && known.insert({edge.from, edge.to}).second)
      edges.push_back(&edge);
  return edges;
}

}  // namespace dramaturg
