#include "decision-tree/evaluators.h"

#include "decision-tree/evaluate/evaluate.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace dramaturg {
namespace {

constexpr std::array<std::string_view, 2> kYesNo{"yes", "no"};
constexpr std::array<std::string_view, 0> kNothing{};  // only hints
constexpr std::array<std::string_view, 1> kAny{"any"};
constexpr std::array<std::string_view, 1> kNo{"no"};
constexpr std::array<std::string_view, 1> kYes{"yes"};
constexpr std::array<std::string_view, 2> kRemovedNothing{"removed", "nothing"};
constexpr std::array<std::string_view, 3> kAlwaysAfterCrashNever{"always", "after-crash", "never"};
constexpr std::array<std::string_view, 2> kExternalOwnCode{"external", "own-code"};
constexpr std::array<std::string_view, 2> kResourceTypeOnly{"resource", "type-only"};
constexpr std::array<std::string_view, 2> kBeforeAfter{"before", "after"};
constexpr std::array<std::string_view, 2> kSourceSupervisor{"source", "supervisor"};
constexpr std::array<std::string_view, 1> kProgramEnd{"program-end"};
constexpr std::array<std::string_view, 3> kNeverRarelyOften{"never", "rarely", "often"};
constexpr std::array<std::string_view, 2> kReadOnlyHandedOver{"read-only", "handed-over"};

constexpr EvaluatorInfo kEvaluators[] = {
    {"ack_position", kBeforeAfter, ackPosition, true},
    {"batchable", kYesNo, batchable, true},
    {"blast_radius", kAny, blastRadius, true},
    {"blocking_children", kYesNo, blockingChildren, true},
    {"change_rate", kNeverRarelyOften, changeRate, true},
    {"complex_behaviour", kYesNo, ask<complexBehaviour>, true},
    {"control_lane", kYes, controlLane, true},
    {"deadline_constants", kAny, deadlineConstants, false},
    {"dependency_chain", kYesNo, dependencyChain, true},
    {"durable_work", kNothing, durableWork, false},
    {"ends_normally", kAlwaysAfterCrashNever, endsNormally, true},
    {"escalation_path", kNothing, escalationPath, true},
    {"eviction", kAny, eviction, true},
    {"expected_failure", kYesNo, expectedFailure, true},
    {"external_source", kExternalOwnCode, externalSource, true},
    {"failure_propagates", kNo, failurePropagates, false},
    {"fallible_init", kYesNo, fallibleInit, true},
    {"fixed_names", kYesNo, fixedNames, true},
    {"group_key", kYesNo, groupKey, true},
    {"has_request_response", kYesNo, ask<hasRequestResponse>, true},
    {"has_supervisor", kYes, hasSupervisor, true},
    {"hub_weight", kYesNo, hubWeight, true},
    {"implicit_machine", kYesNo, ask<implicitMachine>, true},
    {"loss_hint", kNothing, lossHint, false},
    {"name_removal", kRemovedNothing, nameRemoval, true},
    {"needs_name", kYesNo, needsName, true},
    {"needs_serialisation", kYesNo, needsSerialisation, true},
    {"needs_supervision", kYesNo, ask<needsSupervision>, true},
    {"outside_readers", kYesNo, outsideReaders, true},
    {"owns_thread", kYesNo, ownsThread, false},
    {"partition_key", kNo, partitionKey, true},
    {"per_element_work", kYesNo, perElementWork, false},
    {"persisting_state", kYesNo, remembers, true},
    {"producer_reconnect", kSourceSupervisor, producerReconnect, true},
    {"production_code", kYesNo, productionCode, false},
    {"read_through", kYesNo, readThrough, true},
    {"receives_many", kYesNo, ask<receivesMany>, true},
    {"relookup", kYesNo, relookup, true},
    {"remote_lookup", kYes, remoteLookup, true},
    {"reply_used", kYesNo, replyUsed, false},
    {"restart_limit", kAny, restartLimit, true},
    {"result_used", kYesNo, resultUsed, false},
    {"runtime_reason", kYesNo, hasReason, true},
    {"scoped_lifetime", kYesNo, ask<scopedLifetime>, true},
    {"self_feeding", kYesNo, selfFeeding, true},
    {"sender_count", kYesNo, senderCount, true},
    {"shared_payload", kReadOnlyHandedOver, sharedPayload, true},
    {"sibling_dependencies", kYesNo, siblingDependencies, true},
    {"source_controllable", kYes, sourceControllable, false},
    {"spawn_cap", kAny, spawnCap, false},
    {"spawn_rate", kNo, spawnRate, true},
    {"stage_difference", kResourceTypeOnly, stageDifference, true},
    {"static_children", kYesNo, staticChildren, false},
    {"stop_cost", kAny, stopCost, true},
    {"survival", kProgramEnd, survival, true},
    {"unslowed_sender", kYesNo, unslowedSender, false},
    {"values_together", kYesNo, valuesTogether, true},
    {"wait_cycle", kYesNo, waitCycle, false},
    {"wants_concurrency", kYesNo, mustRunBeside, true},
};

}  // namespace

std::span<const EvaluatorInfo> evaluators() { return kEvaluators; }

const EvaluatorInfo* findEvaluator(std::string_view name) {
  const auto* found = std::ranges::find(kEvaluators, name, &EvaluatorInfo::name);
  return found == std::end(kEvaluators) ? nullptr : found;
}

Code codeOf(const ActorSystem& system, const Subject& subject) {
  return remembering([&system, subject](const Question& question) -> Verdict {
    const EvaluatorInfo* evaluator = findEvaluator(question.evaluator);
    if (evaluator == nullptr || (evaluator->needsActor && subject.actor == ActorId::none)) return {};
    return evaluator->evaluate(system, subject);
  });
}

}  // namespace dramaturg
