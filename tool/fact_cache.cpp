#include "tool/fact_cache.h"

#include "facts/binary.h"
#include "tool/database.h"
#include "tool/hash.h"
#include "tool/paths.h"
#include "tool/version.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <unordered_map>
#include <vector>

namespace dramaturg {
namespace {

/// A file that changed so lately may change again within the same tick of its clock: its time proves nothing.
constexpr std::int64_t kClockGrain = 2'000'000'000;

const char* const kSchema =
    "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456;"
    "CREATE TABLE IF NOT EXISTS input(id INTEGER PRIMARY KEY, path TEXT NOT NULL, hash TEXT NOT NULL,"
    "  size INTEGER NOT NULL, modified INTEGER NOT NULL, UNIQUE(path, hash));"
    "CREATE TABLE IF NOT EXISTS unit(unit TEXT PRIMARY KEY, stamp TEXT NOT NULL, inputs BLOB NOT NULL,"
    "  facts BLOB NOT NULL) WITHOUT ROWID;";

/// Held while the database is made: SQLite's own locks do not cover a change of the journal mode.
class FileLock {
 public:
  explicit FileLock(const std::string& path) : descriptor_(::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644)) {
    if (descriptor_ >= 0) ::flock(descriptor_, LOCK_EX);
  }
  ~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

std::unique_ptr<Database> openDatabase(const std::string& path) {
  const FileLock lock(path + ".lock");
  const auto open = [&] {
    auto database = std::make_unique<Database>(path);
    database->run(kSchema);
    return database;
  };
  try {
    return open();
  } catch (const DatabaseError& error) {
    if (!error.damaged) throw;
  }
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  return open();
}

using InputIds = std::vector<std::uint32_t>;

InputIds idsFrom(std::string_view bytes) {
  InputIds ids(bytes.size() / sizeof(std::uint32_t));
  if (!ids.empty()) std::memcpy(ids.data(), bytes.data(), ids.size() * sizeof(std::uint32_t));
  return ids;
}

std::string_view bytesOf(const InputIds& ids) {
  return {reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof(std::uint32_t)};
}

}  // namespace

/// The open database with what this run has found out already.
class FactCache::Store {
 public:
  Store(const Host& host, const std::string& path) : host_(host), database_(openDatabase(path)) {}
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store() {
    try {
      noteTouched();
    } catch (const DatabaseError&) {
      touched_.clear();  // those inputs are hashed again in the next run, that is all
    }
  }

  std::optional<UnitFacts> load(const CacheKey& key) {
    findUnit_.rewind();
    const bool found =
        findUnit_.bind(key.unit).step() && findUnit_.text(0) == key.stamp && allFresh(idsFrom(findUnit_.blob(1)));
    auto facts = found ? fromBinary<UnitFacts>(findUnit_.blob(2)).value : std::nullopt;
    findUnit_.rewind();
    return facts;
  }

  void store(const CacheKey& key, UnitFacts facts) {
    inTransaction([&] {
      InputIds ids;
      for (const Input& input : facts.inputs) ids.push_back(idOf(input));
      facts.inputs.clear();
      const std::string bytes = toBinary(facts);
      putUnit_.rewind();
      putUnit_.bind(key.unit).bind(key.stamp).bindBlob(bytesOf(ids)).bindBlob(bytes).step();
      putUnit_.rewind();
    });
  }

  bool hasInputBelow(const std::string& path) const {
    for (const auto& [id, seen] : seen_)
      if (isAtOrBelow(seen.path, path)) return true;
    return false;
  }

 private:
  struct Seen {
    std::string path;
    bool fresh = false;
  };

  template <class Work>
  void inTransaction(Work work) {
    database_->run("BEGIN IMMEDIATE");
    try {
      work();
      database_->run("COMMIT");
    } catch (const DatabaseError&) {
      database_->run("ROLLBACK");
      throw;
    }
  }

  void noteTouched() {
    if (touched_.empty()) return;
    inTransaction([&] {
      for (const Input& input : touched_) put(input);
    });
  }

  bool allFresh(const InputIds& ids) {
    return std::all_of(ids.begin(), ids.end(), [&](std::uint32_t id) { return fresh(id); });
  }

  bool fresh(std::uint32_t id) {
    if (const auto known = seen_.find(id); known != seen_.end()) return known->second.fresh;
    findInput_.rewind();
    Seen seen;
    if (findInput_.bind(std::int64_t{id}).step()) {
      seen.path = findInput_.text(0);
      seen.fresh = holds({seen.path, std::string(findInput_.text(1)), static_cast<std::uint64_t>(findInput_.integer(2)),
                          findInput_.integer(3)});
    }
    findInput_.rewind();
    return seen_.emplace(id, std::move(seen)).first->second.fresh;
  }

  /// Does the file still have that content? What only looks changed is noted with its new time when all is done.
  bool holds(Input input) {
    const auto status = host_.status(input.path);
    if (!status || status->directory || status->size != input.size) return false;
    if (status->modified == input.modified) return true;
    const auto content = host_.read(input.path);
    if (!content || contentHash(*content) != input.hash) return false;
    input.modified = status->modified;
    if (trusted(input.modified)) touched_.push_back(std::move(input));
    return true;
  }

  bool trusted(std::int64_t modified) const { return modified < host_.now() - kClockGrain; }

  std::uint32_t idOf(const Input& input) {
    const auto [known, isNew] = ids_.try_emplace(input.path + '\n' + input.hash, 0);
    if (isNew) known->second = put(input);
    return known->second;
  }

  std::uint32_t put(const Input& input) {
    putInput_.rewind();
    putInput_.bind(input.path).bind(input.hash).bind(static_cast<std::int64_t>(input.size));
    putInput_.bind(trusted(input.modified) ? input.modified : 0).step();
    const auto id = static_cast<std::uint32_t>(putInput_.integer(0));
    putInput_.rewind();
    return id;
  }

  const Host& host_;
  std::unique_ptr<Database> database_;
  Statement findUnit_{*database_, "SELECT stamp, inputs, facts FROM unit WHERE unit=?"};
  Statement findInput_{*database_, "SELECT path, hash, size, modified FROM input WHERE id=?"};
  Statement putUnit_{*database_, "INSERT OR REPLACE INTO unit VALUES(?,?,?,?)"};
  Statement putInput_{*database_,
                      "INSERT INTO input(path, hash, size, modified) VALUES(?,?,?,?) ON CONFLICT(path, hash) "
                      "DO UPDATE SET size=excluded.size, modified=excluded.modified RETURNING id"};
  std::unordered_map<std::uint32_t, Seen> seen_;
  std::unordered_map<std::string, std::uint32_t> ids_;
  std::vector<Input> touched_;
};

FactCache::FactCache(const Host& host, const std::string& directory, const std::string& root) : directory_(directory) {
  try {
    std::filesystem::create_directories(directory);
    store_ =
        std::make_unique<Store>(host, absolutePath("facts-" + contentHash(root).substr(0, 16) + ".sqlite", directory));
  } catch (const std::exception& error) {
    giveUp(error.what());
  }
}

FactCache::~FactCache() = default;

void FactCache::giveUp(const std::string& why) {
  store_.reset();
  warning_ = "the fact cache in `" + directory_ + "` cannot be used (" + why +
             "); every unit is analysed anew; `--cache-dir` names another place, `--no-cache` goes without";
}

std::optional<UnitFacts> FactCache::load(const CacheKey& key) try {
  return store_ ? store_->load(key) : std::nullopt;
} catch (const DatabaseError& error) {
  giveUp(error.what());
  return std::nullopt;
}

void FactCache::store(const CacheKey& key, const UnitFacts& facts) try {
  if (store_ && !facts.partial && facts.problems.empty()) store_->store(key, facts);
} catch (const DatabaseError& error) {
  giveUp(error.what());
}

bool FactCache::hasInputBelow(const std::string& path) const { return store_ && store_->hasInputBelow(path); }

std::string cacheDirectory(const Host& host, const std::string& given) {
  const auto versioned = [](const std::string& directory) { return absolutePath(kVersion, directory); };
  if (!given.empty()) return versioned(absolutePath(given, host.currentDirectory()));
  if (const auto xdg = host.variable("XDG_CACHE_HOME"); xdg && xdg->starts_with('/'))
    return versioned(*xdg + "/dramaturg");
  if (const auto home = host.variable("HOME"); home && home->starts_with('/'))
    return versioned(*home + "/.cache/dramaturg");
  return {};
}

}  // namespace dramaturg
