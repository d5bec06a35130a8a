// Walking a tree: facts answer what facts can answer, a person the rest.
//
// A walk is a function of the code and of what was said. Going back, replaying and asking on are the same walk with
// other answers, so nothing here remembers anything.
#pragma once

#include "decision-tree/tree.h"
#include "facts/evidence.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace dramaturg {

/// What code says to a question. No choice: it cannot tell; the evidence is then what it knows short of an answer.
struct Verdict {
  std::string choice;
  Confidence confidence = Confidence::possible;
  Evidence evidence;
};

/// Asked for each question with an evaluator. Empty: there is no code.
using Code = std::function<Verdict(const Question&)>;
/// The same, and asks each question only once.
Code remembering(Code);

/// What a person said, by question. A choice that the question does not have counts as none.
using Said = std::map<std::string, std::string, std::less<>>;

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
  Evidence evidence;                            ///< of code, whoever answered
  std::string says = {};                        ///< the answer as a statement
  std::string overruled = {};                   ///< what code says where a person says otherwise
};

/// A question that is asked whatever the path, and the leaf that its answer leads to.
struct SideStep {
  WalkStep step;
  std::string leaf;  ///< empty when open
};

/// Leaves and trees that the answer of one step has ruled out.
struct Rejection {
  std::size_t step = 0;
  std::vector<Target> targets;
};

struct Walk {
  std::string tree;
  std::vector<WalkStep> steps;
  std::string leaf;                             ///< empty: stopped at an open question
  Confidence confidence = Confidence::certain;  ///< the weakest step
  std::vector<std::string> trees;               ///< trees entered on the way, in order
  std::vector<SideStep> side = {};              ///< of all these trees
  std::vector<Rejection> rejections = {};
};

/// Walks `tree`, follows into other trees, and ends at a leaf or at an open question. A person's answer goes before
/// that of the code, that before what the tree assumes. The catalogue must be sound (`validate`).
Walk walk(const TreeCatalogue&, const Tree&, const Code& code = {}, const Said& said = {});

/// The first step, side steps last, to which neither code nor a person gave an answer, and which is not in `passed`;
/// null: there is none.
const WalkStep* firstUnanswered(const Walk&, const std::vector<std::string>& passed = {});

/// The leaves that any answers to the questions which neither code nor a person has answered can lead to, in the order
/// of the catalogue.
std::vector<std::string> possibleLeaves(const TreeCatalogue&, const Tree&, const Code& code, const Said& said);

}  // namespace dramaturg
