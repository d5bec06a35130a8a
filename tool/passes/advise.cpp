#include "tool/advice.h"
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

void advise(const ActorSystem& system, const TreeCatalogue& catalogue, Findings& findings) {
  const Tree& tree = startingTree(catalogue);
  std::map<ActorId, Advice> known;
  for (ReportedFinding& reported : findings) {
    const ActorId actor = reported.finding.actor;
    if (actor == ActorId::none) continue;
    const auto [at, isNew] = known.try_emplace(actor);
    if (isNew)
      at->second = adviceFor(catalogue, tree, walk(catalogue, tree, codeOf(system, {actor})), libraryOf(system, actor));
    reported.advice = at->second;
  }
}

}  // namespace dramaturg
