#include "model/event_index.h"
#include "rules/strategies.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"supervision-strategy-mismatch",
                         "The restart strategy does not say what the children depend on.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

Finding about(const ActorSystem& system, const Strategy& strategy, Place place) {
  Finding finding = begin(kInfo, place, strategy.parent);
  finding.evidence.push_back(
      at(system, strategy.turn.root, "what " + quoted(system, strategy.parent) + " does when a child has ended"));
  return finding;
}

void addChildren(const ActorSystem& system, const Strategy& strategy, Evidence& evidence) {
  std::vector<std::pair<Place, ActorId>> inOrder;
  for (const auto& [child, spawned] : strategy.children) inOrder.emplace_back(placeOf(system, spawned.site), child);
  std::ranges::sort(inOrder);
  for (const auto& [place, child] : inOrder) evidence.push_back({place, "starts " + quoted(system, child)});
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
  const auto leads = [&](ActorId from, ActorId to) {
    return std::ranges::any_of(system.outbound(from), [&](const Edge* edge) { return edge->to == to; });
  };
  return !leads(a, b) && !leads(b, a);
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
