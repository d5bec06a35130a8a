#include "decision-tree/walk.h"

#include "decision-tree/evaluators.h"

namespace dramaturg {
namespace {

Answer askCode(const Question& question, const ActorSystem& system, ActorId actor) {
  const Evaluator evaluate = findEvaluator(question.evaluator);
  return evaluate == nullptr ? Answer{} : evaluate(system, actor);
}

/// Code first, then a person, then what the tree assumes. What code knows short of an answer stays as evidence.
WalkStep decide(const Question& question, const ActorSystem& system, ActorId actor, const Person& person) {
  Answer fromCode = askCode(question, system, actor);
  WalkStep step{question.id, question.ask, "", AnswerSource::open, Confidence::possible, {}};
  if (fromCode.choice != Choice::unknown) {
    step.choice = fromCode.yes() ? "yes" : "no";
    step.source = AnswerSource::code;
    step.confidence = fromCode.confidence;
  } else if (const auto said = person ? person(question, fromCode) : std::nullopt; said && question.branch(*said)) {
    step.choice = *said;
    step.source = AnswerSource::person;
    step.confidence = Confidence::certain;
  } else if (!question.whenUnknown.empty()) {
    step.choice = question.whenUnknown;
    step.source = AnswerSource::assumed;
    step.confidence = Confidence::likely;
  }
  step.evidence = std::move(fromCode.evidence);
  return step;
}

}  // namespace

Walk walk(const TreeCatalogue& catalogue, const Tree& tree, const ActorSystem& system, ActorId actor,
          const Person& person) {
  Walk result{tree.id, {}, "", Confidence::certain, {tree.id}};
  const Tree* current = &tree;
  const Question* question = tree.question(tree.start);
  while (question != nullptr) {
    result.steps.push_back(decide(*question, system, actor, person));
    const WalkStep& step = result.steps.back();
    result.confidence = weaker(result.confidence, step.confidence);
    const Branch* branch = question->branch(step.choice);
    if (branch == nullptr) break;  // open
    switch (branch->target.kind) {
      case Target::Kind::leaf:
        result.leaf = branch->target.id;
        question = nullptr;
        break;
      case Target::Kind::question:
        question = current->question(branch->target.id);
        break;
      case Target::Kind::tree:
        current = catalogue.tree(branch->target.id);
        result.trees.push_back(branch->target.id);
        question = current->question(current->start);
        break;
    }
  }
  return result;
}

}  // namespace dramaturg
