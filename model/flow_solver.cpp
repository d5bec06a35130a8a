#include "model/flow_solver.h"

#include "facts/fields.h"
#include "model/homonyms.h"
#include "model/ids.h"

#include <algorithm>

namespace dramaturg {
namespace {

bool isHolder(const Handle& handle) {
  return handle.kind != HandleKind::unknown && handle.kind != HandleKind::remote && handle.kind != HandleKind::group;
}

bool isSource(const Handle& handle) {
  return !isHolder(handle) || handle.kind == HandleKind::self || handle.kind == HandleKind::spawned;
}

}  // namespace

FlowSolver::FlowSolver(HandleFlow& flow, const ProgramFacts& facts, const Ensemble& ensemble,
                       const MessageIndex& messages, const Turns& turns)
    : flow_(flow), facts_(facts), ensemble_(ensemble), messages_(messages), turns_(turns) {}

void FlowSolver::solve(const EventIndex& events) {
  for (const Flow& one : facts_.flows) {
    addCopy(one.to, one.from, one.place, false);
    if (one.from.kind == HandleKind::sender) addSenderUse(one.from);
  }
  for (const FunctionId function : events.senderUses())
    addSenderUse({HandleKind::sender, facts_.functions.head(function).symbol, 0});
  for (const Site site : events.sites<Cast, Call, Schedule, Register>())
    collectEvent(site.function, facts_.functions.event(site));
  propagate();
  deliverBySignature();
  propagate();
  for (const HandleFlow::Node& node : flow_.nodes_)
    if (node.held.size() <= HandleFlow::kMostHeld)
      for (const Held& held : node.held)
        if (held.source != node.handle) flow_.holders_[held.source].push_back(node.handle);
  for (auto& [source, holders] : flow_.holders_) std::sort(holders.begin(), holders.end());
}

Symbol FlowSolver::actorSymbol(HandlerId turn) const {
  return ensemble_.actors[at(ensemble_.handlers[at(turn)].actor)].fact->symbol;
}

// --- the graph ------------------------------------------------------------------------------------------------

std::uint32_t FlowSolver::node(const Handle& handle) {
  const auto next = static_cast<std::uint32_t>(flow_.nodes_.size());
  const auto [known, isNew] = flow_.index_.try_emplace(handle, next);
  if (!isNew) return known->second;
  flow_.nodes_.push_back({handle, {}});
  copies_.emplace_back();
  sendsTo_.emplace_back();
  if (isSource(handle)) hold(next, {handle, false, next, {}});
  return next;
}

void FlowSolver::addCopy(const Handle& to, const Handle& from, const Place& place, bool weak) {
  const std::uint32_t target = node(to);
  const std::uint32_t origin = node(from);
  if (target == origin || !isHolder(to) || !knownCopies_.insert(std::uint64_t{origin} << 32 | target).second) return;
  copies_[origin].push_back({target, place, weak});
  const std::vector<Held> present = flow_.nodes_[origin].held;
  for (const Held& held : present) hold(target, {held.source, held.weak || weak, origin, place});
}

void FlowSolver::hold(std::uint32_t node, const Held& held) {
  std::vector<Held>& all = flow_.nodes_[node].held;
  if (all.size() > HandleFlow::kMostHeld) return;
  if (std::any_of(all.begin(), all.end(), [&](const Held& one) { return one.source == held.source; })) return;
  work_.emplace_back(node, static_cast<std::uint32_t>(all.size()));
  all.push_back(held);
}

void FlowSolver::propagate() {
  for (; done_ < work_.size(); ++done_) {
    const auto [from, index] = work_[done_];
    const Held held = flow_.nodes_[from].held[index];
    // By index: deliveries add copies and nodes while this goes on.
    for (std::size_t i = 0; i < copies_[from].size(); ++i) {
      const Copy copy = copies_[from][i];
      hold(copy.to, {held.source, held.weak || copy.weak, from, copy.place});
    }
    const std::vector<std::uint32_t> sends = sendsTo_[from];
    for (const std::uint32_t send : sends)
      for (const ActorId actor : actorsOf(held.source, ensemble_)) deliver(sends_[send], actor, held.weak);
  }
}

// --- messages -------------------------------------------------------------------------------------------------

void FlowSolver::addSenderUse(const Handle& sender) {
  const FunctionId function = lookUp(ensemble_.functionOf, sender.symbol, FunctionId::none);
  if (function == FunctionId::none) return;
  for (const HandlerId turn : turns_.handlersOf[at(function)]) {
    std::vector<Handle>& uses = senderUses_[turn];
    if (std::find(uses.begin(), uses.end(), sender) == uses.end()) uses.push_back(sender);
  }
}

void FlowSolver::collectEvent(FunctionId function, const Event& event) {
  static const std::vector<Payload> nothing;
  const Symbol symbol = facts_.functions.head(function).symbol;
  if (const auto* cast = std::get_if<Cast>(&event.what))
    addSend({qualified(cast->receiver, symbol), cast->message, &cast->payload, function, event.place});
  else if (const auto* call = std::get_if<Call>(&event.what))
    addSend({qualified(call->receiver, symbol), call->message, &call->payload, function, event.place});
  else if (const auto* later = std::get_if<Schedule>(&event.what))
    addSend({qualified(later->receiver, symbol), later->message, &nothing, function, event.place});
  else if (const auto* entry = std::get_if<Register>(&event.what))
    collectRegister(symbol, *entry, event.place);
}

void FlowSolver::collectRegister(Symbol function, const Register& entry, const Place& place) {
  if (entry.kind != NameKind::literal && entry.kind != NameKind::constant) return;
  const Handle name{HandleKind::name, entry.name, 0};
  const Handle handle = qualified(entry.handle, function);
  if (entry.action == RegistryAction::put) addCopy(name, handle, place, false);
  if (entry.action == RegistryAction::get && !isSource(handle)) addCopy(handle, name, place, false);
}

void FlowSolver::addSend(Send send) {
  const bool carries = std::any_of(send.payload->begin(), send.payload->end(),
                                   [](const Payload& element) { return isHolder(element.holder); });
  if (send.message == Symbol::none || (!carries && senderUses_.empty())) return;
  const std::uint32_t receiver = node(send.receiver);
  sendsTo_[receiver].push_back(static_cast<std::uint32_t>(sends_.size()));
  sends_.push_back(send);
}

void FlowSolver::deliver(const Send& send, ActorId to, bool weak) {
  const HandlerId handler = messages_.handlerOf(to, send.message);
  if (handler == HandlerId::none) return;
  const LinkedHandler& linked = ensemble_.handlers[at(handler)];
  if (linked.body == FunctionId::none || linked.fact->kind != HandlerKind::message) return;
  const Symbol function = facts_.functions.head(send.function).symbol;
  for (const Payload& element : *send.payload)
    if (isHolder(element.holder))
      addCopy({HandleKind::parameter, linked.fact->body, element.index}, qualified(element.holder, function),
              send.place, weak);
  introduceSender(send, handler, weak);
}

void FlowSolver::introduceSender(const Send& send, HandlerId to, bool weak) {
  const auto uses = senderUses_.find(to);
  if (uses == senderUses_.end()) return;
  for (const Handle& sender : uses->second) {
    const std::uint32_t target = node(sender);
    for (const HandlerId turn : turns_.handlersOf[at(send.function)])
      hold(target, {{HandleKind::spawned, actorSymbol(turn), 0}, weak, target, send.place});
    if (!turns_.entriesOf[at(send.function)].empty()) hold(target, {Handle{}, weak, target, send.place});
  }
}

/// The sends whose receiver no flow tells reach whoever handles the message, if these are few.
void FlowSolver::deliverBySignature() {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < sends_.size(); ++i) {
    const std::vector<Held>& held = flow_.nodes_[node(sends_[i].receiver)].held;
    if (std::all_of(held.begin(), held.end(), [&](const Held& one) { return actorsOf(one.source, ensemble_).empty(); }))
      open.push_back(i);
  }
  const Programs programs(facts_.functions);
  for (const std::uint32_t i : open) {
    const auto candidates = messages_.handling(sends_[i].message);
    if (candidates.size() > HandleFlow::kMostCandidates || !isOneActor(sends_[i].receiver)) continue;
    for (const ActorId candidate : candidates)
      if (programs.mayMeet(sends_[i].place, ensemble_.actors[at(candidate)].fact->place))
        deliver(sends_[i], candidate, true);
  }
}

}  // namespace dramaturg
