// The pieces that both JSON documents are made of. Keys keep the order in which they are written.
#pragma once

#include "model/actor_system.h"

#include <nlohmann/json.hpp>

namespace dramaturg {

using Json = nlohmann::ordered_json;

/// Adds `file`, `line` and `column`; "" and 0 where the place is not known.
void addPlace(Json& object, const ActorSystem&, const Place&);
/// [{file, line, column, message}]
Json evidenceJson(const ActorSystem&, const Evidence&);
/// Null for no text.
Json textOrNull(std::string_view);
/// Indented by two, with a newline at the end. Bytes that are not UTF-8 become replacement characters.
std::string document(const Json&);

}  // namespace dramaturg
