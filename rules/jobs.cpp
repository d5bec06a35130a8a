#include "rules/jobs.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dramaturg {
namespace {

/// Functions that set up a connection say so in their names, whatever the library.
bool setsUp(std::string_view function) {
  std::string name(function.substr(function.rfind(':') + 1));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::any_of(std::to_array<std::string_view>({"connect", "open", "login", "ping", "reset"}),
                             [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

bool persistsItself(const ActorSystem& system, FunctionId root) {
  bool found = false;
  forEachReached<Block>(
      system, root, [&](const Block& block, Site, const Reached&) { found = found || keepsOutside(system, block); });
  forEachReached<BrokerUse>(system, root, [&](const BrokerUse& use, Site, const Reached&) {
    found = found || use.action == BrokerAction::publish;
  });
  return found;
}

}  // namespace

bool changesOutside(const ActorSystem& system, const Block& block) {
  const bool kind =
      block.kind == BlockKind::database || block.kind == BlockKind::remoteCall || block.kind == BlockKind::process;
  return kind && !waitsForNothing(block) && !setsUp(system.name(block.function));
}

bool keepsOutside(const ActorSystem& system, const Block& block) {
  return (block.kind == BlockKind::database || block.kind == BlockKind::file) && !setsUp(system.name(block.function));
}

std::optional<Effect> effectIn(const ActorSystem& system, FunctionId root) {
  std::optional<Effect> found;
  forEachReached<Block>(system, root, [&](const Block& block, Site site, const Reached& reached) {
    // What takes from a broker waits as well, and changes nothing.
    const auto& events = system.function(site.function).events;
    const bool takes = std::ranges::any_of(events, [&](const Event& event) {
      return event.place == events[site.event].place && std::holds_alternative<BrokerUse>(event.what);
    });
    if (takes || !changesOutside(system, block)) return;
    // Beside a request a statement is there to keep track of it.
    const bool keeps = block.kind == BlockKind::database;
    if (!found || (found->keeps && !keeps)) found = Effect{site, reached.path, reached.confidence, keeps};
  });
  return found;
}

bool persistsIn(const ActorSystem& system, FunctionId root) {
  if (persistsItself(system, root)) return true;
  bool found = false;
  forEachReached<Call>(system, root, [&](const Call& call, Site site, const Reached&) {
    for (const Receiver& receiver : system.receivers(call.receiver, call.message, site.function))
      for (const HandlerId id : system.actor(receiver.actor).handlers)
        found = found ||
                (system.handler(id).fact->message == call.message && persistsItself(system, system.handler(id).body));
  });
  return found;
}

bool carriesData(const ActorSystem& system, HandlerId id) {
  const FunctionId body = id == HandlerId::none ? FunctionId::none : system.handler(id).body;
  return body != FunctionId::none &&
         std::ranges::any_of(system.function(body).parameters,
                             [&](const Parameter& parameter) { return !system.name(parameter.name).empty(); });
}

}  // namespace dramaturg
