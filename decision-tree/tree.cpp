#include "decision-tree/tree.h"

#include <algorithm>

namespace dramaturg {
namespace {

constexpr std::string_view kPlainCpp = "std";

template <class Item>
const Item* findById(const std::vector<Item>& items, std::string_view id) {
  const auto found = std::ranges::find(items, id, &Item::id);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

const Branch* Question::branch(std::string_view choice) const {
  const auto found = std::ranges::find(branches, choice, &Branch::choice);
  return found == branches.end() ? nullptr : &*found;
}

const Question* Tree::question(std::string_view wanted) const { return findById(questions, wanted); }

const Tree* TreeCatalogue::tree(std::string_view id) const { return findById(trees, id); }

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

}  // namespace dramaturg
