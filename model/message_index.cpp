#include "model/message_index.h"

#include "model/ids.h"
#include "model/sorting.h"

#include <algorithm>

namespace dramaturg {

MessageIndex::MessageIndex(std::span<const LinkedActor> actors, std::span<const LinkedHandler> handlers)
    : actors_(actors.size()) {
  for (const LinkedActor& actor : actors) {
    PerActor& known = actors_[at(actor.id)];
    for (const HandlerId id : actor.handlers) {
      const Handler& fact = *handlers[at(id)].fact;
      // The loop of a home-made actor takes all of its messages.
      const bool takesAll = fact.kind == HandlerKind::fallback ||
                            (fact.kind == HandlerKind::body && actor.fact->form == ActorForm::threadLoop);
      if (takesAll && known.fallback == HandlerId::none) known.fallback = id;
      if (fact.kind == HandlerKind::message && fact.message != Symbol::none)
        known.byMessage.emplace_back(fact.message, id);
    }
    // What the class itself handles comes before what it inherits; among equals the first in the source.
    sortByKey(known.byMessage, [&](const auto& entry) {
      return std::pair(entry.first, handlers[at(entry.second)].fact->actor != actor.fact->symbol);
    });
    for (const auto& [message, id] : known.byMessage) {
      std::vector<ActorId>& all = handling_[message];
      if (all.empty() || all.back() != actor.id) all.push_back(actor.id);
    }
  }
}

HandlerId MessageIndex::handlerOf(ActorId actor, Symbol message) const {
  const PerActor& known = actors_[at(actor)];
  const auto found = std::lower_bound(known.byMessage.begin(), known.byMessage.end(), message,
                                      [](const auto& entry, Symbol wanted) { return entry.first < wanted; });
  return found != known.byMessage.end() && found->first == message ? found->second : known.fallback;
}

std::span<const ActorId> MessageIndex::handling(Symbol message) const {
  const auto found = handling_.find(message);
  return found == handling_.end() ? std::span<const ActorId>() : std::span<const ActorId>(found->second);
}

bool MessageIndex::hasMessages(ActorId actor) const {
  return !actors_[at(actor)].byMessage.empty() || actors_[at(actor)].fallback != HandlerId::none;
}

}  // namespace dramaturg
