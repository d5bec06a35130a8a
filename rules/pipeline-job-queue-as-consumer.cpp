#include "model/back_pressure.h"
#include "model/event_index.h"
#include "rules/jobs.h"

#include <algorithm>
#include <set>
#include "rules/broker_consumers.h"

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
