#include "facts/pieces.h"

#include "facts/codec.h"
#include "facts/mentions.h"
#include "facts/piece_format.h"
#include "facts/renumber.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace dramaturg {
namespace {

std::size_t at(auto id) { return static_cast<std::size_t>(id); }

FileId fileOf(const auto& fact) { return fact.place.file; }
/// The same for all units that use it: better not kept with the facts of a file.
FileId fileOf(const Library&) { return FileId::none; }

/// A table of a unit of which a piece mentions some.
template <class Id>
class Mentions {
 public:
  explicit Mentions(std::size_t size) : seen_(size) {}

  void see(Id id) {
    if (at(id) == 0 || at(id) >= seen_.size() || seen_[at(id)]) return;
    seen_[at(id)] = true;
    mentioned_.push_back(id);
  }
  /// What was seen since the last time, behind "none".
  std::vector<Id> take() {
    std::sort(mentioned_.begin(), mentioned_.end());
    mentioned_.insert(mentioned_.begin(), Id::none);
    for (const Id id : mentioned_) seen_[at(id)] = false;
    return std::exchange(mentioned_, {});
  }

 private:
  std::vector<bool> seen_;
  std::vector<Id> mentioned_;
};

std::vector<Definition> definitionsIn(const UnitFacts& piece) {
  std::vector<Definition> definitions;
  const auto add = [&](Definition::Kind kind, Symbol symbol, const Place& place) {
    if (symbol != Symbol::none)
      definitions.push_back({kind, static_cast<std::uint32_t>(symbol), static_cast<std::uint32_t>(place.file)});
  };
  for (const Function& function : piece.functions) add(Definition::Kind::body, function.symbol, function.place);
  for (const Actor& actor : piece.actors) {
    add(Definition::Kind::actor, actor.symbol, actor.place);
    for (const Field& field : actor.fields) add(Definition::Kind::field, field.symbol, field.place);
  }
  for (const Record& record : piece.records) {
    add(Definition::Kind::actor, record.symbol, record.place);
    for (const Member& member : record.members) add(Definition::Kind::field, member.field.symbol, member.field.place);
  }
  for (const Library& library : piece.libraries) add(Definition::Kind::library, library.name, {});
  return definitions;
}

/// Numbers as distances: most of them are small.
template <class Id>
void putDistances(codec::Writer& writer, const std::vector<Id>& ids) {
  writer.put(ids.size());
  std::int64_t last = 0;
  for (const Id id : ids) {
    const auto number = static_cast<std::int64_t>(id);
    writer.put(number - last);
    last = number;
  }
}

/// Gives numbers below `limit`.
template <class Id>
std::vector<Id> getDistances(codec::Reader<>& reader, std::size_t limit) {
  std::vector<Id> ids;
  std::int64_t last = 0;
  for (std::size_t count = reader.getCount(); count > 0 && !reader.failed(); --count) {
    std::int64_t distance = 0;
    reader.get(distance);
    if (distance < -last || distance >= static_cast<std::int64_t>(limit) - last)
      return reader.fail("no such number"), ids;
    last += distance;
    ids.push_back(static_cast<Id>(last));
  }
  return ids;
}

template <class Id>
std::vector<Id> inverse(const std::vector<Id>& ids, std::size_t size) {
  std::vector<Id> numbers(size, Id::none);
  for (std::size_t i = 1; i < ids.size(); ++i) numbers[at(ids[i])] = static_cast<Id>(i);
  return numbers;
}

class Separator {
 public:
  explicit Separator(UnitFacts unit)
      : unit_(std::move(unit)), symbols_(unit_.symbols.size()), files_(unit_.files.size()) {}

  UnitInPieces run() {
    layout_.put(unit_.file);
    layout_.put(unit_.files);
    forEachSequence([this](auto member) { dealOut(member); });
    layout_.put(pieces_.size());
    UnitInPieces all;
    for (auto& [file, part] : pieces_) {
      part.number = static_cast<std::uint32_t>(all.pieces.size());
      all.pieces.push_back(finish(part.facts));
    }
    putRest();
    all.layout = std::move(layout_.bytes);
    return all;
  }

 private:
  struct Part {
    UnitFacts facts;
    std::uint32_t number = 0;
  };

  template <class T>
  void dealOut(std::vector<T> UnitFacts::* member) {
    std::vector<FileId> homes;
    for (T& item : unit_.*member) {
      homes.push_back(at(fileOf(item)) < unit_.files.size() ? fileOf(item) : FileId::none);
      (pieces_[homes.back()].facts.*member).push_back(std::move(item));
    }
    homes_.push_back(std::move(homes));
    (unit_.*member).clear();
  }

  Piece finish(UnitFacts& facts) {
    MentionWalk find([this](Symbol symbol) { symbols_.see(symbol); }, [this](FileId file) { files_.see(file); });
    fields(find, facts);
    std::vector<Symbol> symbols = symbols_.take();
    std::vector<FileId> files = files_.take();
    sortBy(symbols, [this](Symbol symbol) { return std::string_view(unit_.symbols[at(symbol)].key); });
    sortBy(files, [this](FileId file) { return std::string_view(unit_.files[at(file)]); });
    putDistances(layout_, symbols);
    putDistances(layout_, files);
    const auto newSymbols = inverse(symbols, unit_.symbols.size());
    const auto newFiles = inverse(files, unit_.files.size());
    Renumber renumber{newSymbols, newFiles};
    fields(renumber, facts);
    return encode(facts, symbols, files);
  }

  /// But for the first, which stays.
  static void sortBy(auto& ids, auto key) {
    std::sort(ids.begin() + 1, ids.end(), [&](auto a, auto b) { return std::pair(key(a), a) < std::pair(key(b), b); });
  }

  Piece encode(const UnitFacts& facts, const std::vector<Symbol>& symbols, const std::vector<FileId>& files) {
    codec::Writer content, names, keys;
    forEachSequence([&](auto member) { content.put(facts.*member); });
    names.put(symbols.size());
    keys.put(symbols.size());
    for (const Symbol symbol : symbols) {
      const SymbolInfo& info = unit_.symbols[at(symbol)];
      const bool known = symbol != Symbol::none;
      names.put(known ? info.name : std::string());
      keys.put(known ? info.key : std::string());
      if (known) kept_.push_back(symbol);
    }
    keys.put(files.size());
    for (const FileId file : files) keys.put(file == FileId::none ? std::string() : unit_.files[at(file)]);
    const std::vector<Definition> definitions = definitionsIn(facts);
    keys.put(definitions.size());
    for (const Definition& one : definitions) keys.put(one.kind), keys.put(one.symbol), keys.put(one.file);
    return {std::move(content.bytes), std::move(names.bytes), std::move(keys.bytes)};
  }

  void putRest() {
    for (const std::vector<FileId>& homes : homes_) {
      layout_.put(homes.size());
      for (auto home = homes.begin(); home != homes.end();) {
        const auto end = std::find_if(home, homes.end(), [&](FileId file) { return file != *home; });
        layout_.put(pieces_.at(*home).number);
        layout_.put(static_cast<std::size_t>(end - home));
        home = end;
      }
    }
    for (const Symbol symbol : kept_) unit_.symbols[at(symbol)] = {};
    layout_.put(unit_.symbols.size());
    for (std::size_t i = 0; i < unit_.symbols.size(); ++i)
      if (!unit_.symbols[i].key.empty() || !unit_.symbols[i].name.empty())
        layout_.put(i + 1), layout_.put(unit_.symbols[i]);
    layout_.put(0U);
    layout_.put(unit_.problems);
    layout_.put(unit_.partial);
    layout_.put(unit_.inputs);
  }

  UnitFacts unit_;
  Mentions<Symbol> symbols_;
  Mentions<FileId> files_;
  std::map<FileId, Part> pieces_;
  std::vector<std::vector<FileId>> homes_;  ///< by sequence and fact
  std::vector<Symbol> kept_;                ///< in pieces
  codec::Writer layout_;
};

/// Puts pieces, as they were made by `Separator`, into their unit.
class Assembler {
 public:
  Assembler(std::span<const Piece> pieces, std::string_view layout) : pieces_(pieces), layout_(layout) {}

  Decoded<UnitFacts> run() {
    layout_.get(unit_.file);
    layout_.get(unit_.files);
    if (layout_.getCount() != pieces_.size()) layout_.fail("pieces are missing");
    for (const Piece& piece : pieces_) addPiece(piece);
    forEachSequence([this](auto member) { collect(member); });
    addRest();
    layout_.expectEnd();
    if (layout_.failed()) return {std::nullopt, std::move(layout_.error)};
    return {std::move(unit_), {}};
  }

 private:
  static constexpr std::size_t kMostSymbols = 0xffffffff;

  void addPiece(const Piece& piece) {
    const auto symbols = getDistances<Symbol>(layout_, kMostSymbols);
    const auto files = getDistances<FileId>(layout_, unit_.files.size() + 1);
    const auto keys = readKeys(piece.keys);
    std::vector<std::string_view> names;
    if (!readNames(piece.names, names)) return layout_.fail("a piece does not fit");
    auto facts = readFacts(piece.facts, symbols, files);
    if (layout_.failed() || !keys || !facts || keys.value->symbols.size() != symbols.size() ||
        names.size() != symbols.size())
      return layout_.fail("a piece does not fit");
    for (std::size_t i = 1; i < symbols.size(); ++i)
      symbols_[at(symbols[i])] = {std::string(keys.value->symbols[i]), std::string(names[i])};
    facts_.push_back(std::move(*facts.value));
  }

  template <class T>
  void collect(std::vector<T> UnitFacts::* member) {
    std::vector<std::size_t> taken(pieces_.size());
    std::size_t left = 0;
    layout_.get(left);
    while (left > 0 && !layout_.failed()) {
      std::uint32_t piece = 0;
      std::size_t count = 0;
      layout_.get(piece), layout_.get(count);
      if (piece >= facts_.size() || count == 0 || count > left || count > (facts_[piece].*member).size() - taken[piece])
        return layout_.fail("a piece does not fit");
      const auto first = (facts_[piece].*member).begin() + static_cast<std::ptrdiff_t>(taken[piece]);
      (unit_.*member)
          .insert((unit_.*member).end(), std::make_move_iterator(first),
                  std::make_move_iterator(first + static_cast<std::ptrdiff_t>(count)));
      taken[piece] += count;
      left -= count;
    }
  }

  void addRest() {
    std::size_t size = 0;
    layout_.get(size);
    for (std::size_t number = 0; layout_.get(number), number > 0 && !layout_.failed();)
      layout_.get(symbols_[number - 1]);
    // Symbols take bytes, in pieces or here, all but the first.
    if (!symbols_.empty() && symbols_.rbegin()->first >= size) layout_.fail("no such symbol");
    if (size > symbols_.size() + 1) layout_.fail("symbols are missing");
    if (layout_.failed()) return;
    unit_.symbols.resize(size);
    for (auto& [number, symbol] : symbols_) unit_.symbols[number] = std::move(symbol);
    layout_.get(unit_.problems);
    layout_.get(unit_.partial);
    layout_.get(unit_.inputs);
  }

  std::span<const Piece> pieces_;
  codec::Reader<> layout_;
  UnitFacts unit_;
  std::vector<UnitFacts> facts_;  ///< by piece
  std::map<std::size_t, SymbolInfo> symbols_;
};

}  // namespace

UnitInPieces takeApart(UnitFacts unit) { return Separator(std::move(unit)).run(); }

Decoded<UnitFacts> putTogether(std::span<const Piece> pieces, std::string_view layout) {
  return Assembler(pieces, layout).run();
}

}  // namespace dramaturg
