#include "model/link.h"
#include "report/report.h"
#include "tests/support/catch.h"
#include "tests/support/facts_builder.h"

#include <nlohmann/json.hpp>

namespace dramaturg::test {
namespace {

using nlohmann::json;

json rendered(UnitBuilder& unit) {
  std::vector<UnitFacts> units;
  units.push_back(unit.facts());
  return json::parse(renderModelJson(link(std::move(units))));
}

}  // namespace

TEST_CASE("a program without actors has an empty model", "[model-json]") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry();
  const json model = rendered(unit);
  CHECK(model["schema"] == "dramaturg.model/1");
  CHECK(model["actors"] == json::array());
  CHECK(model["edges"] == json::array());
}

TEST_CASE("an actor is told with what it handles, keeps and runs on", "[model-json]") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("server").into(variable("s"));
  ActorBuilder server = unit.actor("server");
  server.field("server::count");
  server.handles("(add)", Answers::nothing).writes("server::count");
  server.handles("(get)", Answers::value).reads("server::count").replies();
  const json model = rendered(unit);
  REQUIRE(model["actors"].size() == 1);
  const json& actor = model["actors"][0];
  CHECK(actor["name"] == "server");
  CHECK(actor["library"] == "caf");
  CHECK(actor["placement"]["value"] == "sharedPool");
  CHECK(actor["multiplicity"]["value"] == "one");
  CHECK(actor["handlers"][1]["message"] == "(get)");
  CHECK(actor["handlers"][1]["answers"] == "value");
  CHECK(actor["fields"][0]["writes"] == 1);
  CHECK(actor["fields"][0]["reads"] == 1);
  CHECK(actor["spawns"].size() == 1);
}

TEST_CASE("all sites of one relation stand together", "[model-json]") {
  UnitBuilder unit("main.cpp");
  unit.function("main").isEntry().spawns("server").into(variable("s"));
  unit.function("main").casts(variable("s"), "(add)").casts(variable("s"), "(add)");
  unit.actor("server").handles("(add)");
  const json edges = rendered(unit)["edges"];
  REQUIRE(edges.size() == 2);
  CHECK(edges[0]["kind"] == "spawn");
  CHECK(edges[1]["kind"] == "cast");
  CHECK(edges[1]["from"].is_null());
  CHECK(edges[1]["to"] == "server");
  REQUIRE(edges[1]["sites"].size() == 2);
  CHECK(edges[1]["sites"][0]["in"] == "main");
  CHECK(edges[1]["sites"][0]["message"] == "(add)");
}

}  // namespace dramaturg::test
