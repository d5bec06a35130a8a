// Is a catalogue sound? Whoever reads trees from a file asks once; walks then need no checks of their own.
#include "decision-tree/evaluators.h"
#include "decision-tree/tree.h"

#include <map>
#include <set>

namespace dramaturg {
namespace {

class Validator {
 public:
  explicit Validator(const TreeCatalogue& catalogue) : catalogue_(catalogue) {}

  std::vector<std::string> run() {
    checkNames();
    for (const Tree& tree : catalogue_.trees) checkTree(tree);
    for (const Phrase& phrase : catalogue_.phrases)
      for (const std::string& id : phrase.trees) requireTree(id, "phrase `" + phrase.say + "` leads");
    checkLeaves();
    checkSpellings();
    checkCycles();
    return std::move(problems_);
  }

 private:
  void problem(std::string text) { problems_.push_back(std::move(text)); }

  template <class Item>
  void checkUnique(const std::vector<Item>& items, std::string_view what) {
    std::set<std::string_view> seen;
    for (const Item& item : items)
      if (!seen.insert(item.id).second) problem(std::string(what) + " `" + item.id + "` is defined twice");
  }

  void checkNames() {
    checkUnique(catalogue_.trees, "tree");
    checkUnique(catalogue_.leaves, "leaf");
    std::set<std::string_view> questions;  // answers name them without their tree
    for (const Tree& tree : catalogue_.trees)
      for (const auto* some : {&tree.questions, &tree.side})
        for (const Question& question : *some)
          if (!questions.insert(question.id).second) problem("question `" + question.id + "` is defined twice");
  }

  void checkTree(const Tree& tree) {
    for (const Question& question : tree.questions) checkQuestion(tree, question);
    for (const Question& question : tree.side) {
      checkQuestion(tree, question);
      for (const Branch& branch : question.branches)
        if (branch.target.kind != Target::Kind::leaf)
          problem("side question `" + question.id + "` leads by `" + branch.choice + "` to something else than a leaf");
    }
    for (const std::string& leaf : tree.after)
      if (catalogue_.leaf(leaf) == nullptr)
        problem("tree `" + tree.id + "` comes after the unknown leaf `" + leaf + "`");
    checkReachable(tree);
  }

  void requireTree(const std::string& id, const std::string& who) {
    if (catalogue_.tree(id) == nullptr) problem(who + " to the unknown tree `" + id + "`");
  }

  void checkQuestion(const Tree& tree, const Question& question) {
    const std::string name = "question `" + question.id + "`";
    if (question.branches.empty()) problem(name + " has no answers");
    for (const Branch& branch : question.branches) checkTarget(tree, name, branch);
    checkChoice(question, question.whenUnknown, name + " assumes");
    checkChoice(question, question.seedAnswer, name + " has the seed answer");
    if (question.extension == question.seedAnswer.empty())
      problem(name + (question.extension ? " is an extension without a seed answer"
                                         : " has a seed answer but is no extension"));
    if (question.evaluator.empty()) return;
    const EvaluatorInfo* evaluator = findEvaluator(question.evaluator);
    if (evaluator == nullptr) {
      problem(name + " names the unknown evaluator `" + question.evaluator + "`");
      return;
    }
    for (const std::string_view choice : evaluator->choices)
      if (question.branch(choice) == nullptr)
        problem(name + " lacks the answer `" + std::string(choice) + "`, which its evaluator can give");
  }

  void checkChoice(const Question& question, const std::string& choice, const std::string& who) {
    if (!choice.empty() && question.branch(choice) == nullptr)
      problem(who + " `" + choice + "`, which is not among its answers");
  }

  void checkTarget(const Tree& tree, const std::string& who, const Branch& branch) {
    const std::string leads = who + " leads by `" + branch.choice + "` to the unknown ";
    const std::string& id = branch.target.id;
    switch (branch.target.kind) {
      case Target::Kind::question:
        if (tree.question(id) == nullptr) problem(leads + "question `" + id + "`");
        break;
      case Target::Kind::leaf:
        reachedLeaves_.insert(id);
        if (catalogue_.leaf(id) == nullptr) problem(leads + "leaf `" + id + "`");
        break;
      case Target::Kind::tree:
        requireTree(id, who + " leads by `" + branch.choice + "`");
        break;
    }
  }

  void checkReachable(const Tree& tree) {
    if (tree.question(tree.start) == nullptr) {
      problem("tree `" + tree.id + "` starts at the unknown question `" + tree.start + "`");
      return;
    }
    std::set<std::string_view> reached{tree.start};
    std::vector<std::string_view> open{tree.start};
    while (!open.empty()) {
      const Question* question = tree.question(open.back());
      open.pop_back();
      if (question == nullptr) continue;
      for (const Branch& branch : question->branches)
        if (branch.target.kind == Target::Kind::question && reached.insert(branch.target.id).second)
          open.push_back(branch.target.id);
    }
    for (const Question& question : tree.questions)
      if (!reached.contains(question.id)) problem("no answer leads to question `" + question.id + "`");
  }

  void checkLeaves() {
    for (const Leaf& leaf : catalogue_.leaves) {
      if (!reachedLeaves_.contains(leaf.id)) problem("no answer leads to leaf `" + leaf.id + "`");
      if (catalogue_.spelling(leaf.id, kPlainCpp) == nullptr)
        problem("leaf `" + leaf.id + "` has no spelling in plain C++ (`std`)");
    }
  }

  void checkSpellings() {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (const Spelling& spelling : catalogue_.spellings) {
      const std::string name = "the spelling of `" + spelling.leaf + "` in `" + spelling.library + "`";
      if (catalogue_.leaf(spelling.leaf) == nullptr) problem(name + " is for an unknown leaf");
      if (!seen.insert({spelling.leaf, spelling.library}).second) problem(name + " is given twice");
      if (!spelling.skeleton.empty() && catalogue_.skeleton(spelling.leaf, spelling.library) == nullptr)
        problem(name + " names the unknown skeleton `" + spelling.skeleton + "`");
    }
  }

  void checkCycles() {
    for (const Tree& tree : catalogue_.trees) visit(tree, tree.start);
  }

  /// Depth first over questions, through other trees as a walk does.
  void visit(const Tree& tree, const std::string& id) {
    const Question* question = tree.question(id);
    if (question == nullptr) return;
    const auto [mark, isNew] = marks_.insert({question, Mark::open});
    if (!isNew) {
      if (mark->second == Mark::open) problem("a walk comes back to question `" + id + "`");
      return;
    }
    for (const Branch& branch : question->branches) {
      if (branch.target.kind == Target::Kind::question) visit(tree, branch.target.id);
      if (branch.target.kind == Target::Kind::tree)
        if (const Tree* next = catalogue_.tree(branch.target.id)) visit(*next, next->start);
    }
    marks_[question] = Mark::done;
  }

  enum class Mark { open, done };
  const TreeCatalogue& catalogue_;
  std::map<const Question*, Mark> marks_;
  std::set<std::string_view> reachedLeaves_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> validate(const TreeCatalogue& catalogue) { return Validator(catalogue).run(); }

}  // namespace dramaturg
