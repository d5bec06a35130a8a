#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-strategy-mismatch",
                         "The restart strategy does not say what the children depend on.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

struct Spawned {
  Site site;
  std::vector<Site> path;
};

/// What an actor does when one of those that it started has ended: a strategy, written by hand.
struct Strategy {
  ActorId parent = ActorId::none;
  Turn turn;
  std::map<ActorId, Spawned> restarted;
  std::map<ActorId, Spawned> children;  ///< all that it starts, those among them
};

std::map<ActorId, Spawned> spawnedIn(const ActorSystem& system, const std::vector<Reached>& work) {
  std::map<ActorId, Spawned> spawned;
  for (const Reached& reached : work) {
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const auto* spawn = std::get_if<Spawn>(&function.events[i].what);
      const ActorId actor = spawn == nullptr ? ActorId::none : system.actorOf(spawn->actor);
      if (actor != ActorId::none) spawned.try_emplace(actor, Spawned{{reached.function, i}, reached.path});
    }
  }
  return spawned;
}

std::vector<Strategy> strategiesOf(const ActorSystem& system, const LinkedActor& parent) {
  std::vector<Strategy> strategies;
  std::map<ActorId, Spawned> children;
  for (const HandlerId id : parent.handlers) children.merge(spawnedIn(system, system.workOf(system.handler(id).body)));
  for (const Turn& turn : turnsOf(system, parent.id)) {
    if (turn.kind != HandlerKind::down && turn.kind != HandlerKind::exit) continue;
    std::map<ActorId, Spawned> restarted = spawnedIn(system, system.reach(turn.root));
    if (!restarted.empty()) strategies.push_back({parent.id, turn, std::move(restarted), children});
  }
  return strategies;
}

bool isMessage(const Edge& edge) {
  return edge.kind == EdgeKind::cast || edge.kind == EdgeKind::call || edge.kind == EdgeKind::delegate;
}

const Handle* receiverOf(const Event& event) {
  if (const auto* cast = std::get_if<Cast>(&event.what)) return &cast->receiver;
  if (const auto* call = std::get_if<Call>(&event.what)) return &call->receiver;
  const auto* delegate = std::get_if<Delegate>(&event.what);
  return delegate == nullptr ? nullptr : &delegate->receiver;
}

/// A send through a handle that was given to the sender when the receiver was started, and is kept.
const Edge* dependency(const ActorSystem& system, ActorId from, ActorId to) {
  for (const Edge* edge : system.outbound(from)) {
    const Handle* handle = isMessage(*edge) && edge->to == to ? receiverOf(system.event(edge->site)) : nullptr;
    if (handle == nullptr || edge->confidence == Confidence::possible) continue;
    const auto receivers = system.receivers(*handle, Symbol::none, edge->site.function);
    const bool kept = std::ranges::any_of(
        receivers, [&](const Receiver& one) { return one.actor == to && one.how == ReceiverHow::spawned; });
    if (kept) return edge;
  }
  return nullptr;
}

bool relates(const ActorSystem& system, ActorId a, ActorId b, auto holds) {
  return std::ranges::any_of(system.outbound(a), [&](const Edge* edge) { return edge->to == b && holds(*edge); });
}

/// Would the dependent hear of the end, look the name up again, or end as well?
bool noticesRestart(const ActorSystem& system, ActorId dependent, ActorId on) {
  const auto watches = [](const Edge& edge) {
    return edge.kind == EdgeKind::link || edge.kind == EdgeKind::monitor || edge.kind == EdgeKind::supervise;
  };
  bool looksUp = false;
  forEachWork<Register>(system, dependent, [&](const Register& entry, Site, const Reached&, const LinkedHandler&) {
    looksUp = looksUp || entry.action == RegistryAction::get;
  });
  return looksUp || relates(system, dependent, on, watches) || relates(system, on, dependent, watches);
}

/// The restart tells the dependent of the new one, or tells somebody whom nobody knows.
bool isTold(const ActorSystem& system, const Strategy& strategy, ActorId dependent) {
  bool told = false;
  for (const Reached& reached : system.reach(strategy.turn.root)) {
    for (const Event& event : system.function(reached.function).events) {
      const auto* stop = std::get_if<Stop>(&event.what);
      const Handle* handle = stop == nullptr ? receiverOf(event) : &stop->target;
      if (handle == nullptr) continue;
      const auto receivers = system.receivers(*handle, Symbol::none, reached.function);
      told = told || receivers.empty() ||
             std::ranges::any_of(receivers, [&](const Receiver& one) { return one.actor == dependent; });
    }
  }
  return told;
}

Finding about(const ActorSystem& system, const Strategy& strategy, Place place) {
  Finding finding = begin(kInfo, place, strategy.parent);
  finding.evidence.push_back(
      at(system, strategy.turn.root, "what " + quoted(system, strategy.parent) + " does when a child has ended"));
  return finding;
}

void addChildren(const ActorSystem& system, const Strategy& strategy, Evidence& evidence) {
  for (const auto& [child, spawned] : strategy.children)
    evidence.push_back(at(system, spawned.site, "starts " + quoted(system, child)));
}

// --- a sibling is left with the handle of a dead actor --------------------------------------------------------

void checkStale(const ActorSystem& system, const Strategy& strategy, std::vector<Finding>& findings) {
  for (const auto& [restarted, spawned] : strategy.restarted)
    for (const auto& [dependent, ignored] : strategy.children) {
      if (dependent == restarted || strategy.restarted.contains(dependent)) continue;
      const Edge* edge = dependency(system, dependent, restarted);
      if (edge == nullptr || noticesRestart(system, dependent, restarted) || isTold(system, strategy, dependent))
        continue;
      const std::string name = quoted(system, restarted), other = quoted(system, dependent);
      Finding finding = about(system, strategy, placeOf(system, spawned.site));
      finding.message = name + " is started again alone, " + other + " keeps the handle of the one that ended";
      append(finding.evidence, describePath(system, spawned.path));
      finding.evidence.push_back(at(system, spawned.site, name + " is started again, with another address"));
      addChildren(system, strategy, finding.evidence);
      append(finding.evidence, edge->via);
      finding.evidence.push_back(at(system, edge->site, other + " sends to the handle that it was given before"));
      finding.confidence = weaker(fromAbsence(system, Confidence::likely), edge->confidence);
      finding.subject = std::string(system.name(strategy.parent)) + " restarts " + std::string(system.name(restarted)) +
                        " under " + std::string(system.name(dependent));
      finding.advice = "start again what depends on it as well (OTP: `rest_for_one`), or let " + other +
                       " look the handle up when it needs it, or send it the new one";
      findings.push_back(std::move(finding));
    }
}

// --- siblings are started again that have nothing to do with each other ---------------------------------------

bool sendsToUnknown(const ActorSystem& system, ActorId actor) {
  bool unknown = !blindSpots(system, actor).empty();
  const auto look = [&](const auto& send, Site site, const Reached&, const LinkedHandler&) {
    const HandleKind kind = send.receiver.kind;
    const bool answer = kind == HandleKind::sender || kind == HandleKind::self;
    unknown = unknown || (!answer && system.receivers(send.receiver, send.message, site.function).empty());
  };
  forEachWork<Cast>(system, actor, look);
  forEachWork<Call>(system, actor, look);
  return unknown;
}

bool touchesShared(const ActorSystem& system, ActorId actor) {
  bool touches = false;
  const auto found = [&](const auto&, Site, const Reached&, const LinkedHandler&) { touches = true; };
  forEachWork<GlobalAccess>(system, actor, found);
  forEachWork<SharedAccess>(system, actor, found);
  forEachWork<Block>(system, actor, found);
  return touches;
}

bool areStrangers(const ActorSystem& system, ActorId a, ActorId b) {
  const auto any = [](const Edge&) { return true; };
  return !relates(system, a, b, any) && !relates(system, b, a, any);
}

/// Does the turn end the others before it starts them again?
bool stopsOthers(const ActorSystem& system, const Strategy& strategy) {
  std::set<ActorId> stopped;
  forEachReached<Stop>(system, strategy.turn.root, [&](const Stop& stop, Site site, const Reached&) {
    for (const Receiver& one : system.receivers(stop.target, Symbol::none, site.function)) stopped.insert(one.actor);
  });
  return std::ranges::any_of(strategy.restarted, [&](const auto& child) { return stopped.contains(child.first); });
}

void checkStrangers(const ActorSystem& system, const Strategy& strategy, std::vector<Finding>& findings) {
  std::vector<std::string> names;
  for (const auto& [child, spawned] : strategy.restarted) {
    if (!guardsOn(system, spawned.path, spawned.site).empty()) return;
    if (sendsToUnknown(system, child) || touchesShared(system, child)) return;
    for (const auto& [other, ignored] : strategy.restarted)
      if (other != child && !areStrangers(system, child, other)) return;
    names.push_back(quoted(system, child));
  }
  if (names.size() < 2 || !system.closedWorld() || !stopsOthers(system, strategy)) return;
  Finding finding = about(system, strategy, system.function(strategy.turn.root).place);
  finding.message = "the end of one of " + listed(names) + " ends and restarts all, which know nothing of each other";
  addChildren(system, strategy, finding.evidence);
  finding.evidence.push_back({finding.place, "no message, link or memory leads from one of them to another"});
  finding.confidence = Confidence::possible;
  finding.subject = std::string(system.name(strategy.parent)) + " restarts all";
  finding.advice = "start again only what has ended (OTP: `one_for_one`): the others lose their state for nothing";
  findings.push_back(std::move(finding));
}

// --- the order of the start -----------------------------------------------------------------------------------

/// The look-up of a sibling's name in the start of an actor that never looks again.
std::optional<Site> lookUpAtStart(const ActorSystem& system, ActorId actor, ActorId sibling) {
  std::optional<Site> found;
  bool again = false;
  const std::vector<Handle> holders = system.holdersOf(sibling);
  forEachWork<Register>(system, actor,
                        [&](const Register& entry, Site site, const Reached& reached, const LinkedHandler& handler) {
                          if (entry.action != RegistryAction::get) return;
                          const bool names = std::ranges::any_of(holders, [&](const Handle& holder) {
                            return holder.kind == HandleKind::name && holder.symbol == entry.name;
                          });
                          again = again || isWorking(system, handler, reached.path);
                          if (names && handler.fact->kind == HandlerKind::init && reached.path.empty()) found = site;
                        });
  return again ? std::nullopt : found;
}

void checkOrder(const ActorSystem& system, FunctionId id, std::vector<Finding>& findings) {
  const Function& function = system.function(id);
  std::vector<std::pair<ActorId, Site>> started;
  for (std::uint32_t i = 0; i < function.events.size(); ++i) {
    const auto* spawn = std::get_if<Spawn>(&function.events[i].what);
    const ActorId later =
        spawn == nullptr || function.events[i].loop != 0 ? ActorId::none : system.actorOf(spawn->actor);
    if (later == ActorId::none) continue;
    for (const auto& [earlier, site] : started) {
      const std::optional<Site> lookUp = earlier == later ? std::nullopt : lookUpAtStart(system, earlier, later);
      if (!lookUp) continue;
      Finding finding = begin(kInfo, placeOf(system, site), earlier);
      const std::string first = quoted(system, earlier), second = quoted(system, later);
      finding.message = first + " looks for " + second + ", which is started after it";
      finding.evidence.push_back(at(system, site, "starts " + first));
      finding.evidence.push_back(at(system, *lookUp, first + " looks the name up while it starts, and never again"));
      finding.evidence.push_back(at(system, Site{id, i}, "starts " + second));
      finding.confidence = weaker(fromAbsence(system, Confidence::likely), Confidence::likely);
      finding.subject = std::string(system.name(earlier)) + " before " + std::string(system.name(later));
      finding.advice = "start what others depend on first (OTP: children start in order), or look up on use";
      findings.push_back(std::move(finding));
    }
    started.emplace_back(later, Site{id, i});
  }
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& parent : system.actors())
    for (const Strategy& strategy : strategiesOf(system, parent)) {
      checkStale(system, strategy, findings);
      checkStrangers(system, strategy, findings);
    }
  std::set<FunctionId> starters;
  for (const Site site : system.events().sites<Spawn>()) starters.insert(site.function);
  for (const FunctionId function : starters) checkOrder(system, function, findings);
}

}  // namespace

extern const Rule kSupervisionStrategyMismatch;
const Rule kSupervisionStrategyMismatch{kInfo, check};

}  // namespace dramaturg
