#include "model/program_names.h"

#include "facts/pieces.h"

#include <algorithm>
#include <iterator>

namespace dramaturg {

ProgramNames::ProgramNames(std::size_t symbols, std::vector<std::pair<Symbol, std::string>> keys)
    : names_(symbols), keys_(std::make_move_iterator(keys.begin()), std::make_move_iterator(keys.end())) {}

bool ProgramNames::add(std::string bytes, std::span<const Symbol> numbers) {
  piece_.clear();
  if (!readNames(bytes_.emplace_back(std::move(bytes)), piece_) || piece_.size() != numbers.size()) return false;
  for (std::size_t i = 1; i < piece_.size(); ++i) {
    std::string_view& known = names_[static_cast<std::size_t>(numbers[i])];
    if (numbers[i] != Symbol::none && (known.empty() || (!piece_[i].empty() && piece_[i] < known))) known = piece_[i];
  }
  return true;
}

}  // namespace dramaturg
