// Other numbers for the symbols and files inside facts.
#pragma once

#include "facts/fields.h"

#include <type_traits>
#include <variant>
#include <vector>

namespace dramaturg {

/// A visitor of `fields` that rewrites every symbol and file. Numbers outside the tables become "none".
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

}  // namespace dramaturg
