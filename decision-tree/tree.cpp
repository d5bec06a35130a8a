#include "decision-tree/tree.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

template <class Item>
const Item* findById(const std::vector<Item>& items, std::string_view id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Branch* Question::branch(std::string_view choice) const {
  if (takesAnything()) return choice.empty() ? nullptr : &branches.front();
  const auto found = std::ranges::find(branches, choice, &Branch::choice);
  return found == branches.end() ? nullptr : &*found;
}

bool Question::takesAnything() const { return branches.size() == 1 && branches.front().choice == kAnyAnswer; }

const Question* Tree::question(std::string_view wanted) const { return findById(questions, wanted); }

const Question* Tree::anyQuestion(std::string_view wanted) const {
  const Question* onPath = question(wanted);
  return onPath != nullptr ? onPath : findById(side, wanted);
}

const Tree* TreeCatalogue::tree(std::string_view id) const { return findById(trees, id); }

const Question* TreeCatalogue::question(std::string_view id) const {
  for (const Tree& tree : trees)
    if (const Question* found = tree.anyQuestion(id)) return found;
  return nullptr;
}

const Leaf* TreeCatalogue::leaf(std::string_view id) const { return findById(leaves, id); }

const Spelling* TreeCatalogue::spelling(std::string_view leaf, std::string_view library) const {
  const Spelling* plain = nullptr;
  for (const Spelling& spelling : spellings) {
    if (spelling.leaf != leaf) continue;
    if (spelling.library == library) return &spelling;
    if (spelling.library == kPlainCpp) plain = &spelling;
  }
  return plain;
}

const Skeleton* TreeCatalogue::skeleton(std::string_view leaf, std::string_view library) const {
  const Spelling* found = spelling(leaf, library);
  if (found == nullptr) return nullptr;
  std::string name = found->skeleton.empty() ? found->leaf : found->skeleton;
  if (name.find('/') == std::string::npos) name = found->library + '/' + name;
  const auto at = std::ranges::find(skeletons, name, &Skeleton::name);
  return at == skeletons.end() ? nullptr : &*at;
}

std::vector<const Tree*> TreeCatalogue::treesAfter(std::string_view leaf) const {
  std::vector<const Tree*> found;
  for (const Tree& tree : trees)
    if (std::ranges::find(tree.after, leaf) != tree.after.end()) found.push_back(&tree);
  return found;
}

std::vector<std::string> TreeCatalogue::libraries() const {
  std::set<std::string> names;
  for (const Spelling& spelling : spellings) names.insert(spelling.library);
  return {names.begin(), names.end()};
}

}  // namespace dramaturg
