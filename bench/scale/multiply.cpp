#include "bench/scale/multiply.h"

#include "facts/canonical.h"
#include "facts/renumber.h"
#include "facts/symbol_table.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace dramaturg::bench {
namespace {

std::string baseName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

void replaceAll(std::string& text, const std::string& old, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(old, at)) != std::string::npos; at += with.size())
    text.replace(at, old.size(), with);
}

/// What a copy must have for itself: what the unit defines, and methods that have overriders. (A thousand classes that
/// override one method would all be reached by one call of it.)
std::set<std::string> definedKeys(const UnitFacts& unit) {
  std::set<std::string> keys;
  const auto add = [&](Symbol symbol) { keys.insert(unit.symbols[static_cast<std::size_t>(symbol)].key); };
  for (const Function& function : unit.functions) {
    add(function.symbol);
    for (const Symbol overridden : function.overrides) add(overridden);
    for (const Event& event : function.events)
      if (const auto* call = std::get_if<FunctionCall>(&event.what); call && call->form == CallForm::virtualCall)
        add(call->callee);
  }
  for (const Actor& actor : unit.actors) {
    add(actor.symbol), add(actor.state);
    for (const Field& field : actor.fields) add(field.symbol);
  }
  keys.erase("");
  return keys;
}

/// Position of the function that others call: what the sample's program starts with, or else its first.
std::size_t frontOf(const UnitFacts& unit) {
  const auto entry = std::ranges::find_if(unit.functions, [](const Function& f) { return f.entry; });
  return entry == unit.functions.end() ? 0 : static_cast<std::size_t>(entry - unit.functions.begin());
}

/// Several units' facts as one's.
class Combiner {
 public:
  void add(UnitFacts part) {
    std::vector<Symbol> symbols;
    for (const SymbolInfo& symbol : part.symbols) symbols.push_back(symbols_.intern(symbol.key, symbol.name));
    std::vector<FileId> files;
    for (const std::string& path : part.files) files.push_back(files_.intern(path));
    Renumber numbers{symbols, files};
    part.symbols.clear();
    part.files.clear();
    fields(numbers, part);
    for (Library& library : part.libraries)
      if (std::ranges::none_of(all_.libraries, [&](const Library& known) { return known.name == library.name; }))
        all_.libraries.push_back(std::move(library));
    append(all_.actors, part.actors);
    append(all_.handlers, part.handlers);
    append(all_.functions, part.functions);
    append(all_.flows, part.flows);
    append(all_.suppressions, part.suppressions);
  }
  Symbol symbol(const SymbolInfo& info) { return symbols_.intern(info.key, info.name); }
  UnitFacts& facts() { return all_; }
  UnitFacts take(const std::string& file) {
    all_.file = file;
    all_.symbols = symbols_.take();
    all_.files = files_.take();
    canonicalise(all_);
    return std::move(all_);
  }

 private:
  template <class T>
  static void append(std::vector<T>& all, std::vector<T>& some) {
    all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
  }

  UnitFacts all_;
  SymbolTable symbols_;
  FileTable files_;
};

void addCall(Function& from, Symbol callee) {
  from.events.push_back({from.place, FunctionCall{callee, CallForm::direct}, 0, {}});
}

std::string scopeOf(std::size_t unit, std::size_t part) {
  return "unit" + std::to_string(unit) + "_" + std::to_string(part);
}

/// Headers are put in anew.
void dropHeaders(UnitFacts& unit) {
  const auto elsewhere = [&](const auto& fact) {
    return unit.files[static_cast<std::size_t>(fact.place.file)] != unit.file;
  };
  std::erase_if(unit.functions, elsewhere);
  std::erase_if(unit.actors, elsewhere);
  std::erase_if(unit.handlers, elsewhere);
  std::erase_if(unit.flows, elsewhere);
}

UnitFacts renamed(UnitFacts unit, const std::string& path, const std::string& scope, const std::string& module) {
  unit.inputs.clear();
  const std::string oldBase = baseName(unit.file);
  const std::set<std::string> defined = definedKeys(unit);
  for (SymbolInfo& symbol : unit.symbols) {
    const bool own = defined.contains(symbol.key) || symbol.key.find(oldBase) != std::string::npos;
    replaceAll(symbol.key, unit.file, path);
    replaceAll(symbol.key, '@' + oldBase, '@' + path);
    replaceAll(symbol.key, ':' + oldBase, ':' + baseName(path));
    const std::size_t names = symbol.key.find('@');
    if (own && symbol.key.starts_with("c:") && names != std::string::npos) {
      symbol.key.insert(names, "@N@" + scope);
      symbol.name = scope + "::" + symbol.name;
    } else if (symbol.key.starts_with('(')) {
      symbol.key.insert(1, module + "::");
      symbol.name.insert(1, module + "::");
    }
  }
  for (std::string& file : unit.files)
    if (file == unit.file) file = path;
  unit.file = path;
  for (Function& function : unit.functions) function.entry &= module == "main";
  return unit;
}

constexpr std::size_t kHeadersPerActor = 8;
constexpr std::size_t kUnitsPerActor = 5;

}  // namespace

std::string Project::headerPath(std::size_t number) { return "include/project/part" + std::to_string(number) + ".hpp"; }

std::string Project::unitPath(std::size_t number) {
  return "src/module" + std::to_string(number / kModuleSize) + "/unit" + std::to_string(number) + ".cpp";
}

Project::Project(std::vector<UnitFacts> samples) {
  constexpr std::size_t kLargest = 60;
  for (UnitFacts& sample : samples) {
    dropHeaders(sample);
    if (!sample.functions.empty() && sample.functions.size() <= kLargest)
      (sample.actors.empty() ? plain_ : actors_).push_back(std::move(sample));
  }
  for (std::size_t i = 0; i < kHeaders; ++i) {
    const std::vector<UnitFacts>& some = i % kHeadersPerActor == 0 ? actors_ : plain_;
    headers_.push_back(renamed(some[i % some.size()], headerPath(i), "part" + std::to_string(i), "project"));
    for (const Function& function : headers_.back().functions)
      if (function.form != FunctionForm::lambda)
        headerFunctions_.push_back(headers_.back().symbols[static_cast<std::size_t>(function.symbol)]);
  }
}

const UnitFacts& Project::sampleOf(std::size_t unit, std::size_t part) const {
  const std::vector<UnitFacts>& some = unit % kUnitsPerActor + part == 0 ? actors_ : plain_;
  return some[(unit * 7 + part * 5) % some.size()];
}

SymbolInfo Project::frontOf(std::size_t unit) const {
  const UnitFacts facts = renamed(sampleOf(unit, 0), unitPath(unit), scopeOf(unit, 0), "");
  return facts.symbols[static_cast<std::size_t>(facts.functions[bench::frontOf(sampleOf(unit, 0))].symbol)];
}

UnitFacts Project::unit(std::size_t number, std::size_t count) const {
  Combiner all;
  for (const UnitFacts& header : headers_) all.add(header);
  std::vector<Function>& functions = all.facts().functions;
  const std::size_t first = functions.size();
  const std::size_t wanted = 20 + number * 37 % 81;  // 20 to 100 functions
  std::vector<std::size_t> fronts;
  for (std::size_t part = 0; functions.size() < first + wanted; ++part) {
    // Unit 0 starts the program; the others are started from there.
    const std::string module = number + part == 0 ? "main" : "module" + std::to_string(number / kModuleSize);
    const UnitFacts& sample = sampleOf(number, part);
    fronts.push_back(functions.size() + bench::frontOf(sample));
    all.add(renamed(sample, unitPath(number), scopeOf(number, part), module));
  }
  Function& front = functions[fronts.front()];
  for (std::size_t part = 1; part < fronts.size(); ++part) addCall(front, functions[fronts[part]].symbol);
  if (number == 0)
    for (std::size_t module = kModuleSize; module < count; module += kModuleSize)
      addCall(front, all.symbol(frontOf(module)));
  if ((number + 1) % kModuleSize != 0 && number + 1 < count) addCall(front, all.symbol(frontOf(number + 1)));
  for (std::size_t i = first; i < functions.size(); i += 3)
    addCall(functions[i], all.symbol(headerFunctions_[(i * 7 + number) % headerFunctions_.size()]));
  return all.take(unitPath(number));
}

}  // namespace dramaturg::bench
