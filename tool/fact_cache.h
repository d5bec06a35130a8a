// Facts of units, kept from one run to the next.
//
// An entry is fresh when its stamp fits and every input still has the content that it was made from. Units that were
// parsed with errors are kept for their run only: what would mend them may be a file that does not exist yet.
//
// One store per project root. Nothing here fails a run as long as there is any place for facts: when the cache cannot
// be used, `warning` says why, and facts go where they are gone after the run.
#pragma once

#include "facts/unit_facts.h"
#include "tool/fact_store.h"
#include "tool/host.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace dramaturg {

struct CacheKey {
  std::string unit;  ///< which unit: its command, directory and root. One entry is kept for each.
  std::string
      stamp;  ///< what else the facts depend on: versions, library profiles. Entries with another one are stale.
};

class FactCache {
 public:
  /// Opens or makes the cache of the project `root` in `directory`. Without a directory nothing outlives the run.
  FactCache(const Host& host, const std::string& directory, const std::string& root);
  ~FactCache();
  FactCache(const FactCache&) = delete;
  FactCache& operator=(const FactCache&) = delete;

  /// For each unit whether an earlier run has left facts that are still true.
  std::vector<bool> find(std::span<const CacheKey> keys);
  /// Throws `DatabaseError` when there is no place for facts at all.
  void store(const CacheKey& key, UnitFacts facts);
  /// What was found or stored, without inputs.
  std::optional<UnitFacts> load(const CacheKey& key);
  /// Whether an input of any unit that was found or stored is at or below `path`.
  bool hasInputBelow(const std::string& path) const;

  /// Where the facts of a unit are that was found or stored.
  struct Location {
    FactStore* store = nullptr;  ///< none: nothing is known of the unit
    const StoredUnit* unit = nullptr;
  };
  Location locate(const CacheKey& key) const;
  /// The store that outlives the run; none without a cache.
  FactStore* lasting() const { return lasting_.get(); }
  /// What was found or stored is lost, and the cache is not used any more in this run; nor in later ones, if it is
  /// damaged.
  void giveUp(const DatabaseError& error);

  /// Empty while all is well.
  const std::string& warning() const { return warning_; }

 private:
  void warn(const std::string& why);
  StoredUnit storePassing(const CacheKey& key, const UnitFacts& facts);

  const Host& host_;
  std::string directory_;
  std::string path_;
  std::unique_ptr<FactStore> lasting_;
  bool writable_ = true;                ///< the lasting one
  std::unique_ptr<FactStore> passing_;  ///< made when needed
  struct Entry {
    bool lasting = false;
    StoredUnit unit;
  };
  std::unordered_map<std::string, Entry> entries_;
  std::string warning_;
};

/// Where this version of dramaturg keeps facts: in `given`, else `$XDG_CACHE_HOME/dramaturg`, else
/// `~/.cache/dramaturg`; empty without a home.
std::string cacheDirectory(const Host& host, const std::string& given);

}  // namespace dramaturg
