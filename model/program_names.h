// What the symbols of a program are called.
#pragma once

#include "facts/symbol.h"

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace dramaturg {

class ProgramNames {
 public:
  ProgramNames() = default;
  /// `keys` are those of actors and libraries.
  ProgramNames(std::size_t symbols, std::vector<std::pair<Symbol, std::string>> keys);

  /// Takes `Piece::names`, and the numbers that the piece's symbols have in the program. Where pieces differ, the first
  /// name in the order of texts stays. False when the piece is damaged.
  bool add(std::string names, std::span<const Symbol> numbers);

  std::size_t size() const { return names_.size(); }
  /// Empty for `Symbol::none` and for numbers outside of the table.
  std::string_view name(Symbol symbol) const {
    const auto number = static_cast<std::size_t>(symbol);
    return number < names_.size() ? names_[number] : std::string_view();
  }
  std::string_view key(Symbol symbol) const {
    const auto known = keys_.find(symbol);
    return known == keys_.end() ? std::string_view() : std::string_view(known->second);
  }

 private:
  std::deque<std::string> bytes_;
  std::vector<std::string_view> names_;
  std::vector<std::string_view> piece_;  ///< of the piece at hand
  std::unordered_map<Symbol, std::string> keys_;
};

}  // namespace dramaturg
