#include "tool/advice.h"

#include <algorithm>

namespace dramaturg {
namespace {

/// OTP's name; where two leaves have the same one, which of them.
std::string nameOf(const TreeCatalogue& catalogue, const std::string& id) {
  const Leaf* leaf = catalogue.leaf(id);
  if (leaf == nullptr) return id;
  const auto same = std::ranges::count(catalogue.leaves, leaf->primitive, &Leaf::primitive);
  return leaf->primitive + (same > 1 ? " (" + id + ")" : "");
}

/// The names of what an answer rules out: leaves as OTP calls them, trees by their titles.
RuledOut ruledOut(const TreeCatalogue& catalogue, const Walk& walk, const Rejection& rejection) {
  RuledOut out;
  out.because = walk.steps[rejection.step].says;
  for (const Target& target : rejection.targets) {
    std::string name = target.id;
    if (target.kind == Target::Kind::leaf) {
      if (target.id == walk.leaf) continue;  // another tree may lead there all the same
      out.leaves.push_back(target.id);
      name = nameOf(catalogue, target.id);
    } else if (std::ranges::find(walk.trees, target.id) != walk.trees.end()) {
      continue;
    }
    out.names += (out.names.empty() ? "" : ", ") + name;
  }
  return out;
}

SideAdvice sideAdvice(const TreeCatalogue& catalogue, const SideStep& side) {
  SideAdvice advice{side.step, side.leaf, "", ""};
  const Question* question = catalogue.question(side.step.question);
  // Where all answers lead to one leaf, it is worth a thought without any.
  if (advice.leaf.empty() && question->takesAnything()) advice.leaf = question->branches.front().target.id;
  if (const Leaf* leaf = catalogue.leaf(advice.leaf)) {
    advice.primitive = leaf->primitive;
    advice.meaning = leaf->meaning;
  }
  return advice;
}

bool isAnswered(const Walk& walk) {
  return std::ranges::all_of(walk.steps, [](const WalkStep& step) {
    return step.source == AnswerSource::code || step.source == AnswerSource::person;
  });
}

}  // namespace

SpellingLibrary libraryOf(const ActorSystem& system, ActorId actor) {
  if (actor == ActorId::none) return {};
  const Symbol name = system.actor(actor).library->name;
  return {std::string(system.key(name)), std::string(system.name(name))};
}

Advice adviceFor(const TreeCatalogue& catalogue, const Tree& tree, Walk walk, const SpellingLibrary& library) {
  Advice advice;
  advice.tree = tree.id;
  advice.title = tree.title;
  advice.walk = std::move(walk);
  advice.leaf = advice.walk.leaf;
  if (const Leaf* leaf = catalogue.leaf(advice.leaf)) {
    advice.primitive = leaf->primitive;
    advice.meaning = leaf->meaning;
    advice.caution = leaf->caution;
    advice.notWhen = leaf->notWhen;
  }
  if (const Spelling* spelling = catalogue.spelling(advice.leaf, library.key)) {
    advice.library = spelling->library == library.key ? library.name : SpellingLibrary().name;
    advice.spelling = spelling->text;
  }
  return advice;
}

Advice wholeAdvice(const TreeCatalogue& catalogue, const Tree& tree, const Code& code, const Said& said,
                   const SpellingLibrary& library) {
  Advice advice = adviceFor(catalogue, tree, walk(catalogue, tree, code, said), library);
  for (const Rejection& rejection : advice.walk.rejections) {
    if (advice.walk.steps[rejection.step].source == AnswerSource::assumed) continue;
    if (RuledOut out = ruledOut(catalogue, advice.walk, rejection); !out.names.empty())
      advice.ruledOut.push_back(std::move(out));
  }
  for (const SideStep& side : advice.walk.side) advice.side.push_back(sideAdvice(catalogue, side));
  if (!isAnswered(advice.walk)) advice.possible = possibleLeaves(catalogue, tree, code, said);
  for (const std::string& id : advice.possible) advice.possibleNames.push_back(nameOf(catalogue, id));
  for (const Tree* next : catalogue.treesAfter(advice.leaf))
    if (std::ranges::find(advice.walk.trees, next->id) == advice.walk.trees.end())
      advice.next.emplace_back(next->id, next->title);
  if (const Skeleton* skeleton = catalogue.skeleton(advice.leaf, library.key)) advice.skeleton = skeleton->code;
  return advice;
}

}  // namespace dramaturg
