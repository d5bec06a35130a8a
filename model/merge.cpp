#include "model/merge.h"

#include "facts/binary.h"
#include "facts/fields.h"
#include "model/homonyms.h"
#include "model/sorting.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace dramaturg {
namespace {

/// Rewrites every symbol and file of a unit. Numbers outside the unit's tables become "none".
struct Renumber {
  const std::vector<Symbol>& symbols;
  const std::vector<FileId>& files;

  void operator()(const char*, auto& member) { apply(member); }

  void apply(Symbol& symbol) {
    const auto at = static_cast<std::size_t>(symbol);
    symbol = at < symbols.size() ? symbols[at] : Symbol::none;
  }
  void apply(FileId& file) {
    const auto at = static_cast<std::size_t>(file);
    file = at < files.size() ? files[at] : FileId::none;
  }
  template <class T>
  void apply(std::vector<T>& items) {
    if constexpr (Listed<T> || std::is_same_v<T, Symbol>)
      for (T& item : items) apply(item);
  }
  void apply(EventKind& what) {
    std::visit([this](auto& kind) { fields(*this, kind); }, what);
  }
  template <Listed T>
  void apply(T& x) {
    fields(*this, x);
  }
  void apply(auto&) {}
};

/// The same units in any order give the same sequence.
void sortUnits(std::vector<UnitFacts>& units) {
  std::sort(units.begin(), units.end(), [](const UnitFacts& a, const UnitFacts& b) {
    if (a.file != b.file) return a.file < b.file;
    return &a != &b && toBinary(a) < toBinary(b);  // one source compiled twice
  });
}

std::vector<SymbolInfo> mergeSymbols(const std::vector<UnitFacts>& units) {
  std::vector<std::pair<std::string_view, std::string_view>> all;
  for (const UnitFacts& unit : units)
    for (const SymbolInfo& symbol : unit.symbols)
      if (!symbol.key.empty()) all.emplace_back(symbol.key, symbol.name);
  std::sort(all.begin(), all.end());
  std::vector<SymbolInfo> merged(1);
  for (const auto& [key, name] : all) {
    if (merged.back().key != key)
      merged.push_back({std::string(key), std::string(name)});
    else if (merged.back().name.empty())
      merged.back().name = name;
  }
  return merged;
}

std::vector<std::string> mergeFiles(const std::vector<UnitFacts>& units) {
  std::vector<std::string> merged{""};
  for (const UnitFacts& unit : units) merged.insert(merged.end(), unit.files.begin(), unit.files.end());
  std::sort(merged.begin(), merged.end());
  merged.erase(std::unique(merged.begin(), merged.end()), merged.end());
  return merged;
}

void renumber(std::vector<UnitFacts>& units, const ProgramFacts& program) {
  std::unordered_map<std::string_view, Symbol> byKey{{"", Symbol::none}};
  for (std::size_t i = 1; i < program.symbols.size(); ++i)
    byKey.emplace(program.symbols[i].key, static_cast<Symbol>(i));
  std::unordered_map<std::string_view, FileId> byPath;
  for (std::size_t i = 0; i < program.files.size(); ++i) byPath.emplace(program.files[i], static_cast<FileId>(i));

  for (UnitFacts& unit : units) {
    std::vector<Symbol> symbols;
    for (const SymbolInfo& symbol : unit.symbols) symbols.push_back(byKey.at(symbol.key));
    std::vector<FileId> files;
    for (const std::string& path : unit.files) files.push_back(byPath.at(path));
    Renumber numbers{symbols, files};
    fields(numbers, unit);
  }
}

template <class T>
void append(std::vector<T>& all, std::vector<T>& some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

/// Sorts by `order`, then keeps the first of those with equal `identity`, which must be a prefix of the order.
template <class T, class Order, class Identity>
void keepFirst(std::vector<T>& items, Order order, Identity identity) {
  sortByKey(items, order);
  const auto same = [&](const T& a, const T& b) { return std::invoke(identity, a) == std::invoke(identity, b); };
  items.erase(std::unique(items.begin(), items.end(), same), items.end());
}

void removeDuplicates(ProgramFacts& program) {
  keepFirst(program.libraries, &Library::name, &Library::name);
  const auto mostFields = [](const Actor& x) {
    return std::tuple(x.symbol, -static_cast<std::ptrdiff_t>(x.fields.size()));
  };
  keepFirst(program.actors, mostFields, &Actor::symbol);
  const auto mostEvents = [](const Function& x) {
    return std::tuple(x.symbol, -static_cast<std::ptrdiff_t>(x.events.size()));
  };
  keepFirst(program.functions, mostEvents, &Function::symbol);
  const auto turn = [](const Handler& x) { return std::tuple(x.actor, x.kind, x.message, x.body); };
  keepFirst(program.handlers, turn, turn);
  keepFirst(
      program.flows, [](const Flow& x) { return std::tuple(x.to, x.from, x.place); },
      [](const Flow& x) { return std::tuple(x.to, x.from); });
  const auto suppression = [](const Suppression& x) { return std::tie(x.place, x.rule, x.reason); };
  keepFirst(program.suppressions, suppression, suppression);
}

/// A behaviour function is where its body is, whatever declaration a spawn has seen.
void placeAtDefinitions(ProgramFacts& program) {
  for (Actor& actor : program.actors) {
    const auto body =
        std::lower_bound(program.functions.begin(), program.functions.end(), actor.symbol,
                         [](const Function& function, Symbol symbol) { return function.symbol < symbol; });
    if (body != program.functions.end() && body->symbol == actor.symbol) actor.place = body->place;
  }
}

}  // namespace

ProgramFacts mergeUnits(std::vector<UnitFacts> units) {
  sortUnits(units);
  separateHomonyms(units);
  ProgramFacts program;
  program.symbols = mergeSymbols(units);
  program.files = mergeFiles(units);
  renumber(units, program);
  for (UnitFacts& unit : units) {
    append(program.libraries, unit.libraries);
    append(program.actors, unit.actors);
    append(program.handlers, unit.handlers);
    append(program.functions, unit.functions);
    append(program.flows, unit.flows);
    append(program.suppressions, unit.suppressions);
    program.partial |= unit.partial;
  }
  removeDuplicates(program);
  placeAtDefinitions(program);
  sortByKey(program.handlers, [](const Handler& x) { return std::tie(x.actor, x.place); });
  return program;
}

}  // namespace dramaturg
