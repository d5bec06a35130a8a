// Values for round trips: every member of every fact differs from its default and from its neighbours.
#pragma once

#include "facts/fields.h"

namespace dramaturg::test {

/// Fills facts with numbers that count up, within the tables that `sampleUnit` makes.
class Filler {
 public:
  explicit Filler(std::uint32_t seed) : next_(seed) {}

  void fill(std::string& text) { text = "text " + std::to_string(next_++); }
  void fill(bool& flag) { flag = true; }
  void fill(Symbol& symbol) { symbol = static_cast<Symbol>(1 + next_++ % kSymbols); }
  void fill(FileId& file) { file = static_cast<FileId>(1 + next_++ % kFiles); }
  template <ListedEnum E>
  void fill(E& value) {
    value = static_cast<E>(next_++ % kEnumNames<E>.size());
  }
  void fill(std::int64_t& number) { number = next_++ % 2 ? -1234567890123 : 1234567890123 + next_; }
  template <class N>
    requires std::is_unsigned_v<N>
  void fill(N& number) {
    number = next_++;
  }
  template <class T>
  void fill(std::vector<T>& items) {
    items.resize(2);
    for (T& item : items) fill(item);
  }
  void fill(Event& event) {
    fields(*this, event);
    event.loop = 2;
    event.guards = {0, 1};
    event.locks = {0, 1};
  }
  void fill(Loop& loop) {
    fields(*this, loop);
    loop.outer = 1;
  }
  void fill(EventKind&) {}  // chosen by the caller
  template <Listed T>
  void fill(T& x) {
    fields(*this, x);
  }
  void operator()(const char*, auto& member) { fill(member); }

  static constexpr std::uint32_t kSymbols = 40;
  static constexpr std::uint32_t kFiles = 3;

 private:
  std::uint32_t next_;
};

template <std::size_t I = 0>
void appendEveryEvent(std::vector<Event>& events, Filler& filler) {
  if constexpr (I < std::variant_size_v<EventKind>) {
    Event event;
    filler.fill(event);
    filler.fill(event.what.emplace<I>());
    events.push_back(std::move(event));
    appendEveryEvent<I + 1>(events, filler);
  }
}

/// A unit with two of everything and, in each function, every kind of event.
inline UnitFacts sampleUnit(std::uint32_t seed = 0) {
  Filler filler(seed);
  UnitFacts unit;
  filler.fill(unit);
  unit.symbols.assign(1, {});
  for (std::uint32_t i = 1; i <= Filler::kSymbols; ++i)
    unit.symbols.push_back({"c:@" + std::to_string(i), "x#" + std::to_string(i)});
  unit.files = {"", "a.cpp", "b c#1.h", "d:1:2.h"};
  for (Function& function : unit.functions) {
    function.events.clear();
    appendEveryEvent(function.events, filler);
  }
  return unit;
}

}  // namespace dramaturg::test
