#include "model/receivers.h"

#include "model/ids.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace dramaturg {
namespace {

std::string inTicks(std::string_view name) { return "`" + std::string(name) + "`"; }

}  // namespace

std::string describeHandle(const Handle& handle, const ProgramNames& names) {
  const std::string name = inTicks(names.name(handle.symbol));
  switch (handle.kind) {
    case HandleKind::self:
      return name + " itself";
    case HandleKind::spawned:
      return "an instance of " + name;
    case HandleKind::variable:
    case HandleKind::field:
      return name;
    case HandleKind::parameter:
      return "parameter " + std::to_string(handle.index + 1) + " of " + name;
    case HandleKind::result:
      return "the result of " + name;
    case HandleKind::sender:
      return "the sender of the message";
    case HandleKind::name:
      return "the registered name " + name;
    case HandleKind::remote:
      return "an actor of another process";
    case HandleKind::group:
      return "whoever has joined the group";
    case HandleKind::unknown:
      break;
  }
  return "an actor that the code does not tell";
}

ReceiverFinder::ReceiverFinder(const ProgramFacts& facts, const Ensemble& ensemble, const MessageIndex& messages,
                               const HandleFlow& flow)
    : facts_(&facts), ensemble_(&ensemble), messages_(&messages), flow_(&flow), programs_(facts.functions) {}

std::vector<Receiver> ReceiverFinder::find(const Handle& handle, Symbol message, Symbol function,
                                           ActorId turnOf) const {
  std::vector<Receiver> receivers = byFlow(handle, function, turnOf);
  const std::vector<Held>& held = flow_->heldBy(handle, function);
  const bool onlyGroups =
      !held.empty() && std::ranges::all_of(held, [](const Held& one) { return one.source.kind == HandleKind::group; });
  if (receivers.empty() && isOneActor(handle) && !onlyGroups) receivers = byMessage(message, function);
  keepThoseHandling(message, receivers);
  std::sort(receivers.begin(), receivers.end(), [](const Receiver& a, const Receiver& b) {
    return std::tuple(b.confidence, a.actor) < std::tuple(a.confidence, b.actor);
  });
  return receivers;
}

Symbol ReceiverFinder::programOf(FunctionId sender) const {
  const FunctionHead& function = facts_->functions.head(sender);
  return programs_.startsIn(function.place.file) ? function.symbol : Symbol::none;
}

std::vector<Receiver> ReceiverFinder::byFlow(const Handle& handle, Symbol function, ActorId turnOf) const {
  if (handle.kind == HandleKind::self && turnOf != ActorId::none && isOrInherits(turnOf, handle.symbol))
    return {{turnOf, ReceiverHow::self, Confidence::certain, {}}};

  // Handles that are no holders denote themselves, whether flow has met them or not.
  std::vector<Held> held = flow_->heldBy(handle, function);
  if (held.empty() && (handle.kind == HandleKind::self || handle.kind == HandleKind::spawned))
    held.push_back({handle, false, 0, {}});

  std::map<ActorId, Receiver> found;
  bool open = false;  // something else may be meant as well
  for (const Held& one : held) {
    const std::vector<ActorId> actors = actorsOf(one.source, *ensemble_);
    open |= actors.empty();
    const std::vector<HandleMove> trail = flow_->trail(handle, function, one.source);
    const bool named = std::any_of(trail.begin(), trail.end(),
                                   [](const HandleMove& move) { return move.from.kind == HandleKind::name; });
    const ReceiverHow how = named                                 ? ReceiverHow::name
                            : one.source.kind == HandleKind::self ? ReceiverHow::self
                                                                  : ReceiverHow::spawned;
    const Confidence confidence = one.weak || named ? Confidence::likely : Confidence::certain;
    for (const ActorId actor : actors) found.try_emplace(actor, Receiver{actor, how, confidence, describeTrail(trail)});
  }

  std::vector<Receiver> receivers;
  // One of two is a weak step; one of many is no knowledge.
  const bool sure = found.size() == 1 && !open;
  const bool anybody = found.size() > 2;
  for (auto& [actor, receiver] : found) {
    if (anybody)
      receiver.confidence = Confidence::possible;
    else if (!sure)
      receiver.confidence = lowered(receiver.confidence);
    receivers.push_back(std::move(receiver));
  }
  return receivers;
}

std::vector<Receiver> ReceiverFinder::byMessage(Symbol message, Symbol function) const {
  if (message == Symbol::none) return {};
  std::vector<ActorId> candidates;
  const FunctionId sender = lookUp(ensemble_->functionOf, function, FunctionId::none);
  for (const ActorId actor : messages_->handling(message)) {
    const Place& place = ensemble_->actors[at(actor)].fact->place;
    if (sender == FunctionId::none || programs_.mayMeet(facts_->functions.head(sender).place, place))
      candidates.push_back(actor);
  }
  if (candidates.size() > HandleFlow::kMostCandidates) return {};
  std::vector<Receiver> receivers;
  const std::string name = inTicks(facts_->symbols.name(message));
  for (const ActorId actor : candidates) {
    const LinkedHandler& handler = ensemble_->handlers[at(messages_->handlerOf(actor, message))];
    const std::string who = inTicks(facts_->symbols.name(ensemble_->actors[at(actor)].fact->symbol));
    const bool only = candidates.size() == 1;
    receivers.push_back(
        {actor,
         ReceiverHow::message,
         only ? Confidence::likely : Confidence::possible,
         {{handler.fact->place, only ? "only " + who + " handles " + name : who + " handles " + name}}});
  }
  return receivers;
}

/// Of several possible actors those that have a handler for the message are meant, if there are any.
void ReceiverFinder::keepThoseHandling(Symbol message, std::vector<Receiver>& receivers) const {
  if (message == Symbol::none) return;
  const auto cannot = [&](const Receiver& receiver) {
    return messages_->hasMessages(receiver.actor) && messages_->handlerOf(receiver.actor, message) == HandlerId::none;
  };
  if (!std::all_of(receivers.begin(), receivers.end(), cannot)) std::erase_if(receivers, cannot);
}

bool ReceiverFinder::isOrInherits(ActorId actor, Symbol symbol) const {
  const ActorId meant = lookUp(ensemble_->actorOf, symbol, ActorId::none);
  const std::vector<ActorId>& bases = ensemble_->bases[at(actor)];
  return meant == actor || (meant != ActorId::none && std::find(bases.begin(), bases.end(), meant) != bases.end());
}

Evidence ReceiverFinder::describeTrail(const std::vector<HandleMove>& moves) const {
  Evidence via;
  for (const HandleMove& move : moves)
    via.push_back(
        {move.place, describeHandle(move.to, facts_->symbols) + " gets " + describeHandle(move.from, facts_->symbols)});
  return via;
}

}  // namespace dramaturg
