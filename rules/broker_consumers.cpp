#include "rules/broker_consumers.h"

#include "model/back_pressure.h"
#include "model/event_index.h"
#include "rules/jobs.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

const BrokerUse& useAt(const ActorSystem& system, Site site) { return std::get<BrokerUse>(system.event(site).what); }

/// Calls `use(event, site)` for everything that happens with each message: in the passes of the loop that takes them,
/// or else in the rest of the function.
template <class Kind, class Use>
void forEachWithMessage(const ActorSystem& system, const Consumer& consumer, Use use) {
  const Function& function = system.function(consumer.root);
  if (const auto loops = loopsAround(system, {}, consumer.take); !loops.empty())
    return forEachInLoop<Kind>(system, loops.back(), use);
  for (std::uint32_t i = consumer.take.event + 1; i < function.events.size(); ++i) {
    if (const auto* what = std::get_if<Kind>(&function.events[i].what)) use(*what, Site{consumer.root, i});
    if (const auto* call = std::get_if<FunctionCall>(&function.events[i].what))
      forEachReached<Kind>(system, system.functionOf(call->callee),
                           [&](const Kind& what, Site site, const Reached&) { use(what, site); });
  }
}

/// The edge of a cast to another actor.
const Edge* edgeOf(const ActorSystem& system, Site site) {
  const auto edge = std::ranges::find_if(system.edges(), [&](const Edge& one) {
    return one.site == site && one.kind == EdgeKind::cast && one.to != ActorId::none && one.to != one.from;
  });
  return edge == system.edges().end() ? nullptr : &*edge;
}

/// The work is done here, and what is sent then is news of it.
bool worksItself(const ActorSystem& system, const Consumer& consumer) {
  bool works = false;
  forEachWithMessage<Block>(system, consumer, [&](const Block& block, Site site) {
    const auto& events = system.function(site.function).events;
    const bool ofBroker = std::ranges::any_of(events, [&](const Event& event) {
      return event.place == events[site.event].place && std::holds_alternative<BrokerUse>(event.what);
    });
    works = works || (!ofBroker && changesOutside(system, block));
  });
  return works;
}

}  // namespace

std::vector<Consumer> consumersOf(const ActorSystem& system) {
  std::vector<Consumer> consumers;
  std::set<FunctionId> known;
  for (const Site site : system.events().sites<BrokerUse>()) {
    if (useAt(system, site).action != BrokerAction::consume || !known.insert(site.function).second) continue;
    consumers.push_back({site, system.ownerOf(site.function), site.function});
  }
  return consumers;
}

std::optional<HandOver> handOverOf(const ActorSystem& system, const Consumer& consumer) {
  std::optional<HandOver> found;
  if (worksItself(system, consumer)) return found;
  forEachWithMessage<Cast>(system, consumer, [&](const Cast& cast, Site site) {
    const Edge* edge = cast.mayFail ? nullptr : edgeOf(system, site);
    const bool given =
        edge != nullptr && edge->confidence != Confidence::possible && carriesData(system, edge->toHandler);
    if (!found && given) found = HandOver{site, edge};
  });
  forEachWithMessage<Task>(system, consumer, [&](const Task&, Site site) {
    if (!found) found = HandOver{site, nullptr};
  });
  return found;
}

bool isHeldBack(const ActorSystem& system, const HandOver& handOver) {
  if (handOver.edge == nullptr) return true;
  const Edge& edge = *handOver.edge;
  const LinkedActor& to = system.actor(edge.to);
  return to.library->mailboxBounded || !to.bounded.empty() || hasWindow(system, edge) || isDemanded(system, edge);
}

std::optional<Site> acknowledgementIn(const ActorSystem& system, const Consumer& consumer) {
  std::optional<Site> found;
  forEachWithMessage<BrokerUse>(system, consumer, [&](const BrokerUse& use, Site site) {
    if (!found && use.action == BrokerAction::acknowledge) found = site;
  });
  return found;
}

bool acknowledgesLater(const ActorSystem& system) {
  return std::ranges::any_of(system.events().sites<BrokerUse>(),
                             [&](Site site) { return useAt(system, site).action == BrokerAction::acknowledge; });
}

std::optional<Site> escapeFrom(const ActorSystem& system, const Consumer& consumer) {
  const auto& events = system.function(consumer.root).events;
  if (std::ranges::any_of(events, [](const Event& event) { return std::holds_alternative<Catch>(event.what); }))
    return std::nullopt;
  std::optional<Site> found;
  forEachWithMessage<Throw>(system, consumer, [&](const Throw& thrown, Site site) {
    const auto& around = system.function(site.function).events;
    const bool caught = thrown.caughtHere || std::ranges::any_of(around, [](const Event& event) {
                          return std::holds_alternative<Catch>(event.what);
                        });
    if (!found && !caught) found = site;
  });
  return found;
}

std::optional<Site> jobTableIn(const ActorSystem& system, const Consumer& consumer) {
  std::optional<Site> found;
  forEachWithMessage<Block>(system, consumer, [&](const Block& block, Site site) {
    if (!found && block.kind == BlockKind::database) found = site;
  });
  return found;
}

std::optional<HandlerId> tableWorker(const ActorSystem& system) {
  for (const LinkedHandler& handler : system.handlers()) {
    if (handler.fact->kind != HandlerKind::timeout && !paceOf(system, handler.id)) continue;
    bool reads = false, acts = false;
    forEachReached<Block>(system, handler.body, [&](const Block& block, Site, const Reached&) {
      reads = reads || block.kind == BlockKind::database;
      acts = acts || block.kind == BlockKind::remoteCall || block.kind == BlockKind::process;
    });
    if (reads && acts) return handler.id;
  }
  return std::nullopt;
}

}  // namespace dramaturg
