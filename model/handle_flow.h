// Which actors a handle can denote: inclusion-based flow over the whole program.
//
// Every handle is a node; facts say which handle may be copied into which. Spawns and `self` are the sources, and
// what reaches a node is what it may denote. Messages carry handles too: a payload flows into the parameter of the
// handlers that receive the message, and its sender into what these handlers call their sender. Who receives is
// itself an outcome of the flow, so both are solved together, to one fixpoint.
#pragma once

#include "model/ensemble.h"
#include "model/event_index.h"
#include "model/message_index.h"
#include "model/turns.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace dramaturg {

/// A copy of a handle.
struct HandleMove {
  Handle to;
  Handle from;
  Place place;
};

/// Something that a handle may denote. `source` is `self` or `spawned` of an actor, or says that the origin lies
/// outside of what is known (`unknown`, `remote`).
struct Held {
  Handle source;
  bool weak = false;       ///< some step only fits by message signature
  std::uint32_t from = 0;  ///< node that it came from; the node itself at the source
  Place place;
};

/// Whether the handle stands for one actor of this program, so that a message's signature may tell which.
inline bool isOneActor(const Handle& handle) {
  return handle.kind != HandleKind::remote && handle.kind != HandleKind::group;
}

class HandleFlow {
 public:
  HandleFlow() = default;
  HandleFlow(const ProgramFacts&, const EventIndex&, const Ensemble&, const MessageIndex&, const Turns&);

  /// What a handle in the code of `function` may denote. Empty: unknown; so is what may be more than
  /// `kMostHeld` things.
  const std::vector<Held>& heldBy(const Handle&, Symbol function) const;
  /// The copies that bring `source` into the handle, from the source on.
  std::vector<HandleMove> trail(const Handle&, Symbol function, const Handle& source) const;
  /// Every holder that a source reaches, sorted.
  const std::vector<Handle>& holdersOf(const Handle& source) const;

  static constexpr std::size_t kMostHeld = 64;
  /// More receivers than that by signature alone say nothing.
  static constexpr std::size_t kMostCandidates = 8;

 private:
  friend class FlowSolver;
  struct Node {
    Handle handle;
    std::vector<Held> held;
  };
  struct Hash {
    std::size_t operator()(const Handle& handle) const;
  };
  std::uint32_t find(const Handle&, Symbol function) const;

  std::vector<Node> nodes_;
  std::unordered_map<Handle, std::uint32_t, Hash> index_;
  std::unordered_map<Handle, std::vector<Handle>, Hash> holders_;  ///< by source
};

/// The actors that a source can be an instance of: code of a base class runs in its heirs.
std::vector<ActorId> actorsOf(const Handle& source, const Ensemble&);

/// `sender` means the sender of the message that `function` is about.
Handle qualified(Handle handle, Symbol function);

}  // namespace dramaturg
