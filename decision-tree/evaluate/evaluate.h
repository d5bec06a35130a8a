// What code says to the questions of the trees, one function for each evaluator that a question can name. They give an
// answer only where facts carry it; else what they know stays as evidence.
#pragma once

#include "decision-tree/evaluate/support.h"

namespace dramaturg {

// --- abstraction; its other evaluators are predicates of the model

Verdict hasReason(const ActorSystem&, const Subject&);
Verdict remembers(const ActorSystem&, const Subject&);
Verdict mustRunBeside(const ActorSystem&, const Subject&);

// --- iron_law

Verdict needsSerialisation(const ActorSystem&, const Subject&);
Verdict hubWeight(const ActorSystem&, const Subject&);
Verdict readThrough(const ActorSystem&, const Subject&);

// --- call_or_cast

Verdict replyUsed(const ActorSystem&, const Subject&);
Verdict lossHint(const ActorSystem&, const Subject&);
Verdict unslowedSender(const ActorSystem&, const Subject&);
Verdict waitCycle(const ActorSystem&, const Subject&);
Verdict ownsThread(const ActorSystem&, const Subject&);
Verdict deadlineConstants(const ActorSystem&, const Subject&);

// --- task_flavour

Verdict perElementWork(const ActorSystem&, const Subject&);
Verdict resultUsed(const ActorSystem&, const Subject&);
Verdict failurePropagates(const ActorSystem&, const Subject&);
Verdict productionCode(const ActorSystem&, const Subject&);

// --- naming_scope

Verdict needsName(const ActorSystem&, const Subject&);
Verdict fixedNames(const ActorSystem&, const Subject&);
Verdict remoteLookup(const ActorSystem&, const Subject&);
Verdict groupKey(const ActorSystem&, const Subject&);
Verdict nameRemoval(const ActorSystem&, const Subject&);

// --- supervision_strategy

Verdict hasSupervisor(const ActorSystem&, const Subject&);
Verdict siblingDependencies(const ActorSystem&, const Subject&);
Verdict relookup(const ActorSystem&, const Subject&);
Verdict dependencyChain(const ActorSystem&, const Subject&);
Verdict escalationPath(const ActorSystem&, const Subject&);
Verdict blastRadius(const ActorSystem&, const Subject&);

// --- restart_policy

Verdict expectedFailure(const ActorSystem&, const Subject&);
Verdict fallibleInit(const ActorSystem&, const Subject&);
Verdict endsNormally(const ActorSystem&, const Subject&);
Verdict restartLimit(const ActorSystem&, const Subject&);
Verdict stopCost(const ActorSystem&, const Subject&);

// --- spawn_scale

Verdict staticChildren(const ActorSystem&, const Subject&);
Verdict blockingChildren(const ActorSystem&, const Subject&);
Verdict spawnRate(const ActorSystem&, const Subject&);
Verdict partitionKey(const ActorSystem&, const Subject&);
Verdict spawnCap(const ActorSystem&, const Subject&);

// --- ingest_or_job

Verdict externalSource(const ActorSystem&, const Subject&);
Verdict stageDifference(const ActorSystem&, const Subject&);
Verdict batchable(const ActorSystem&, const Subject&);
Verdict durableWork(const ActorSystem&, const Subject&);
Verdict ackPosition(const ActorSystem&, const Subject&);
Verdict producerReconnect(const ActorSystem&, const Subject&);

// --- storage

Verdict survival(const ActorSystem&, const Subject&);
Verdict changeRate(const ActorSystem&, const Subject&);
Verdict outsideReaders(const ActorSystem&, const Subject&);
Verdict valuesTogether(const ActorSystem&, const Subject&);
Verdict sharedPayload(const ActorSystem&, const Subject&);
Verdict eviction(const ActorSystem&, const Subject&);

// --- overload

Verdict sourceControllable(const ActorSystem&, const Subject&);
Verdict senderCount(const ActorSystem&, const Subject&);
Verdict controlLane(const ActorSystem&, const Subject&);
Verdict selfFeeding(const ActorSystem&, const Subject&);

}  // namespace dramaturg
