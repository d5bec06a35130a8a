#include "model/pure_work.h"

#include <algorithm>

namespace dramaturg {
namespace {

enum class Effect : std::uint8_t { none, answer, forward, opaque, act };

Effect effectOfForward(const Handle& receiver) {
  if (receiver.kind == HandleKind::sender) return Effect::answer;
  return receiver.kind == HandleKind::self ? Effect::act : Effect::forward;
}

struct EffectOf {
  const ActorSystem& system;
  FunctionId body;

  Effect operator()(const Reply&) const { return Effect::answer; }
  Effect operator()(const Cast& cast) const { return effectOfForward(cast.receiver); }
  Effect operator()(const Delegate& delegate) const { return effectOfForward(delegate.receiver); }
  Effect operator()(const Stop& stop) const {
    return stop.target.kind == HandleKind::self ? Effect::none : Effect::act;
  }
  Effect operator()(const GlobalAccess& access) const { return access.write ? Effect::act : Effect::none; }
  /// Memory that came with the message is the message's; any other is something that the actor guards.
  Effect operator()(const SharedAccess& access) const {
    const bool ownParameter =
        access.holder.kind == HandleKind::parameter && system.functionOf(access.holder.symbol) == body;
    return ownParameter ? Effect::none : Effect::act;
  }
  Effect operator()(const FunctionCall& call) const {
    return system.functionOf(call.callee) == FunctionId::none ? Effect::opaque : Effect::none;
  }
  Effect operator()(const UnknownCall&) const { return Effect::opaque; }
  Effect operator()(const StateRead&) const { return Effect::none; }
  Effect operator()(const StateWrite&) const { return Effect::none; }
  Effect operator()(const Compute&) const { return Effect::none; }
  Effect operator()(const Measure&) const { return Effect::none; }
  Effect operator()(const Throw&) const { return Effect::none; }
  Effect operator()(const Catch&) const { return Effect::none; }
  template <class Other>
  Effect operator()(const Other&) const {
    return Effect::act;
  }
};

Symbol messageOf(const Event& event) {
  if (const auto* cast = std::get_if<Cast>(&event.what)) return cast->message;
  const auto* delegate = std::get_if<Delegate>(&event.what);
  return delegate != nullptr ? delegate->message : Symbol::none;
}

Handle receiverOf(const Event& event) {
  if (const auto* cast = std::get_if<Cast>(&event.what)) return cast->receiver;
  const auto* delegate = std::get_if<Delegate>(&event.what);
  return delegate != nullptr ? delegate->receiver : Handle{};
}

/// A place that is the same for every message: not out of the message, not one of several.
bool isFixed(const ActorSystem& system, const Event& event, FunctionId body) {
  const Handle receiver = receiverOf(event);
  if (receiver.kind == HandleKind::unknown || event.loop != 0) return false;
  if (receiver.kind == HandleKind::parameter && system.functionOf(receiver.symbol) == body) return false;
  return std::ranges::none_of(system.receivers(receiver, messageOf(event)), [&](const Receiver& one) {
    const Multiplicity multiplicity = system.actor(one.actor).multiplicity;
    return multiplicity == Multiplicity::few || multiplicity == Multiplicity::many;
  });
}

void addForward(const ActorSystem& system, const LinkedHandler& handler, Site site, Work& work) {
  const Event& event = system.event(site);
  work.pure = work.pure && isFixed(system, event, handler.body);
  work.forwardsAsIs = work.forwardsAsIs && messageOf(event) == handler.fact->message;
  work.forwards.push_back(site);
  if (std::ranges::find(work.receivers, receiverOf(event)) == work.receivers.end())
    work.receivers.push_back(receiverOf(event));
}

/// Adds one message handler; nothing comes out of a handler that only acts through functions nobody knows.
void addHandler(const ActorSystem& system, const LinkedHandler& handler, Work& work) {
  bool answers = handler.fact->answers == Answers::value;
  bool stops = false;
  for (const Reached& reached : system.reach(handler.body)) {
    work.confidence = weaker(work.confidence, reached.confidence);
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const Event& event = function.events[i];
      const Effect effect = std::visit(EffectOf{system, handler.body}, event.what);
      stops = stops || std::holds_alternative<Stop>(event.what);
      answers = answers || effect == Effect::answer || effect == Effect::forward;
      if (effect == Effect::act) work.pure = false;
      if (effect == Effect::forward) addForward(system, handler, {reached.function, i}, work);
      if (effect == Effect::opaque)
        work.confidence = weaker(work.confidence, std::holds_alternative<UnknownCall>(event.what) ? Confidence::possible
                                                                                                  : Confidence::likely);
      if (std::holds_alternative<Compute>(event.what) || std::holds_alternative<StateWrite>(event.what))
        work.forwardsAsIs = false;
    }
  }
  work.pure = work.pure && (answers || stops);
  if (answers)
    work.handlers.push_back(
        {handler.fact->place, describe(system, handler.id) + " reads nothing that an earlier message wrote"});
}

/// What happens before the first message, on notices and at the end must be nothing but preparation.
void addOtherTurn(const ActorSystem& system, const LinkedHandler& handler, Work& work) {
  if (handler.fact->kind == HandlerKind::timeout) work.pure = false;
  for (const Reached& reached : system.reach(handler.body))
    for (const Event& event : system.function(reached.function).events) {
      const bool preparation =
          handler.fact->kind == HandlerKind::init &&
          (std::holds_alternative<Become>(event.what) || std::holds_alternative<Register>(event.what));
      const Effect effect = std::visit(EffectOf{system, handler.body}, event.what);
      if (preparation) continue;
      if (effect == Effect::act || effect == Effect::forward) work.pure = false;
    }
}

}  // namespace

Work workOf(const ActorSystem& system, const LinkedActor& actor) {
  Work work;
  for (HandlerId id : actor.handlers) {
    const LinkedHandler& handler = system.handler(id);
    const bool message = handler.fact->kind == HandlerKind::message || handler.fact->kind == HandlerKind::fallback;
    if (handler.body == FunctionId::none) {
      work.pure = work.pure && !message;
      continue;
    }
    message ? addHandler(system, handler, work) : addOtherTurn(system, handler, work);
  }
  work.pure = work.pure && !work.handlers.empty() && work.receivers.size() <= 1;
  work.forwardsAsIs = work.forwardsAsIs && work.handlers.size() == 1 && work.forwards.size() == 1;
  return work;
}

}  // namespace dramaturg
