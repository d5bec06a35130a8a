#include "decision-tree/walk.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace dramaturg {
namespace {

Verdict askCode(const Code& code, const Question& question) {
  Verdict verdict = code && !question.evaluator.empty() ? code(question) : Verdict{};
  if (!verdict.choice.empty() && question.branch(verdict.choice) == nullptr) verdict.choice.clear();
  return verdict;
}

/// A person first, then code, then what the tree assumes. What code knows stays as evidence.
WalkStep decide(const Question& question, const Code& code, const Said& said) {
  Verdict verdict = askCode(code, question);
  WalkStep step{question.id, question.ask, "", AnswerSource::open, Confidence::possible, std::move(verdict.evidence)};
  if (const auto answer = said.find(question.id); answer != said.end() && question.branch(answer->second)) {
    step.choice = answer->second;
    step.source = AnswerSource::person;
    step.confidence = Confidence::certain;
    if (verdict.choice != step.choice) step.overruled = std::move(verdict.choice);
  } else if (!verdict.choice.empty()) {
    step.choice = std::move(verdict.choice);
    step.source = AnswerSource::code;
    step.confidence = verdict.confidence;
  } else if (!question.whenUnknown.empty()) {
    step.choice = question.whenUnknown;
    step.source = AnswerSource::assumed;
    step.confidence = Confidence::likely;
  }
  if (!step.choice.empty()) step.says = question.branch(step.choice)->says;
  return step;
}

using Targets = std::set<std::pair<Target::Kind, std::string>>;

/// Where one can still end up from here, other trees not entered.
void collectEnds(const Tree& tree, const Target& from, Targets& ends) {
  if (from.kind != Target::Kind::question) {
    ends.insert({from.kind, from.id});
    return;
  }
  for (const Branch& branch : tree.question(from.id)->branches) collectEnds(tree, branch.target, ends);
}

Targets endsOf(const Tree& tree, const Target& from) {
  Targets ends;
  collectEnds(tree, from, ends);
  return ends;
}

/// What leads nowhere any more once `question` is answered with `taken`.
std::vector<Target> ruledOut(const Tree& tree, const Question& question, const Branch& taken) {
  const Targets before = endsOf(tree, {Target::Kind::question, question.id});
  const Targets after = endsOf(tree, taken.target);
  std::vector<Target> out;
  for (const auto& [kind, id] : before)
    if (!after.contains({kind, id})) out.push_back({kind, id});
  return out;
}

SideStep decideSide(const Question& question, const Code& code, const Said& said) {
  SideStep side{decide(question, code, said), ""};
  const Branch* branch = question.branch(side.step.choice);
  if (branch != nullptr) side.leaf = branch->target.id;
  return side;
}

class LeafSearch {
 public:
  LeafSearch(const TreeCatalogue& catalogue, const Code& code, const Said& said)
      : catalogue_(catalogue), code_(code), said_(said) {}

  void visit(const Tree& tree, const Target& at) {
    if (at.kind == Target::Kind::leaf) {
      found_.insert(at.id);
    } else if (at.kind == Target::Kind::tree) {
      const Tree& next = *catalogue_.tree(at.id);
      visit(next, {Target::Kind::question, next.start});
    } else {
      const Question& question = *tree.question(at.id);
      const WalkStep step = decide(question, code_, said_);
      const bool decided = step.source == AnswerSource::code || step.source == AnswerSource::person;
      for (const Branch& branch : question.branches)
        if (!decided || branch.choice == step.choice) visit(tree, branch.target);
    }
  }

  bool found(const Leaf& leaf) const { return found_.contains(leaf.id); }

 private:
  const TreeCatalogue& catalogue_;
  const Code& code_;
  const Said& said_;
  std::set<std::string> found_;
};

}  // namespace

Code remembering(Code code) {
  if (!code) return code;
  auto known = std::make_shared<std::map<std::string, Verdict>>();
  return [code = std::move(code), known](const Question& question) {
    const auto [at, isNew] = known->try_emplace(question.id);
    if (isNew) at->second = code(question);
    return at->second;
  };
}

Walk walk(const TreeCatalogue& catalogue, const Tree& tree, const Code& code, const Said& said) {
  Walk result{tree.id, {}, "", Confidence::certain, {tree.id}};
  const Tree* current = &tree;
  const Question* question = tree.question(tree.start);
  while (question != nullptr) {
    result.steps.push_back(decide(*question, code, said));
    const WalkStep& step = result.steps.back();
    result.confidence = weaker(result.confidence, step.confidence);
    const Branch* branch = question->branch(step.choice);
    if (branch == nullptr) break;  // open
    if (std::vector<Target> out = ruledOut(*current, *question, *branch); !out.empty())
      result.rejections.push_back({result.steps.size() - 1, std::move(out)});
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
  for (const std::string& entered : result.trees)
    for (const Question& side : catalogue.tree(entered)->side) result.side.push_back(decideSide(side, code, said));
  return result;
}

const WalkStep* firstUnanswered(const Walk& walk, const std::vector<std::string>& passed) {
  const auto unanswered = [&](const WalkStep& step) {
    const bool open = step.source == AnswerSource::open || step.source == AnswerSource::assumed;
    return open && std::ranges::find(passed, step.question) == passed.end();
  };
  const auto onPath = std::ranges::find_if(walk.steps, unanswered);
  if (onPath != walk.steps.end()) return &*onPath;
  const auto aside = std::ranges::find_if(walk.side, unanswered, &SideStep::step);
  return aside == walk.side.end() ? nullptr : &aside->step;
}

std::vector<std::string> possibleLeaves(const TreeCatalogue& catalogue, const Tree& tree, const Code& code,
                                        const Said& said) {
  LeafSearch search(catalogue, code, said);
  search.visit(tree, {Target::Kind::question, tree.start});
  std::vector<std::string> ids;
  for (const Leaf& leaf : catalogue.leaves)
    if (search.found(leaf)) ids.push_back(leaf.id);
  return ids;
}

}  // namespace dramaturg
