#include "model/inspection.h"

#include <algorithm>

namespace dramaturg {

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

Step stepAt(const ActorSystem& system, Site site, std::string text) {
  return {system.event(site).place, std::move(text)};
}

Evidence wayTo(const ActorSystem& system, const Reached& reached, Site site, std::string text) {
  Evidence way = describePath(system, reached.path);
  way.push_back(stepAt(system, site, std::move(text)));
  return way;
}

Answer yes(Confidence confidence, Evidence evidence) { return {Choice::yes, confidence, std::move(evidence)}; }
Answer no(Confidence confidence, Evidence evidence) { return {Choice::no, confidence, std::move(evidence)}; }
Answer unknown(Evidence evidence) { return {Choice::unknown, Confidence::possible, std::move(evidence)}; }
Answer absent(const ActorSystem& system, Evidence evidence) {
  return no(system.closedWorld() ? Confidence::certain : Confidence::likely, std::move(evidence));
}

bool isWorking(HandlerKind kind) { return kind != HandlerKind::init && kind != HandlerKind::terminate; }

bool isWorking(const ActorSystem& system, const LinkedHandler& handler, const std::vector<Site>& path) {
  if (isWorking(handler.fact->kind)) return true;
  return std::any_of(path.begin(), path.end(), [&](Site step) {
    const EventKind& what = system.event(step).what;
    const auto* call = std::get_if<Call>(&what);
    if (call != nullptr) return call->style != CallStyle::blocking;
    return std::holds_alternative<Schedule>(what) || std::holds_alternative<Monitor>(what);
  });
}

Evidence blindSpots(const ActorSystem& system, ActorId actor) {
  Evidence spots;
  for (const HandlerId id : system.actor(actor).handlers)
    if (const LinkedHandler& handler = system.handler(id); handler.body == FunctionId::none)
      spots.push_back({handler.fact->place, "the body of " + describe(system, id) + " was not analysed"});
  forEachWork<UnknownCall>(system, actor,
                           [&](const UnknownCall&, Site site, const Reached&, const LinkedHandler& handler) {
                             if (isWorking(handler.fact->kind))
                               spots.push_back(stepAt(system, site, "calls a function that the code does not tell"));
                           });
  return spots;
}

bool isSelf(const ActorSystem& system, ActorId actor, const Handle& handle, FunctionId in) {
  const std::vector<Receiver> meant = system.receivers(handle, Symbol::none, in);
  return std::any_of(meant.begin(), meant.end(), [&](const Receiver& receiver) { return receiver.actor == actor; });
}

}  // namespace dramaturg
