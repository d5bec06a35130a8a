#include "model/handle_flow.h"

#include "model/flow_solver.h"
#include "model/ids.h"

#include <algorithm>

namespace dramaturg {

HandleFlow::HandleFlow(const ProgramFacts& facts, const EventIndex& events, const Ensemble& ensemble,
                       const MessageIndex& messages, const Turns& turns) {
  FlowSolver(*this, facts, ensemble, messages, turns).solve(events);
}

std::size_t HandleFlow::Hash::operator()(const Handle& handle) const {
  std::uint64_t bits =
      static_cast<std::uint64_t>(handle.symbol) << 32 | handle.index << 4 | static_cast<unsigned>(handle.kind);
  bits *= 0x9e3779b97f4a7c15;
  return bits ^ bits >> 29;
}

std::uint32_t HandleFlow::find(const Handle& handle, Symbol function) const {
  const auto known = index_.find(qualified(handle, function));
  return known == index_.end() ? static_cast<std::uint32_t>(nodes_.size()) : known->second;
}

const std::vector<Held>& HandleFlow::heldBy(const Handle& handle, Symbol function) const {
  static const std::vector<Held> nothing;
  const std::uint32_t node = find(handle, function);
  return node == nodes_.size() || nodes_[node].held.size() > kMostHeld ? nothing : nodes_[node].held;
}

std::vector<HandleMove> HandleFlow::trail(const Handle& handle, Symbol function, const Handle& source) const {
  std::vector<HandleMove> moves;
  for (std::uint32_t node = find(handle, function); node < nodes_.size();) {
    const std::vector<Held>& all = nodes_[node].held;
    const auto held = std::find_if(all.begin(), all.end(), [&](const Held& one) { return one.source == source; });
    if (held == all.end() || held->from == node) break;
    moves.push_back({nodes_[node].handle, nodes_[held->from].handle, held->place});
    node = held->from;
  }
  std::reverse(moves.begin(), moves.end());
  return moves;
}

const std::vector<Handle>& HandleFlow::holdersOf(const Handle& source) const {
  static const std::vector<Handle> nothing;
  const auto known = holders_.find(source);
  return known == holders_.end() ? nothing : known->second;
}

std::vector<ActorId> actorsOf(const Handle& source, const Ensemble& ensemble) {
  if (source.kind != HandleKind::self && source.kind != HandleKind::spawned) return {};
  const ActorId actor = lookUp(ensemble.actorOf, source.symbol, ActorId::none);
  if (actor == ActorId::none) return {};
  if (source.kind == HandleKind::spawned) return {actor};
  std::vector<ActorId> actors{actor};
  for (const ActorId heir : ensemble.heirs[at(actor)]) actors.push_back(heir);
  std::erase_if(actors, [&](ActorId one) { return ensemble.onlyBase[at(one)]; });
  return actors;
}

Handle qualified(Handle handle, Symbol function) {
  if (handle.kind == HandleKind::sender && handle.symbol == Symbol::none) handle.symbol = function;
  return handle;
}

}  // namespace dramaturg
