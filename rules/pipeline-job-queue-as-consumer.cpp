#include "model/event_index.h"
#include "model/back_pressure.h"
#include "rules/jobs.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"pipeline-job-queue-as-consumer",
                         "An external queue is drained by hand.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "abstraction"};

constexpr char kAdvice[] =
    "take messages only when there is demand, in batches, work on several at a time with a limit, and acknowledge each "
    "when its work is done or has failed (OTP: a `Broadway` producer with processors and batchers)";

const BrokerUse& useAt(const ActorSystem& system, Site site) { return std::get<BrokerUse>(system.event(site).what); }

/// The code that takes messages from a broker, from its root on: a handler, a continuation, a task or `main`.
struct Consumer {
  Site take;
  ActorId actor = ActorId::none;
  FunctionId root = FunctionId::none;
};

std::vector<Consumer> consumersOf(const ActorSystem& system) {
  std::vector<Consumer> consumers;
  std::set<FunctionId> known;
  for (const Site site : system.events().sites<BrokerUse>()) {
    if (useAt(system, site).action != BrokerAction::consume || !known.insert(site.function).second) continue;
    consumers.push_back({site, system.ownerOf(site.function), site.function});
  }
  return consumers;
}

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

/// Where a message leaves the consumer: to whom, and how it is put.
struct HandOver {
  Site site;
  const Edge* edge = nullptr;  ///< null: to a task
};

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

std::optional<Site> acknowledgementIn(const ActorSystem& system, const Consumer& consumer) {
  std::optional<Site> found;
  forEachWithMessage<BrokerUse>(system, consumer, [&](const BrokerUse& use, Site site) {
    if (!found && use.action == BrokerAction::acknowledge) found = site;
  });
  return found;
}

/// Somewhere else a message is acknowledged: when its work is done.
bool acknowledgesLater(const ActorSystem& system) {
  return std::ranges::any_of(system.events().sites<BrokerUse>(),
                             [&](Site site) { return useAt(system, site).action == BrokerAction::acknowledge; });
}

/// The receiver cannot be flooded: a bounded mailbox, a window, its own demand.
bool isHeldBack(const ActorSystem& system, const HandOver& handOver) {
  if (handOver.edge == nullptr) return true;
  const Edge& edge = *handOver.edge;
  const LinkedActor& to = system.actor(edge.to);
  return to.library->mailboxBounded || !to.bounded.empty() || hasWindow(system, edge) || isDemanded(system, edge);
}

/// A failure that leaves the consumer, and with it every other message.
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

/// A turn that comes by a timer, reads a database and acts outside: it works a table of jobs off.
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

std::optional<Site> jobTableIn(const ActorSystem& system, const Consumer& consumer) {
  std::optional<Site> found;
  forEachWithMessage<Block>(system, consumer, [&](const Block& block, Site site) {
    if (!found && block.kind == BlockKind::database) found = site;
  });
  return found;
}

/// Everything but the message: who takes from the broker.
Finding about(const ActorSystem& system, const Consumer& consumer, std::string message) {
  Finding finding = begin(kInfo, placeOf(system, consumer.take), consumer.actor);
  finding.message = std::move(message);
  finding.evidence.push_back(at(system, consumer.take,
                                quoted(system.name(useAt(system, consumer.take).function)) +
                                    " takes messages from a queue outside of the program"));
  for (const LoopAround& loop : loopsAround(system, {}, consumer.take))
    finding.evidence.push_back({loopOf(system, loop).place, "again and again"});
  finding.subject = std::string(system.name(system.function(consumer.root).symbol)) + " consumes";
  finding.advice = kAdvice;
  return finding;
}

Step handOverStep(const ActorSystem& system, const HandOver& handOver) {
  if (handOver.edge == nullptr) return at(system, handOver.site, "a task gets the message");
  return at(system, handOver.site, quoted(system, handOver.edge->to) + " gets the message by a cast");
}

/// The gravest thing that is wrong with a consumer.
std::optional<Finding> judge(const ActorSystem& system, const Consumer& consumer) {
  const std::optional<HandOver> handOver = handOverOf(system, consumer);
  const std::optional<Site> acknowledged = acknowledgementIn(system, consumer);
  if (handOver && acknowledged) {
    Finding finding = about(system, consumer, "a message is acknowledged before it is worked on");
    finding.evidence.push_back(handOverStep(system, *handOver));
    finding.evidence.push_back(
        at(system, *acknowledged, "the broker forgets the message here; if the work fails, it is lost"));
    finding.confidence = Confidence::likely;
    return finding;
  }
  if (handOver && !isHeldBack(system, *handOver) && !acknowledgesLater(system)) {
    Finding finding =
        about(system, consumer,
              "messages are drained from a broker into the mailbox of " + quoted(system, handOver->edge->to));
    finding.evidence.push_back(handOverStep(system, *handOver));
    finding.evidence.push_back({{}, system.actor(handOver->edge->to).library->mailboxSource});
    finding.evidence.push_back(
        {finding.place, "no acknowledgement: what waits in the mailbox is gone with the program"});
    finding.confidence = Confidence::possible;
    return finding;
  }
  const std::optional<Site> table = handOver ? std::nullopt : jobTableIn(system, consumer);
  if (const std::optional<HandlerId> worker = table ? tableWorker(system) : std::nullopt) {
    Finding finding = about(system, consumer, "each message of a broker is copied into a table of jobs");
    finding.evidence.push_back(at(system, *table, "one statement per message"));
    finding.evidence.push_back(at(system, *worker, describe(system, *worker) + " works the table off by a timer"));
    finding.confidence = Confidence::possible;
    return finding;
  }
  if (const std::optional<Site> escape = escapeFrom(system, consumer)) {
    Finding finding = about(system, consumer, "one bad message ends the consumer");
    finding.evidence.push_back(at(system, *escape, "throws, and nothing between here and there catches it"));
    finding.confidence = Confidence::possible;
    return finding;
  }
  return std::nullopt;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const Consumer& consumer : consumersOf(system))
    if (auto finding = judge(system, consumer)) findings.push_back(std::move(*finding));
}

}  // namespace

extern const Rule kPipelineJobQueueAsConsumer;
const Rule kPipelineJobQueueAsConsumer{kInfo, check};

}  // namespace dramaturg
