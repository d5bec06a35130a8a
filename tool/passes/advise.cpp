#include "tool/exit_code.h"
#include "tool/passes/passes.h"

#include <map>

namespace dramaturg {
namespace {

/// The tree that everything about an actor starts at; it leads into the others.
const Tree& startingTree(const TreeCatalogue& catalogue) {
  if (const Tree* tree = catalogue.tree("abstraction")) return *tree;
  throw Failure(ExitCode::internal, "the tree `abstraction` does not exist");
}

}  // namespace

Advice adviseActor(const ActorSystem& system, const TreeCatalogue& catalogue, const Tree& tree, ActorId actor) {
  Advice advice;
  advice.tree = tree.id;
  advice.title = tree.title;
  advice.walk = walk(catalogue, tree, system, actor);
  advice.leaf = advice.walk.leaf;
  if (const Leaf* leaf = catalogue.leaf(advice.leaf)) {
    advice.primitive = leaf->primitive;
    advice.meaning = leaf->meaning;
    advice.caution = leaf->caution;
  }
  const Symbol library = system.actor(actor).library->name;
  if (const Spelling* spelling = catalogue.spelling(advice.leaf, system.key(library))) {
    advice.library = spelling->library == system.key(library) ? system.name(library) : "plain C++";
    advice.spelling = spelling->text;
  }
  return advice;
}

void advise(const ActorSystem& system, const TreeCatalogue& catalogue, Findings& findings) {
  const Tree& tree = startingTree(catalogue);
  std::map<ActorId, Advice> known;
  for (ReportedFinding& reported : findings) {
    const ActorId actor = reported.finding.actor;
    if (actor == ActorId::none) continue;
    const auto [at, isNew] = known.try_emplace(actor);
    if (isNew) at->second = adviseActor(system, catalogue, tree, actor);
    reported.advice = at->second;
  }
}

}  // namespace dramaturg
