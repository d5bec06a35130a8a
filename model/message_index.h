// Who handles which message.
#pragma once

#include "model/actor_system.h"

#include <span>
#include <unordered_map>
#include <vector>

namespace dramaturg {

class MessageIndex {
 public:
  MessageIndex() = default;
  MessageIndex(std::span<const LinkedActor> actors, std::span<const LinkedHandler> handlers);

  /// The handler that takes `message`: the first for it, else one that takes everything; none: it is not handled.
  HandlerId handlerOf(ActorId actor, Symbol message) const;
  /// Actors with a handler for `message` and nothing less specific.
  std::span<const ActorId> handling(Symbol message) const;
  /// Whether anything is known of the messages that an actor takes.
  bool hasMessages(ActorId actor) const;

 private:
  struct PerActor {
    std::vector<std::pair<Symbol, HandlerId>> byMessage;  ///< sorted
    HandlerId fallback = HandlerId::none;
  };
  std::vector<PerActor> actors_;
  std::unordered_map<Symbol, std::vector<ActorId>> handling_;
};

}  // namespace dramaturg
