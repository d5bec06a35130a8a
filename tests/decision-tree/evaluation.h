// Asking evaluators about programs written by hand.
#pragma once

#include "decision-tree/evaluators.h"
#include "decision-tree/present.h"
#include "model/link.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

#include <string>
#include <string_view>

namespace dramaturg::test {

/// What the evaluator says of an actor; a choice of `-` where it cannot tell.
inline std::string said(const UnitBuilder& unit, std::string_view evaluator, std::string_view actor = "a") {
  const ActorSystem system = link({unit.facts()});
  const EvaluatorInfo* info = findEvaluator(evaluator);
  REQUIRE(info != nullptr);
  const Verdict verdict = info->evaluate(system, {actorNamed(system, actor)});
  if (verdict.choice.empty()) return "-";
  CHECK((!verdict.evidence.empty() || verdict.choice == "no"));  // only an absence has nothing to show
  return verdict.choice;
}

/// The same where a hint is all that there can be.
inline std::string hint(const UnitBuilder& unit, std::string_view evaluator, std::string_view actor = "a") {
  const ActorSystem system = link({unit.facts()});
  const Verdict verdict = findEvaluator(evaluator)->evaluate(system, {actorNamed(system, actor)});
  CHECK(verdict.choice.empty());
  return verdict.evidence.empty() ? "-" : verdict.evidence.front().text;
}

/// `main` starts `a` and `b`; `b` knows `a`.
inline UnitBuilder pair() {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("a").into(variable("x")).spawns("b").into(variable("y"));
  unit.flow(field("b::peer"), variable("x"));
  unit.actor("a");
  unit.actor("b").field("b::peer", FieldRole::actorHandle);
  return unit;
}

}  // namespace dramaturg::test
