// The predicates that questions name, in one table.
#pragma once

#include "decision-tree/walk.h"
#include "model/actor_system.h"

#include <optional>
#include <span>
#include <string_view>

namespace dramaturg {

/// What a walk is about: an actor, and perhaps one place: where somebody sends, asks, spawns or starts a task. With a
/// place, questions about messages are about that one.
struct Subject {
  ActorId actor = ActorId::none;
  std::optional<Site> site = std::nullopt;
};

using Evaluator = Verdict (*)(const ActorSystem&, const Subject&);

struct EvaluatorInfo {
  std::string_view name;
  std::span<const std::string_view> choices;  ///< that it can give
  Evaluator evaluate = nullptr;
  bool needsActor = true;  ///< false: a place alone will do
};

std::span<const EvaluatorInfo> evaluators();
/// Null for a name that is none.
const EvaluatorInfo* findEvaluator(std::string_view name);

/// What the program says about a subject, each question asked once. Lives no longer than the system.
Code codeOf(const ActorSystem&, const Subject&);

}  // namespace dramaturg
