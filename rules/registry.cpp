// The rules in reading order. A rule that is not named here does not exist.
#include "rules/rule.h"

#include <algorithm>
#include <iterator>

namespace dramaturg {

extern const Rule kBottleneckStatelessActor;
extern const Rule kBottleneckSingleActorHub;
extern const Rule kBottleneckReadThroughActor;
extern const Rule kBottleneckBlockingHandler;
extern const Rule kBottleneckHeavyHandler;
extern const Rule kBottleneckBlockingInit;
extern const Rule kBottleneckSequentialCalls;
extern const Rule kBottleneckThreadPerEntity;
extern const Rule kBottleneckBusySupervisor;
extern const Rule kMessagingCallCycle;
extern const Rule kMessagingCallWithoutTimeout;
extern const Rule kMessagingUnboundedCast;
extern const Rule kMessagingResponseIgnored;
extern const Rule kMessagingReplyMissing;
extern const Rule kMessagingUnhandledMessage;
extern const Rule kMessagingCastNeedsReply;
extern const Rule kMessagingLargeCopy;
extern const Rule kMessagingSelfSendSpin;
extern const Rule kMessagingRetryWithoutBackoff;
extern const Rule kMessagingScatteredProtocol;
extern const Rule kSupervisionUnsupervisedActor;
extern const Rule kSupervisionDetachedTask;
extern const Rule kSupervisionRestartLoop;
extern const Rule kSupervisionLinkedTaskKillsCaller;
extern const Rule kSupervisionStrategyMismatch;
extern const Rule kSupervisionSwallowedFailure;
extern const Rule kSupervisionUnmonitoredDependency;
extern const Rule kNamingDynamicName;
extern const Rule kNamingHandmadeGroup;
extern const Rule kStateSharedMutableMessage;
extern const Rule kStateBypassMailbox;
extern const Rule kStateLockAcrossSend;
extern const Rule kStateImplicitMachine;
extern const Rule kStateUnboundedGrowth;
extern const Rule kPipelineStagePerType;
extern const Rule kPipelineJobsInMemory;
extern const Rule kPipelineJobQueueAsConsumer;
extern const Rule kObservabilityTraceLeftOn;
extern const Rule kObservabilitySilentHub;

std::span<const Rule* const> allRules() {
  static constexpr const Rule* kRules[] = {
      &kBottleneckStatelessActor,
      &kBottleneckSingleActorHub,
      &kBottleneckReadThroughActor,
      &kBottleneckBlockingHandler,
      &kBottleneckHeavyHandler,
      &kBottleneckBlockingInit,
      &kBottleneckSequentialCalls,
      &kBottleneckThreadPerEntity,
      &kBottleneckBusySupervisor,
      &kMessagingCallCycle,
      &kMessagingCallWithoutTimeout,
      &kMessagingUnboundedCast,
      &kMessagingResponseIgnored,
      &kMessagingReplyMissing,
      &kMessagingUnhandledMessage,
      &kMessagingCastNeedsReply,
      &kMessagingLargeCopy,
      &kMessagingSelfSendSpin,
      &kMessagingRetryWithoutBackoff,
      &kMessagingScatteredProtocol,
      &kSupervisionUnsupervisedActor,
      &kSupervisionDetachedTask,
      &kSupervisionRestartLoop,
      &kSupervisionLinkedTaskKillsCaller,
      &kSupervisionStrategyMismatch,
      &kSupervisionSwallowedFailure,
      &kSupervisionUnmonitoredDependency,
      &kNamingDynamicName,
      &kNamingHandmadeGroup,
      &kStateSharedMutableMessage,
      &kStateBypassMailbox,
      &kStateLockAcrossSend,
      &kStateImplicitMachine,
      &kStateUnboundedGrowth,
      &kPipelineStagePerType,
      &kPipelineJobsInMemory,
      &kPipelineJobQueueAsConsumer,
      &kObservabilityTraceLeftOn,
      &kObservabilitySilentHub,
  };
  return kRules;
}

const Rule* findRule(std::string_view id) {
  const auto rules = allRules();
  const auto found = std::ranges::find_if(rules, [&](const Rule* rule) { return rule->info.id == id; });
  return found == rules.end() ? nullptr : *found;
}

}  // namespace dramaturg
