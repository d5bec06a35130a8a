#include "facts/fields.h"
#include "tests/support/facts_builder.h"

#include <stdexcept>

namespace dramaturg::test {
namespace {

std::string quoted(std::string_view what, std::string_view name) {
  return "no " + std::string(what) + " named `" + std::string(name) + "`";
}

std::string text(const ActorSystem& system, const Place& place) {
  return std::string(system.path(place.file)) + ":" + std::to_string(place.line);
}

std::string text(const ActorSystem& system, const Evidence& evidence) {
  std::string all;
  for (const Step& step : evidence) all += " [" + text(system, step.place) + " " + step.text + "]";
  return all;
}

std::string text(const ActorSystem& system, HandlerId id) {
  if (id == HandlerId::none) return "-";
  const LinkedHandler& handler = system.handler(id);
  return std::string(kEnumNames<HandlerKind>[static_cast<std::size_t>(handler.fact->kind)]) +
         std::string(system.name(handler.fact->message));
}

std::string text(const ActorSystem& system, const std::vector<Site>& path) {
  std::string all;
  for (const Site site : path) all += " via " + text(system, system.event(site).place);
  return all;
}

constexpr const char* kMultiplicity[] = {"unknown", "one", "few", "many"};
constexpr const char* kEdge[] = {"spawn", "cast", "call", "delegate", "link", "monitor", "supervise"};
constexpr const char* kConfidence[] = {"possible", "likely", "certain"};

std::string text(const ActorSystem& system, const LinkedActor& actor) {
  std::string all = "actor " + std::string(system.name(actor.id)) + " " +
                    kMultiplicity[static_cast<int>(actor.multiplicity)] + text(system, actor.multiplicityWhy) + " " +
                    std::string(kEnumNames<Placement>[static_cast<std::size_t>(actor.placement)]) +
                    text(system, actor.placementWhy) + "\n";
  for (const HandlerId id : actor.handlers) all += "  handler " + text(system, id) + "\n";
  for (const FieldUse& use : actor.fields) {
    all += "  field " + std::string(system.name(use.field->symbol)) + "\n";
    for (const auto* accesses : {&use.writes, &use.reads})
      for (const FieldUse::Access& access : *accesses)
        all += std::string(accesses == &use.writes ? "    write " : "    read ") + text(system, access.handler) + " " +
               text(system, system.event(access.site).place) + text(system, access.path) + "\n";
  }
  return all;
}

}  // namespace

Symbol symbolNamed(const ActorSystem& system, std::string_view name) {
  for (std::uint32_t i = 1; !system.name(static_cast<Symbol>(i)).empty(); ++i)
    if (system.name(static_cast<Symbol>(i)) == name) return static_cast<Symbol>(i);
  throw std::out_of_range(quoted("symbol", name));
}

ActorId actorNamed(const ActorSystem& system, std::string_view name) {
  for (const LinkedActor& actor : system.actors())
    if (system.name(actor.id) == name) return actor.id;
  throw std::out_of_range(quoted("actor", name));
}

FunctionId functionNamed(const ActorSystem& system, std::string_view name) {
  for (const Function& function : system.functions())
    if (system.name(function.symbol) == name) return system.functionOf(function.symbol);
  throw std::out_of_range(quoted("function", name));
}

HandlerId handlerNamed(const ActorSystem& system, std::string_view actor, std::string_view message) {
  for (const HandlerId id : system.actor(actorNamed(system, actor)).handlers)
    if (const Handler& fact = *system.handler(id).fact;
        fact.kind == HandlerKind::message && system.name(fact.message) == message)
      return id;
  throw std::out_of_range(quoted("handler", message));
}

HandlerId handlerNamed(const ActorSystem& system, std::string_view actor, HandlerKind kind) {
  for (const HandlerId id : system.actor(actorNamed(system, actor)).handlers)
    if (system.handler(id).fact->kind == kind) return id;
  throw std::out_of_range(quoted("handler of that kind in", actor));
}

std::string render(const ActorSystem& system) {
  std::string all;
  for (const LinkedActor& actor : system.actors()) all += text(system, actor);
  for (const Edge& edge : system.edges()) {
    all += std::string(kEdge[static_cast<int>(edge.kind)]) + " " + std::string(system.name(edge.from)) + "." +
           text(system, edge.fromHandler) + " -> " + std::string(system.name(edge.to)) + "." +
           text(system, edge.toHandler) + " at " + text(system, system.event(edge.site).place) +
           text(system, edge.path) + " " + kConfidence[static_cast<int>(edge.confidence)] + text(system, edge.via) +
           "\n";
  }
  for (const Function& function : system.functions()) {
    const FunctionId id = system.functionOf(function.symbol);
    all +=
        "function " + std::string(system.name(function.symbol)) + " of " + std::string(system.name(system.ownerOf(id)));
    for (const HandlerId turn : system.turnsOf(id))
      all += " " + std::string(system.name(system.handler(turn).actor)) + "." + text(system, turn);
    for (const Reached& reached : system.reach(id))
      all += " >" + std::string(system.name(system.function(reached.function).symbol)) + text(system, reached.path);
    all += "\n";
  }
  return all;
}

}  // namespace dramaturg::test
