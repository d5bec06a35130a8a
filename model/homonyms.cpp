#include "model/homonyms.h"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace dramaturg {
namespace {

/// Calls `use(symbol, file)` for everything that a unit sees defined.
template <class Use>
void forEachDefinition(const UnitFacts& unit, Use use) {
  for (const Function& function : unit.functions) use(function.symbol, function.place.file);
  for (const Actor& actor : unit.actors) {
    use(actor.symbol, actor.place.file);
    for (const Field& field : actor.fields) use(field.symbol, field.place.file);
  }
}

const std::string& keyOf(const UnitFacts& unit, Symbol symbol) {
  return unit.symbols[static_cast<std::size_t>(symbol)].key;
}
const std::string& pathOf(const UnitFacts& unit, FileId file) { return unit.files[static_cast<std::size_t>(file)]; }

/// Bodies and members are where they are defined; an actor that is only spawned is placed at its declaration.
std::unordered_set<std::string> ambiguousKeys(const std::vector<UnitFacts>& units) {
  std::unordered_map<std::string_view, std::string_view> definedIn;
  std::unordered_set<std::string> ambiguous;
  for (const UnitFacts& unit : units) {
    const auto define = [&](Symbol symbol, FileId file) {
      const auto [known, isNew] = definedIn.emplace(keyOf(unit, symbol), pathOf(unit, file));
      if (!isNew && known->second != pathOf(unit, file)) ambiguous.insert(keyOf(unit, symbol));
    };
    for (const Function& function : unit.functions) define(function.symbol, function.place.file);
    for (const Actor& actor : unit.actors)
      for (const Field& field : actor.fields) define(field.symbol, field.place.file);
  }
  return ambiguous;
}

}  // namespace

void separateHomonyms(std::vector<UnitFacts>& units) {
  const std::unordered_set<std::string> ambiguous = ambiguousKeys(units);
  if (ambiguous.empty()) return;
  for (UnitFacts& unit : units) {
    std::unordered_map<std::uint32_t, std::string> renamed;
    forEachDefinition(unit, [&](Symbol symbol, FileId file) {
      const std::string& key = keyOf(unit, symbol);
      if (ambiguous.contains(key)) renamed.emplace(static_cast<std::uint32_t>(symbol), key + "@" + pathOf(unit, file));
    });
    for (auto& [symbol, key] : renamed) unit.symbols[symbol].key = std::move(key);
  }
}

Programs::Programs(const std::vector<Function>& functions) {
  for (const Function& function : functions)
    if (function.entry) starts_.insert(static_cast<std::uint32_t>(function.place.file));
}

bool Programs::mayMeet(const Place& a, const Place& b) const {
  return a.file == b.file || !starts_.contains(static_cast<std::uint32_t>(a.file)) ||
         !starts_.contains(static_cast<std::uint32_t>(b.file));
}

}  // namespace dramaturg
