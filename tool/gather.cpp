#include "tool/gather.h"

#include "facts/codec.h"
#include "model/numbering.h"
#include "tool/hash.h"
#include "tool/parallel.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dramaturg {
namespace {

[[noreturn]] void damaged() { throw DatabaseError("its facts are damaged", true); }

// --- numbers as bytes, for the next run with the same pieces

/// Most numbers are a little larger than the one before.
template <class Id>
void putNumbers(codec::Writer& writer, const std::vector<Id>& ids) {
  writer.put(ids.size());
  std::int64_t last = 0;
  for (const Id id : ids) {
    writer.put(static_cast<std::int64_t>(id) - last);
    last = static_cast<std::int64_t>(id);
  }
}

template <class Id>
std::vector<Id> getNumbers(codec::Reader<>& reader, std::size_t limit) {
  std::vector<Id> ids(reader.getCount());
  std::int64_t last = 0;
  for (Id& id : ids) {
    std::int64_t distance = 0;
    reader.get(distance);
    last += distance;
    if (last < 0 || last >= static_cast<std::int64_t>(limit)) reader.fail("no such number");
    if (reader.failed()) break;
    id = static_cast<Id>(last);
  }
  return ids;
}

std::string toBytes(const ProgramNumbers& numbers) {
  codec::Writer writer;
  writer.put(numbers.symbols);
  writer.put(numbers.files);
  writer.put(numbers.keys.size());
  for (const auto& [symbol, key] : numbers.keys) writer.put(symbol), writer.put(key);
  writer.put(numbers.pieces.size());
  for (const NumberedPiece& one : numbers.pieces) {
    writer.put(one.piece);
    putNumbers(writer, one.symbols);
    putNumbers(writer, one.files);
  }
  return std::move(writer.bytes);
}

std::optional<ProgramNumbers> numbersFrom(std::string_view bytes, std::size_t pieces) {
  codec::Reader reader(bytes);
  ProgramNumbers numbers;
  reader.get(numbers.symbols);
  if (numbers.symbols > bytes.size()) reader.fail("too many symbols");
  reader.get(numbers.files);
  numbers.keys.resize(reader.getCount());
  for (auto& [symbol, key] : numbers.keys) reader.get(symbol), reader.get(key);
  numbers.pieces.resize(reader.getCount());
  for (NumberedPiece& one : numbers.pieces) {
    reader.get(one.piece);
    if (one.piece >= pieces) reader.fail("no such piece");
    one.symbols = getNumbers<Symbol>(reader, numbers.symbols);
    one.files = getNumbers<FileId>(reader, numbers.files.size());
  }
  reader.expectEnd();
  if (reader.failed()) return std::nullopt;
  return numbers;
}

// --- the pieces of a run

class Gatherer {
 public:
  Gatherer(const FactCache& cache, std::span<const CacheKey> units)
      : cache_(cache), lasting_(cache.lasting() != nullptr) {
    std::vector<std::pair<std::string_view, FactCache::Location>> located;
    for (const CacheKey& key : units) located.emplace_back(key.unit, cache.locate(key));
    std::sort(located.begin(), located.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [name, location] : located) {
      units_.emplace_back();
      for (const PieceId id : location.unit->pieces) units_.back().push_back(indexOf({location.store, id}));
      identity_.put(name);
      identity_.put(location.unit->pieces);
      lasting_ &= location.store == cache.lasting();
    }
  }

  /// Worked out anew only when other pieces than before make up the program.
  ProgramNumbers numbers() {
    if (!lasting_) return workOut();
    const std::string name = contentHash(identity_.bytes);
    if (const auto bytes = cache_.lasting()->memo(name))
      if (auto numbers = numbersFrom(*bytes, pieces_.size())) return std::move(*numbers);
    ProgramNumbers numbers = workOut();
    try {
      cache_.lasting()->putMemo(name, toBytes(numbers));
    } catch (const DatabaseError&) {
      lasting_ = false;  // the next run works them out again
    }
    return numbers;
  }

  ProgramFacts facts(ProgramNumbers numbers, unsigned threads, bool partial) {
    ProgramNames names(numbers.symbols, std::move(numbers.keys));
    Merger merger;
    std::mutex reading, merging;
    parallelFor(numbers.pieces.size(), threads, [&](std::size_t i) {
      NumberedPiece& one = numbers.pieces[i];
      const auto& [store, id] = pieces_[one.piece];
      std::string facts, text;
      {
        const std::lock_guard lock(reading);
        store->factsAndNames(id, facts, text);
      }
      {
        const std::lock_guard lock(merging);
        if (!names.add(std::move(text), one.symbols)) damaged();
      }
      auto functions = std::make_unique<PieceFunctions>(std::move(facts), std::move(one));
      auto others = functions->read();
      if (!others) damaged();
      const std::lock_guard lock(merging);
      merger.add(std::move(*others), std::move(functions));
    });
    return merger.finish(std::move(names), std::move(numbers.files), partial);
  }

 private:
  using Where = std::pair<FactStore*, PieceId>;

  std::uint32_t indexOf(const Where& where) {
    const auto [known, isNew] = index_.emplace(where, static_cast<std::uint32_t>(pieces_.size()));
    if (isNew) pieces_.push_back(where);
    return known->second;
  }

  ProgramNumbers workOut() const {
    Numbering numbering;
    for (const auto& [store, id] : pieces_)
      if (!numbering.add(store->keys(id))) damaged();
    for (const auto& unit : units_) numbering.addUnit(unit);
    return numbering.finish();
  }

  const FactCache& cache_;
  std::map<Where, std::uint32_t> index_;
  std::vector<Where> pieces_;
  std::vector<std::vector<std::uint32_t>> units_;
  codec::Writer identity_;
  bool lasting_;  ///< all of it is in the store that outlives the run
};

}  // namespace

ProgramFacts gatherFacts(const Host& host, const FactCache& cache, std::span<const CacheKey> units, bool partial) {
  Gatherer gatherer(cache, units);
  ProgramNumbers numbers = gatherer.numbers();
  return gatherer.facts(std::move(numbers), host.cores(), partial);
}

}  // namespace dramaturg
