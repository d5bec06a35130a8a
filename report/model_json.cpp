// The linked actor system, for people who want to see what dramaturg sees and for tests. Actors and edges come in
// the system's order; the sites of one relation between two actors stand together, so that a difference between two
// versions of a program reads as a difference in its design.
#include "model/predicates.h"
#include "report/json_values.h"
#include "report/report.h"
#include "report/words.h"

#include <map>
#include <tuple>

namespace dramaturg {
namespace {

Json placed(const ActorSystem& system, const Place& place) {
  Json object;
  addPlace(object, system, place);
  return object;
}

Json handlerJson(const ActorSystem& system, const LinkedHandler& handler) {
  Json object;
  object["kind"] = word(handler.fact->kind);
  object["message"] = textOrNull(system.name(handler.fact->message));
  object["answers"] = word(handler.fact->answers);
  object["analysed"] = handler.body != FunctionId::none;
  addPlace(object, system, handler.fact->place);
  return object;
}

Json fieldJson(const ActorSystem& system, const FieldUse& use) {
  Json object;
  object["name"] = system.name(use.field->symbol);
  object["type"] = system.name(use.field->type);
  object["role"] = word(use.field->role);
  object["writes"] = use.writes.size();
  object["reads"] = use.reads.size();
  addPlace(object, system, use.field->place);
  return object;
}

Json actorJson(const ActorSystem& system, const LinkedActor& actor) {
  Json handlers = Json::array();
  for (const HandlerId id : actor.handlers) handlers.push_back(handlerJson(system, system.handler(id)));
  Json fields = Json::array();
  for (const FieldUse& use : actor.fields) fields.push_back(fieldJson(system, use));
  Json spawns = Json::array();
  for (const Site& site : actor.spawns) spawns.push_back(placed(system, system.event(site).place));

  Json object;
  object["name"] = system.name(actor.id);
  object["library"] = system.key(actor.library->name);
  object["form"] = word(actor.fact->form);
  addPlace(object, system, actor.fact->place);
  object["placement"] = {{"value", word(actor.placement)},
                         {"confidence", word(actor.placementConfidence)},
                         {"why", evidenceJson(system, actor.placementWhy)}};
  object["multiplicity"] = {{"value", word(actor.multiplicity)}, {"why", evidenceJson(system, actor.multiplicityWhy)}};
  object["handlers"] = std::move(handlers);
  object["fields"] = std::move(fields);
  object["spawns"] = std::move(spawns);
  return object;
}

/// The message of the event that makes the edge, if it has one.
Symbol messageOf(const Event& event) {
  return std::visit(
      [](const auto& what) {
        if constexpr (requires { what.message; })
          return what.message;
        else
          return Symbol::none;
      },
      event.what);
}

Json siteJson(const ActorSystem& system, const Edge& edge) {
  Json object;
  const bool inTurn = edge.fromHandler != HandlerId::none;
  object["in"] = inTurn                          ? Json(describe(system, edge.fromHandler))
                 : edge.root != FunctionId::none ? Json(system.name(system.function(edge.root).symbol))
                                                 : Json(nullptr);
  object["message"] = textOrNull(system.name(messageOf(system.event(edge.site))));
  object["confidence"] = word(edge.confidence);
  addPlace(object, system, system.event(edge.site).place);
  return object;
}

Json edgesJson(const ActorSystem& system) {
  std::map<std::tuple<ActorId, ActorId, EdgeKind>, Json> relations;
  for (const Edge& edge : system.edges()) {
    Json& sites = relations.try_emplace({edge.from, edge.to, edge.kind}, Json::array()).first->second;
    sites.push_back(siteJson(system, edge));
  }
  Json edges = Json::array();
  for (auto& [relation, sites] : relations) {
    const auto& [from, to, kind] = relation;
    Json object;
    object["from"] = textOrNull(system.name(from));
    object["kind"] = word(kind);
    object["to"] = textOrNull(system.name(to));
    object["sites"] = std::move(sites);
    edges.push_back(std::move(object));
  }
  return edges;
}

}  // namespace

std::string renderModelJson(const ActorSystem& system) {
  Json actors = Json::array();
  for (const LinkedActor& actor : system.actors()) actors.push_back(actorJson(system, actor));
  Json root;
  root["schema"] = "dramaturg.model/1";
  root["closedWorld"] = system.closedWorld();
  root["actors"] = std::move(actors);
  root["edges"] = edgesJson(system);
  return document(root);
}

}  // namespace dramaturg
