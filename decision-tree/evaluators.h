// The predicates that questions name, in one table.
#pragma once

#include "model/predicates.h"

#include <string_view>

namespace dramaturg {

using Evaluator = Answer (*)(const ActorSystem&, ActorId);

/// Null for a name that is none.
Evaluator findEvaluator(std::string_view name);

}  // namespace dramaturg
