#include "report/json_values.h"

namespace dramaturg {

void addPlace(Json& object, const ActorSystem& system, const Place& place) {
  object["file"] = system.path(place.file);
  object["line"] = place.line;
  object["column"] = place.column;
}

Json evidenceJson(const ActorSystem& system, const Evidence& evidence) {
  Json steps = Json::array();
  for (const Step& step : evidence) {
    Json object;
    addPlace(object, system, step.place);
    object["message"] = step.text;
    steps.push_back(std::move(object));
  }
  return steps;
}

Json textOrNull(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string document(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace dramaturg
