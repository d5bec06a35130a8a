#include "facts/canonical.h"

#include "facts/mentions.h"
#include "facts/renumber.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>
#include <type_traits>
#include <utility>

namespace dramaturg {
namespace {

/// All that a value says, as bytes that order like it in no meaningful but a fixed way.
struct Flat {
  std::string bytes;

  void operator()(const char*, const auto& member) { put(member); }

  template <class N>
    requires std::is_integral_v<N> || std::is_enum_v<N>
  void put(N number) {
    auto value = static_cast<std::uint64_t>(number);
    for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
  }
  void put(const std::string& text) {
    put(text.size());
    bytes += text;
  }
  template <class T>
  void put(const std::vector<T>& items) {
    put(items.size());
    for (const T& item : items) put(item);
  }
  template <class T>
  void put(const std::optional<T>& maybe) {
    put(maybe.has_value());
    if (maybe) put(*maybe);
  }
  void put(const EventKind& what) {
    put(what.index());
    std::visit([this](const auto& kind) { put(kind); }, what);
  }
  template <Listed T>
  void put(const T& x) {
    fields(*this, x);
  }
};

template <class T>
std::string flat(const T& x) {
  Flat all;
  all.put(x);
  return std::move(all.bytes);
}

/// Keeps of a table what is mentioned, sorted by `name`; gives the new number of each old one. `[0]` stays.
template <class Id, class T, class Name>
std::vector<Id> sortTable(std::vector<T>& table, const std::vector<char>& mentioned, Name name) {
  std::vector<std::size_t> order;
  for (std::size_t i = 1; i < table.size(); ++i)
    if (mentioned[i]) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return name(table[a]) < name(table[b]); });
  std::vector<Id> numbers(table.size(), Id::none);
  std::vector<T> sorted(1);
  for (const std::size_t old : order) {
    numbers[old] = static_cast<Id>(sorted.size());
    sorted.push_back(std::move(table[old]));
  }
  table = std::move(sorted);
  return numbers;
}

/// By content, each once.
template <class T>
void sortItems(std::vector<T>& items) {
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < items.size(); ++i) order.emplace_back(flat(items[i]), i);
  std::sort(order.begin(), order.end());
  order.erase(std::unique(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
              order.end());
  std::vector<T> sorted;
  for (const auto& entry : order) sorted.push_back(std::move(items[entry.second]));
  items = std::move(sorted);
}

/// Loops and conditions of instantiations are the same ones; only events of other instantiations are new.
void addEvents(Function& to, Function&& from) {
  if (to.events.empty()) std::swap(to, from);
  for (Event& event : from.events) {
    const auto below = [](const std::vector<std::uint32_t>& numbers, std::size_t size) {
      return std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t number) { return number < size; });
    };
    const bool fits = event.loop <= to.loops.size() && below(event.guards, to.conditions.size()) &&
                      below(event.locks, to.locks.size());
    if (fits && std::find(to.events.begin(), to.events.end(), event) == to.events.end())
      to.events.push_back(std::move(event));
  }
}

/// `functions` are sorted.
void joinInstantiations(std::vector<Function>& functions) {
  std::vector<Function> joined;
  for (Function& function : functions) {
    if (!joined.empty() && joined.back().symbol == function.symbol)
      addEvents(joined.back(), std::move(function));
    else
      joined.push_back(std::move(function));
  }
  functions = std::move(joined);
}

}  // namespace

void canonicalise(UnitFacts& facts) {
  std::vector<char> mentionedSymbols(facts.symbols.size());
  std::vector<char> mentionedFiles(facts.files.size());
  MentionWalk mentions([&](Symbol symbol) { mentionedSymbols[static_cast<std::size_t>(symbol)] = 1; },
                       [&](FileId file) { mentionedFiles[static_cast<std::size_t>(file)] = 1; });
  if (facts.symbols.empty() || facts.files.empty()) return;
  fields(mentions, facts);
  const auto symbols =
      sortTable<Symbol>(facts.symbols, mentionedSymbols, [](const SymbolInfo& x) { return std::string_view(x.key); });
  const auto files =
      sortTable<FileId>(facts.files, mentionedFiles, [](const std::string& path) { return std::string_view(path); });
  Renumber numbers{symbols, files};
  fields(numbers, facts);
  sortItems(facts.libraries);
  sortItems(facts.actors);
  sortItems(facts.handlers);
  sortItems(facts.records);
  sortItems(facts.functions);
  sortItems(facts.flows);
  sortItems(facts.suppressions);
  joinInstantiations(facts.functions);
}

}  // namespace dramaturg
