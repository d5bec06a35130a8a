#include "tool/fact_store.h"

#include "facts/codec.h"
#include "tool/hash.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace dramaturg {
namespace {

/// To be raised when the tables change.
constexpr std::int64_t kLayout = 2;

const char* const kSchema =
    "CREATE TABLE IF NOT EXISTS input(id INTEGER PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,"
    "  path TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE(path, hash));"
    // Linking wants facts and names every time, keys only when units have changed: they come last.
    "CREATE TABLE IF NOT EXISTS piece(id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, facts BLOB NOT NULL,"
    "  names BLOB NOT NULL, keys BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS unit(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL,"
    "  inputs BLOB NOT NULL, pieces BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS layout(unit INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS memo(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL);"
    "CREATE TABLE IF NOT EXISTS waste(units INTEGER NOT NULL);"
    "PRAGMA user_version=2";

void prepare(Database& database, bool temporary) {
  database.run("PRAGMA busy_timeout=10000; PRAGMA page_size=16384");
  database.run(temporary ? "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF"
                         : "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
  if (database.number("PRAGMA user_version") == kLayout) return;
  if (database.number("SELECT count(*) FROM sqlite_master") > 0) throw DatabaseError("made by another version", true);
  database.run(kSchema);
}

void open(Database& database, const std::string& path) {
  // SQLite's own locks do not cover a change of the journal mode.
  const FileLock lock(path.empty() ? "" : path + ".lock", FileLock::Kind::exclusive);
  try {
    database.open(path);
    prepare(database, path.empty());
    return;
  } catch (const DatabaseError& error) {
    if (!error.damaged) throw;
  }
  database.close();
  FactStore::remove(path);
  database.open(path);
  prepare(database, path.empty());
}

/// Numbers as runs of consecutive ones: distance to the last run, length.
std::string packed(const std::vector<std::uint32_t>& ids) {
  codec::Writer writer;
  std::int64_t last = 0;
  for (auto id = ids.begin(); id != ids.end();) {
    const std::uint32_t first = *id;
    std::uint32_t length = 0;
    for (; id != ids.end() && *id == first + length; ++id) ++length;
    writer.put(static_cast<std::int64_t>(first) - last);
    writer.put(length);
    last = static_cast<std::int64_t>(first) + length;
  }
  return std::move(writer.bytes);
}

/// Calls `use(first, length)` for every run, as long as it gives true.
template <class Use>
bool everyRun(std::string_view bytes, Use use) {
  codec::Reader reader(bytes);
  std::int64_t next = 0;
  while (!reader.done()) {
    std::int64_t distance = 0;
    std::uint32_t length = 0;
    reader.get(distance), reader.get(length);
    const std::int64_t first = next + distance;
    next = first + length;
    if (reader.failed() || first < 0 || next > std::int64_t{0xffffffff}) throw DatabaseError("damaged numbers", true);
    if (!use(static_cast<std::uint32_t>(first), length)) return false;
  }
  return true;
}

void mark(std::string_view runs, std::vector<bool>& flags) {
  everyRun(runs, [&](std::uint32_t first, std::uint32_t length) {
    // No more than there are rows, or the database is damaged.
    if (first + length > flags.size()) throw DatabaseError("damaged numbers", true);
    std::fill_n(flags.begin() + first, length, true);
    return true;
  });
}

std::vector<std::uint32_t> unpacked(std::string_view runs, std::size_t limit) {
  std::vector<std::uint32_t> ids;
  everyRun(runs, [&](std::uint32_t first, std::uint32_t length) {
    if (first + length > limit) throw DatabaseError("damaged numbers", true);
    for (std::uint32_t i = 0; i < length; ++i) ids.push_back(first + i);
    return true;
  });
  return ids;
}

std::size_t idsOf(Database& database, const char* table) {
  return static_cast<std::size_t>(database.number(("SELECT coalesce(max(id), 0) FROM " + std::string(table)).c_str())) +
         1;
}

std::string hashOf(const Piece& piece) {
  // The same bytes mean something else in another schema.
  return joinedHash({schemaFingerprint(), piece.facts, piece.names, piece.keys}).substr(0, 32);
}

}  // namespace

FactStore::FactStore(const Host& host, const std::string& path)
    : users_(path.empty() ? "" : path + ".users", FileLock::Kind::shared),
      database_([&](Database& database) { open(database, path); }),
      inputs_(host, database_),
      allUnits_(database_, "SELECT id, name, stamp, inputs, pieces FROM unit"),
      putUnit_(database_,
               "INSERT INTO unit(name, stamp, inputs, pieces) VALUES(?,?,?,?) ON CONFLICT(name) DO UPDATE SET "
               "stamp=excluded.stamp, inputs=excluded.inputs, pieces=excluded.pieces RETURNING id"),
      putLayout_(database_, "INSERT OR REPLACE INTO layout VALUES(?,?)"),
      getLayout_(database_, "SELECT bytes FROM layout WHERE unit=?"),
      findPiece_(database_, "SELECT id FROM piece WHERE hash=?"),
      putPiece_(database_, "INSERT INTO piece(hash, facts, names, keys) VALUES(?,?,?,?) RETURNING id"),
      getKeys_(database_, "SELECT keys FROM piece WHERE id=?"),
      getFacts_(database_, "SELECT facts, names FROM piece WHERE id=?"),
      getMemo_(database_, "SELECT bytes FROM memo WHERE name=?"),
      putMemo_(database_, "INSERT OR REPLACE INTO memo(name, bytes) VALUES(?,?)") {}

void FactStore::remove(const std::string& path) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix, ignored);
}

FactStore::~FactStore() {
  try {
    if (inputs_.anyTouched()) database_.transaction([&] { inputs_.noteTouched(); });
    sweepIfWorthwhile();
  } catch (const DatabaseError&) {
    // What is not noted is found out again by the next run.
  }
}

// --- units

struct FactStore::Candidate {
  std::string name;
  std::string inputs;
  StoredUnit unit;
};

std::vector<FactStore::Candidate> FactStore::candidates(
    const std::function<bool(std::string_view, std::string_view)>& wanted) {
  std::vector<Candidate> found;
  std::vector<bool> inputs(idsOf(database_, "input"));
  const std::size_t pieces = idsOf(database_, "piece");
  allUnits_.rewind();
  while (allUnits_.step()) {
    if (!wanted(allUnits_.text(1), allUnits_.text(2))) continue;
    mark(allUnits_.blob(3), inputs);
    found.push_back({std::string(allUnits_.text(1)),
                     std::string(allUnits_.blob(3)),
                     {allUnits_.integer(0), unpacked(allUnits_.blob(4), pieces)}});
  }
  allUnits_.rewind();
  inputs_.check(inputs);
  return found;
}

std::unordered_map<std::string, StoredUnit> FactStore::freshUnits(
    const std::function<bool(std::string_view, std::string_view)>& wanted) {
  std::vector<Candidate> found;
  database_.reading([&] { found = candidates(wanted); });
  std::unordered_map<std::string, StoredUnit> fresh;
  for (Candidate& one : found) {
    const bool same = everyRun(one.inputs, [&](std::uint32_t first, std::uint32_t length) {
      for (std::uint32_t i = 0; i < length; ++i)
        if (!inputs_.fresh(first + i)) return false;
      return true;
    });
    if (same) fresh.emplace(std::move(one.name), std::move(one.unit));
  }
  return fresh;
}

StoredUnit FactStore::put(const std::string& name, const std::string& stamp, UnitFacts facts) {
  const std::vector<Input> inputs = std::exchange(facts.inputs, {});
  const UnitInPieces parts = takeApart(std::move(facts));
  StoredUnit unit;
  database_.transaction([&] {
    std::vector<InputId> ids;
    for (const Input& input : inputs) ids.push_back(inputs_.put(input));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const Piece& piece : parts.pieces) unit.pieces.push_back(putPiece(piece));
    const std::string inputBytes = packed(ids);
    const std::string pieceBytes = packed(unit.pieces);
    putUnit_.rewind();
    putUnit_.bind(name).bind(stamp).bindBlob(inputBytes).bindBlob(pieceBytes).step();
    unit.row = putUnit_.integer(0);
    putUnit_.rewind();
    getLayout_.rewind();
    replaced_ += getLayout_.bind(unit.row).step();
    getLayout_.rewind();
    putLayout_.rewind();
    putLayout_.bind(unit.row).bindBlob(parts.layout).step();
    putLayout_.rewind();
  });
  return unit;
}

std::optional<UnitFacts> FactStore::unit(const StoredUnit& unit) {
  std::vector<Piece> pieces;
  for (const PieceId id : unit.pieces) {
    Piece& piece = pieces.emplace_back();
    factsAndNames(id, piece.facts, piece.names);
    piece.keys = keys(id);
  }
  getLayout_.rewind();
  auto facts = getLayout_.bind(unit.row).step() ? putTogether(pieces, getLayout_.blob(0)).value : std::nullopt;
  getLayout_.rewind();
  return facts;
}

// --- pieces

PieceId FactStore::putPiece(const Piece& piece) {
  const std::string hash = hashOf(piece);
  const auto [known, isNew] = pieceIds_.try_emplace(hash, 0);
  if (!isNew) return known->second;
  findPiece_.rewind();
  const bool exists = findPiece_.bind(hash).step();
  putPiece_.rewind();
  if (!exists) putPiece_.bind(hash).bindBlob(piece.facts).bindBlob(piece.names).bindBlob(piece.keys).step();
  known->second = static_cast<PieceId>((exists ? findPiece_ : putPiece_).integer(0));
  findPiece_.rewind();
  putPiece_.rewind();
  return known->second;
}

std::string FactStore::keys(PieceId id) {
  getKeys_.rewind();
  if (!getKeys_.bind(std::int64_t{id}).step()) throw DatabaseError("a piece is missing", true);
  std::string bytes(getKeys_.blob(0));
  getKeys_.rewind();
  return bytes;
}

void FactStore::factsAndNames(PieceId id, std::string& facts, std::string& names) {
  getFacts_.rewind();
  if (!getFacts_.bind(std::int64_t{id}).step()) throw DatabaseError("a piece is missing", true);
  facts = getFacts_.blob(0);
  names = getFacts_.blob(1);
  getFacts_.rewind();
}

// --- memos

std::optional<std::string> FactStore::memo(const std::string& name) {
  getMemo_.rewind();
  std::optional<std::string> bytes;
  if (getMemo_.bind(name).step()) bytes = getMemo_.blob(0);
  getMemo_.rewind();
  return bytes;
}

void FactStore::putMemo(const std::string& name, std::string_view bytes) {
  database_.transaction([&] {
    putMemo_.rewind();
    putMemo_.bind(name).bindBlob(bytes).step();
    putMemo_.rewind();
    database_.run("DELETE FROM memo WHERE id <= (SELECT max(id) FROM memo) - 4");
  });
}

// --- what nothing refers to any more

void FactStore::sweepIfWorthwhile() {
  if (replaced_ == 0) return;
  database_.transaction([&] {
    const std::int64_t waste = replaced_ + database_.number("SELECT coalesce(sum(units), 0) FROM waste");
    database_.run(("DELETE FROM waste; INSERT INTO waste VALUES(" + std::to_string(waste) + ")").c_str());
  });
  const bool worthwhile =
      database_.number("SELECT (SELECT sum(units) FROM waste) > 100 + (SELECT count(*) FROM unit) / 4") != 0;
  // Others may be about to read what no unit has any more.
  if (worthwhile && users_.becomeExclusive()) sweep();
}

void FactStore::sweep() {
  std::vector<bool> inputs(idsOf(database_, "input"));
  std::vector<bool> pieces(idsOf(database_, "piece"));
  allUnits_.rewind();
  while (allUnits_.step()) mark(allUnits_.blob(3), inputs), mark(allUnits_.blob(4), pieces);
  allUnits_.rewind();
  const auto remove = [&](const char* sql, const std::vector<bool>& used) {
    Statement statement(database_, sql);
    for (std::size_t id = 1; id < used.size(); ++id) {
      if (used[id]) continue;
      statement.rewind();
      statement.bind(static_cast<std::int64_t>(id)).step();
    }
  };
  database_.transaction([&] {
    remove("DELETE FROM input WHERE id=?", inputs);
    remove("DELETE FROM piece WHERE id=?", pieces);
    database_.run("DELETE FROM waste; DELETE FROM memo");  // memos name pieces, whose numbers may be given again
  });
}

}  // namespace dramaturg
