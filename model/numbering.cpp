#include "model/numbering.h"

#include "model/text_order.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

namespace dramaturg {

std::uint32_t TextTable::intern(std::string_view text) {
  if (2 * texts_.size() >= slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    if (slots_[slot] == 0) {
      texts_.push_back(text);
      hashes_.push_back(hash);
      return (slots_[slot] = static_cast<std::uint32_t>(texts_.size())) - 1;
    }
    const std::uint32_t number = slots_[slot] - 1;
    if (hashes_[number] == hash && texts_[number] == text) return number;
  }
}

void TextTable::grow() {
  constexpr std::size_t kFirst = 1024;
  slots_.assign(std::max(kFirst, 2 * slots_.size()), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t number = 0; number < texts_.size(); ++number) {
    std::size_t slot = hashes_[number] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = number + 1;
  }
}

bool Numbering::add(std::string bytes) {
  if (pieces_.empty()) symbols_.intern(""), files_.intern("");
  auto keys = readKeys(bytes_.emplace_back(std::move(bytes)));
  OnePiece& piece = pieces_.emplace_back();
  if (!keys) return false;
  for (const std::string_view key : keys.value->symbols) piece.symbols.push_back(symbols_.intern(key));
  for (const std::string_view path : keys.value->files) piece.files.push_back(files_.intern(path));
  piece.definitions = std::move(keys.value->definitions);
  for (Definition& one : piece.definitions) {
    one.symbol = piece.symbols[one.symbol];
    one.file = piece.files[one.file];
  }
  return true;
}

void Numbering::addUnit(std::span<const std::uint32_t> pieces) { units_.emplace_back(pieces.begin(), pieces.end()); }

/// Symbols of one key that are different ones all the same. Each gets a number behind those of the keys.
class Namesakes {
 public:
  explicit Namesakes(const Numbering& numbering)
      : numbering_(numbering), several_(numbering.symbols_.texts().size()), mentions_(numbering.pieces_.size()) {
    findThem();
  }

  /// A piece, and for some of its symbols the ones that are meant.
  struct Variant {
    std::uint32_t piece = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> meant;  ///< sorted
    auto operator<=>(const Variant&) const = default;
  };

  std::set<Variant> variants() {
    std::set<Variant> all;
    for (std::uint32_t piece = 0; piece < mentions_.size(); ++piece)
      if (mentions_[piece].empty()) all.insert({piece, {}});
    for (const std::vector<std::uint32_t>& unit : numbering_.units_) addVariants(unit, all);
    return all;
  }

  /// Of the additional symbols, in the order of their numbers.
  const std::deque<std::string>& keys() const { return keys_; }

 private:
  static bool counts(const Definition& one) {
    return one.kind == Definition::Kind::body || one.kind == Definition::Kind::field;
  }

  void findThem() {
    constexpr std::uint32_t kNowhere = 0xffffffff;
    std::vector<std::uint32_t> definedIn(several_.size(), kNowhere);
    bool any = false;
    for (const Numbering::OnePiece& piece : numbering_.pieces_)
      for (const Definition& one : piece.definitions) {
        if (!counts(one)) continue;
        if (definedIn[one.symbol] == kNowhere) definedIn[one.symbol] = one.file;
        if (definedIn[one.symbol] != one.file) several_[one.symbol] = any = true;
      }
    if (!any) return;
    for (std::size_t i = 0; i < mentions_.size(); ++i)
      for (const std::uint32_t symbol : numbering_.pieces_[i].symbols)
        if (several_[symbol]) mentions_[i].push_back(symbol);
  }

  void addVariants(const std::vector<std::uint32_t>& unit, std::set<Variant>& all) {
    const auto meant = meantIn(unit);
    for (const std::uint32_t piece : unit) {
      if (mentions_[piece].empty()) continue;
      Variant variant{piece, {}};
      for (const std::uint32_t symbol : mentions_[piece])
        if (const auto known = meant.find(symbol); known != meant.end())
          variant.meant.emplace_back(symbol, numberOf(symbol, known->second.second));
      std::sort(variant.meant.begin(), variant.meant.end());
      all.insert(std::move(variant));
    }
  }

  /// For the symbols that a unit sees defined: where. A body or field says more than the declaration of an actor.
  std::map<std::uint32_t, std::pair<bool, std::uint32_t>> meantIn(const std::vector<std::uint32_t>& unit) const {
    std::map<std::uint32_t, std::pair<bool, std::uint32_t>> meant;
    for (const std::uint32_t piece : unit) {
      if (mentions_[piece].empty()) continue;
      for (const Definition& one : numbering_.pieces_[piece].definitions) {
        if (!several_[one.symbol] || one.kind == Definition::Kind::library) continue;
        const std::pair here(!counts(one), one.file);
        const auto [known, isNew] = meant.emplace(one.symbol, here);
        if (!isNew) known->second = std::min(known->second, here);
      }
    }
    return meant;
  }

  std::uint32_t numberOf(std::uint32_t symbol, std::uint32_t file) {
    const auto next = static_cast<std::uint32_t>(several_.size() + keys_.size());
    const auto [known, isNew] = numbers_.emplace(std::pair(symbol, file), next);
    if (isNew)
      keys_.push_back(std::string(numbering_.symbols_.texts()[symbol]) + '@' +
                      std::string(numbering_.files_.texts()[file]));
    return known->second;
  }

  const Numbering& numbering_;
  std::vector<bool> several_;                         ///< by symbol
  std::vector<std::vector<std::uint32_t>> mentions_;  ///< by piece: its symbols that are several
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> numbers_;
  std::deque<std::string> keys_;
};

namespace {

/// The place of each text among all; the empty text, number 0, is the first.
template <class Id>
std::vector<Id> ranks(std::span<const std::uint32_t> order) {
  std::vector<Id> rank(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<Id>(i);
  return rank;
}

}  // namespace

ProgramNumbers Numbering::finish() {
  if (pieces_.empty()) symbols_.intern(""), files_.intern("");
  Namesakes namesakes(*this);
  const auto variants = namesakes.variants();
  std::vector<std::string_view> keys(symbols_.texts().begin(), symbols_.texts().end());
  keys.insert(keys.end(), namesakes.keys().begin(), namesakes.keys().end());
  const auto symbolRanks = ranks<Symbol>(orderOf(keys));
  const auto fileOrder = orderOf(files_.texts());
  const auto fileRanks = ranks<FileId>(fileOrder);

  ProgramNumbers program;
  program.symbols = keys.size();
  for (const std::uint32_t file : fileOrder) program.files.emplace_back(files_.texts()[file]);
  std::map<Symbol, std::string> kept;
  for (const Namesakes::Variant& variant : variants) {
    const OnePiece& piece = pieces_[variant.piece];
    const auto meant = [&](std::uint32_t symbol) {
      const auto found = std::ranges::lower_bound(variant.meant, symbol, {}, [](const auto& one) { return one.first; });
      return found != variant.meant.end() && found->first == symbol ? found->second : symbol;
    };
    NumberedPiece& numbered = program.pieces.emplace_back();
    numbered.piece = variant.piece;
    numbered.symbols.reserve(piece.symbols.size());
    for (const std::uint32_t symbol : piece.symbols) numbered.symbols.push_back(symbolRanks[meant(symbol)]);
    for (const std::uint32_t file : piece.files) numbered.files.push_back(fileRanks[file]);
    for (const Definition& one : piece.definitions)
      if (one.kind == Definition::Kind::actor || one.kind == Definition::Kind::library)
        kept.emplace(symbolRanks[meant(one.symbol)], keys[meant(one.symbol)]);
  }
  program.keys.assign(kept.begin(), kept.end());
  return program;
}

}  // namespace dramaturg
