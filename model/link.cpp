#include "model/link.h"

#include "facts/pieces.h"
#include "model/edges.h"
#include "model/home_made.h"
#include "model/ids.h"
#include "model/multiplicity.h"
#include "model/numbering.h"
#include "model/placement.h"
#include "model/system_data.h"

#include <map>
#include <utility>

namespace dramaturg {

class Linker {
 public:
  static ActorSystem link(ProgramFacts facts, const LinkOptions& options);
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

void describeHomeMade(const std::vector<Structure>& all, Ensemble& ensemble) {
  for (const Structure& one : all)
    if (const ActorId id = lookUp(ensemble.actorOf, one.actor, ActorId::none); id != ActorId::none)
      ensemble.actors[at(id)].structure = one.evidence;
}

/// One numbering, each entity once.
ProgramFacts mergeUnits(std::vector<UnitFacts> units) {
  Numbering numbering;
  std::map<Piece, std::uint32_t> known;
  std::vector<const Piece*> pieces;
  bool partial = false;
  for (UnitFacts& unit : units) {
    partial |= unit.partial;
    std::vector<std::uint32_t> parts;
    for (Piece& piece : takeApart(std::move(unit)).pieces) {
      const auto [at, isNew] = known.emplace(std::move(piece), static_cast<std::uint32_t>(pieces.size()));
      if (isNew) pieces.push_back(&at->first), numbering.add(at->first.keys);
      parts.push_back(at->second);
    }
    numbering.addUnit(parts);
  }

  ProgramNumbers numbers = numbering.finish();
  ProgramNames names(numbers.symbols, std::move(numbers.keys));
  Merger merger;
  for (NumberedPiece& one : numbers.pieces) {
    names.add(pieces[one.piece]->names, one.symbols);
    auto functions = std::make_unique<PieceFunctions>(pieces[one.piece]->facts, std::move(one));
    if (auto others = functions->read()) merger.add(std::move(*others), std::move(functions));
  }
  return merger.finish(std::move(names), std::move(numbers.files), partial);
}

}  // namespace

ActorSystem Linker::link(ProgramFacts facts, const LinkOptions& options) {
  auto system = std::make_unique<ActorSystem::Data>();
  system->facts = std::move(facts);
  system->closedWorld = options.allUnitsAnalysed && !system->facts.partial;
  // Who is an actor and has which handlers. From here on the facts do not change: everything points into them.
  const std::vector<Structure> homeMade = addHomeMadeActors(system->facts);
  addImpliedHandlers(system->facts);
  addOverridingHandlers(system->facts);
  system->events = EventIndex(system->facts.functions);
  system->ensemble = assemble(system->facts, system->events);
  describeHomeMade(homeMade, system->ensemble);
  // Who runs whose code, and in whose turns.
  system->calls = CallGraph(system->facts.functions, system->ensemble.functionOf, turnBodies(*system));
  system->turns = findTurns(system->facts, system->ensemble, system->calls);
  // Which actors each handle may denote.
  system->messages = MessageIndex(system->ensemble.actors, system->ensemble.handlers);
  system->flow = HandleFlow(system->facts, system->events, system->ensemble, system->messages, system->turns);
  system->receivers = ReceiverFinder(system->facts, system->ensemble, system->messages, system->flow);
  // Who does what to whom, how many there are, and where they run.
  deriveEdges(*system);
  derivePlacement(*system);
  deriveMultiplicity(*system);
  system->reach.byRoot.resize(system->facts.functions.size());
  system->work.byRoot.resize(system->facts.functions.size());
  return ActorSystem(std::move(system));
}

ActorSystem link(ProgramFacts facts, const LinkOptions& options) { return Linker::link(std::move(facts), options); }

ActorSystem link(std::vector<UnitFacts> units, const LinkOptions& options) {
  return link(mergeUnits(std::move(units)), options);
}

}  // namespace dramaturg
