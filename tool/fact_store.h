// Facts of units in a database, in pieces (facts/pieces.h): a piece that many units have is one row, found by the hash
// of its content. (bench/store has the measurement behind "a database", bench/scale the one behind "in pieces".)
//
// Several processes may use one store at once, and one may die at any moment. Everything here may throw
// `DatabaseError`.
#pragma once

#include "facts/pieces.h"
#include "tool/database.h"
#include "tool/file_lock.h"
#include "tool/input_table.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dramaturg {

using PieceId = std::uint32_t;

struct StoredUnit {
  std::int64_t row = 0;
  std::vector<PieceId> pieces;
};

class FactStore {
 public:
  /// Opens or makes the database at `path`; a broken one is replaced. Empty: one that is gone with the object.
  FactStore(const Host& host, const std::string& path);
  ~FactStore();
  FactStore(const FactStore&) = delete;
  FactStore& operator=(const FactStore&) = delete;
  static void remove(const std::string& path);

  /// By name: the wanted units whose inputs are all as they were.
  std::unordered_map<std::string, StoredUnit> freshUnits(
      const std::function<bool(std::string_view unit, std::string_view stamp)>& wanted);
  /// Replaces what was known of the unit. When it throws, nothing more can be put.
  StoredUnit put(const std::string& unit, const std::string& stamp, UnitFacts facts);
  bool hasInputBelow(const std::string& path) const { return inputs_.hasBelow(path); }

  /// The facts of a unit as they were put, without their inputs.
  std::optional<UnitFacts> unit(const StoredUnit&);
  /// For linking. What is absent or broken throws, as damage.
  std::string keys(PieceId id);
  void factsAndNames(PieceId id, std::string& facts, std::string& names);

  /// Something worked out from many pieces, under a name that changes with them; the latest few are kept.
  std::optional<std::string> memo(const std::string& name);
  void putMemo(const std::string& name, std::string_view bytes);

 private:
  struct Candidate;
  std::vector<Candidate> candidates(const std::function<bool(std::string_view, std::string_view)>& wanted);
  PieceId putPiece(const Piece& piece);
  void sweep();
  void sweepIfWorthwhile();

  FileLock users_;  ///< shared by all processes that use the store
  Database database_;
  InputTable inputs_;
  Statement allUnits_;
  Statement putUnit_;
  Statement putLayout_;
  Statement getLayout_;
  Statement findPiece_;
  Statement putPiece_;
  Statement getKeys_;
  Statement getFacts_;
  Statement getMemo_;
  Statement putMemo_;
  std::unordered_map<std::string, PieceId> pieceIds_;  ///< of pieces that this process has put, by hash
  std::int64_t replaced_ = 0;                          ///< units that this process has put anew
};

}  // namespace dramaturg
