#include "model/link.h"

#include "model/edges.h"
#include "model/multiplicity.h"
#include "model/placement.h"
#include "model/system_data.h"

namespace dramaturg {

class Linker {
 public:
  static ActorSystem link(std::vector<UnitFacts> units, const LinkOptions& options);
};

namespace {

/// Functions that have turns of their own: installing them, or naming them as a continuation, is no call.
std::vector<bool> turnBodies(const SystemData& system) {
  std::vector<bool> isTurn(system.facts.functions.size(), false);
  for (const LinkedHandler& handler : system.ensemble.handlers)
    if (handler.body != FunctionId::none && handler.fact->kind != HandlerKind::init)
      isTurn[static_cast<std::size_t>(handler.body)] = true;
  return isTurn;
}

}  // namespace

ActorSystem Linker::link(std::vector<UnitFacts> units, const LinkOptions& options) {
  auto system = std::make_unique<ActorSystem::Data>();
  // One numbering, each entity once.
  system->facts = mergeUnits(std::move(units));
  system->closedWorld = options.allUnitsAnalysed && !system->facts.partial;
  // Who is an actor and has which handlers. From here on the facts do not change: everything points into them.
  addImpliedHandlers(system->facts);
  system->ensemble = assemble(system->facts);
  // Who runs whose code, and in whose turns.
  system->calls = CallGraph(system->facts.functions, system->ensemble.functionOf, turnBodies(*system));
  system->turns = findTurns(system->facts, system->ensemble, system->calls);
  // Which actors each handle may denote.
  system->messages = MessageIndex(system->ensemble.actors, system->ensemble.handlers);
  system->flow = HandleFlow(system->facts, system->ensemble, system->messages, system->turns);
  system->receivers = ReceiverFinder(system->facts, system->ensemble, system->messages, system->flow);
  // Who does what to whom, how many there are, and where they run.
  deriveEdges(*system);
  derivePlacement(*system);
  deriveMultiplicity(*system);
  system->reach.byRoot.resize(system->facts.functions.size());
  return ActorSystem(std::move(system));
}

ActorSystem link(std::vector<UnitFacts> units, const LinkOptions& options) {
  return Linker::link(std::move(units), options);
}

}  // namespace dramaturg
