#include "model/merge.h"

#include "facts/codec.h"
#include "model/sorting.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace dramaturg {
namespace {

template <class T>
void append(std::vector<T>& all, std::vector<T>& some) {
  all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
}

/// All that a fact says, to choose one of several in a way that does not depend on their order.
template <class T>
std::string contentOf(const T& fact) {
  codec::Writer writer;
  writer.put(fact);
  return std::move(writer.bytes);
}

/// Sorts by `identity`, and keeps of those with equal identity the one with the least `rank`.
template <class T, class Identity, class Rank>
void keepBest(std::vector<T>& items, Identity identity, Rank rank) {
  sortByKey(items, identity);
  const auto better = [&](const T& a, const T& b) {
    const auto rankA = std::invoke(rank, a);
    const auto rankB = std::invoke(rank, b);
    return rankA < rankB || (!(rankB < rankA) && !(a == b) && contentOf(a) < contentOf(b));
  };
  auto kept = items.begin();
  for (auto item = items.begin(); item != items.end(); ++kept) {
    if (kept != item) *kept = std::move(*item);
    for (++item; item != items.end() && std::invoke(identity, *kept) == std::invoke(identity, *item); ++item)
      if (better(*item, *kept)) *kept = std::move(*item);
  }
  items.erase(kept, items.end());
}

/// A unit that only sees the class does not know what its constructor limits.
void uniteBounds(std::vector<Actor>& actors) {
  std::map<Symbol, std::set<Symbol>> bounded;
  for (const Actor& actor : actors) bounded[actor.symbol].insert(actor.bounded.begin(), actor.bounded.end());
  for (Actor& actor : actors) actor.bounded.assign(bounded[actor.symbol].begin(), bounded[actor.symbol].end());
}

void removeDuplicates(ProgramFacts& program) {
  uniteBounds(program.actors);
  const auto any = [](const auto&) { return 0; };
  keepBest(program.libraries, &Library::name, any);
  keepBest(program.actors, &Actor::symbol,
           [](const Actor& x) { return -static_cast<std::ptrdiff_t>(x.fields.size()); });
  keepBest(
      program.handlers, [](const Handler& x) { return std::tuple(x.actor, x.kind, x.message, x.body); },
      &Handler::place);
  keepBest(program.records, &Record::symbol,
           [](const Record& x) { return -static_cast<std::ptrdiff_t>(x.members.size()); });
  keepBest(program.flows, [](const Flow& x) { return std::tuple(x.to, x.from); }, &Flow::place);
  keepBest(program.suppressions, [](const Suppression& x) { return std::tie(x.place, x.rule, x.reason); }, any);
}

/// A behaviour function is where its body is, whatever declaration a spawn has seen.
void placeAtDefinitions(ProgramFacts& program) {
  for (Actor& actor : program.actors) {
    const FunctionId body = program.functions.find(actor.symbol);
    if (body != FunctionId::none) actor.place = program.functions.head(body).place;
  }
}

}  // namespace

void Merger::add(UnitFacts piece, std::unique_ptr<const PieceFunctions> functions) {
  append(program_.libraries, piece.libraries);
  append(program_.actors, piece.actors);
  append(program_.handlers, piece.handlers);
  append(program_.records, piece.records);
  if (!functions->entries().empty()) functions_.push_back(std::move(functions));
  append(program_.flows, piece.flows);
  append(program_.suppressions, piece.suppressions);
}

ProgramFacts Merger::finish(ProgramNames names, std::vector<std::string> files, bool partial) {
  program_.symbols = std::move(names);
  program_.files = std::move(files);
  program_.partial = partial;
  program_.functions = FunctionTable(std::move(functions_));
  removeDuplicates(program_);
  placeAtDefinitions(program_);
  sortByKey(program_.handlers, [](const Handler& x) { return std::tie(x.actor, x.place); });
  return std::move(program_);
}

}  // namespace dramaturg
