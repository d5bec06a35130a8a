// Walking a tree: facts answer what facts can answer, a person the rest.
#pragma once

#include "decision-tree/tree.h"
#include "model/predicates.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

/// Who gave an answer.
enum class AnswerSource : std::uint8_t {
  code,  ///< facts, with evidence
  person,
  assumed,  ///< code cannot tell; the tree says how to go on
  open,     ///< code cannot tell and nobody was asked: the walk stops here
};

struct WalkStep {
  std::string question;  ///< id
  std::string ask;
  std::string choice;  ///< empty when open
  AnswerSource source = AnswerSource::open;
  Confidence confidence = Confidence::certain;  ///< assumed: at most likely
  Evidence evidence;
};

struct Walk {
  std::string tree;
  std::vector<WalkStep> steps;
  std::string leaf;                             ///< empty: stopped at an open question
  Confidence confidence = Confidence::certain;  ///< the weakest step
  std::vector<std::string> trees;               ///< trees entered on the way, in order
};

/// Asked for what facts leave open: returns a choice of the question, or nothing. A choice that the question does
/// not have counts as none.
using Person = std::function<std::optional<std::string>(const Question&, const Answer& fromCode)>;

/// Walks `tree` for an actor. Follows into other trees; ends at a leaf or at an open question. The catalogue must be
/// sound (`validate`). What code knows short of an answer stays in the step as evidence.
Walk walk(const TreeCatalogue&, const Tree&, const ActorSystem&, ActorId, const Person& person = {});

/// Names of the predicates that questions may refer to.
std::vector<std::string> evaluatorNames();

}  // namespace dramaturg
