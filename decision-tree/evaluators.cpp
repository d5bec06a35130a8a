#include "decision-tree/evaluators.h"

#include "decision-tree/walk.h"

#include <algorithm>
#include <iterator>

namespace dramaturg {
namespace {

struct Entry {
  std::string_view name;
  Evaluator evaluate;
};

constexpr Entry kEvaluators[] = {
    {"complex_behaviour", complexBehaviour}, {"has_request_response", hasRequestResponse},
    {"implicit_machine", implicitMachine},   {"needs_supervision", needsSupervision},
    {"persisting_state", persistingState},   {"receives_many", receivesMany},
    {"runtime_reason", runtimeReason},       {"scoped_lifetime", scopedLifetime},
    {"wants_concurrency", wantsConcurrency},
};

}  // namespace

Evaluator findEvaluator(std::string_view name) {
  const auto* found = std::ranges::find(kEvaluators, name, &Entry::name);
  return found == std::end(kEvaluators) ? nullptr : found->evaluate;
}

std::vector<std::string> evaluatorNames() {
  std::vector<std::string> names;
  for (const Entry& entry : kEvaluators) names.emplace_back(entry.name);
  return names;
}

}  // namespace dramaturg
