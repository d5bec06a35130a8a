#include "model/inspection.h"
#include "model/predicates.h"

#include <string>

namespace dramaturg {
namespace {

/// What an event that leads to another function does, as seen from where it stands.
struct StepWords {
  const ActorSystem& system;

  std::string operator()(const FunctionCall& call) const {
    const std::string name = quoted(system.name(call.callee));
    switch (call.form) {
      case CallForm::direct:
        break;
      case CallForm::virtualCall:
        return "calls " + name + ", which may be overridden";
      case CallForm::passed:
        return "hands on " + name + ", which is called from there";
      case CallForm::given:
        return "hands on " + name;
    }
    return "calls " + name;
  }
  std::string operator()(const Call& call) const {
    return "asks " + quoted(system.name(call.message)) + " and goes on with the answer";
  }
  std::string operator()(const Schedule&) const { return "goes on later"; }
  std::string operator()(const Monitor&) const { return "goes on when the other one ends"; }
  std::string operator()(const Task& task) const {
    return "starts " + quoted(system.name(task.body)) + " beside itself";
  }
  std::string operator()(const auto&) const { return "goes on from here"; }
};

}  // namespace

std::string describe(const ActorSystem& system, HandlerId id) {
  if (id == HandlerId::none) return "code outside of actors";
  const LinkedHandler& handler = system.handler(id);
  const std::string actor = " of " + quoted(system.name(handler.actor));
  switch (handler.fact->kind) {
    case HandlerKind::message:
      return "handler " + quoted(system.name(handler.fact->message)) + actor;
    case HandlerKind::init:
      return "init" + actor;
    case HandlerKind::body:
      return "body" + actor;
    case HandlerKind::timeout:
      return "timeout handler" + actor;
    case HandlerKind::down:
      return "down handler" + actor;
    case HandlerKind::exit:
      return "exit handler" + actor;
    case HandlerKind::error:
      return "error handler" + actor;
    case HandlerKind::fallback:
      return "fallback handler" + actor;
    case HandlerKind::terminate:
      break;
  }
  return "termination" + actor;
}

Evidence describePath(const ActorSystem& system, const std::vector<Site>& path) {
  Evidence steps;
  for (const Site site : path) {
    const Event& event = system.event(site);
    steps.push_back({event.place, std::visit(StepWords{system}, event.what)});
  }
  return steps;
}

std::string describe(const Bound& bound) {
  switch (bound.kind) {
    case BoundKind::none:
      return "for ever";
    case BoundKind::expression:
      return "a computed time";
    case BoundKind::libraryDefault:
      return "the library's default time";
    case BoundKind::unknown:
      return "an unknown time";
    case BoundKind::constant:
      break;
  }
  constexpr std::int64_t kSecond = 1000;
  constexpr std::int64_t kMinute = 60 * kSecond;
  const std::int64_t time = bound.milliseconds;
  if (time != 0 && time % kMinute == 0) return std::to_string(time / kMinute) + " min";
  if (time != 0 && time % kSecond == 0) return std::to_string(time / kSecond) + " s";
  return std::to_string(time) + " ms";
}

}  // namespace dramaturg
