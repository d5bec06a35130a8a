// Facts of units, kept from one run to the next.
//
// An entry is fresh when its stamp fits and every input still has the content that it was made from. Size and time of
// a file spare hashing it: each distinct input costs one `stat` per run, and one hash if it was touched. Units that
// were parsed with errors are not kept: what would mend them may be a file that does not exist yet.
//
// One SQLite database per project root (bench/store has the measurement): inputs are rows of their own, since units
// share most of them. Several runs may use it at once, and one may die at any moment. Nothing here fails a run: what
// goes wrong is in `warning`, and the cache then holds nothing and takes nothing.
#pragma once

#include "facts/unit_facts.h"
#include "tool/host.h"

#include <memory>
#include <optional>
#include <string>

namespace dramaturg {

struct CacheKey {
  std::string unit;  ///< which unit: its command, directory and root. One entry is kept for each.
  std::string
      stamp;  ///< what else the facts depend on: versions, library profiles. Entries with another one are stale.
};

class FactCache {
 public:
  /// Opens or makes the cache of the project `root` in `directory`.
  FactCache(const Host& host, const std::string& directory, const std::string& root);
  ~FactCache();
  FactCache(const FactCache&) = delete;
  FactCache& operator=(const FactCache&) = delete;

  /// Facts that are still true, without their inputs.
  std::optional<UnitFacts> load(const CacheKey& key);
  void store(const CacheKey& key, const UnitFacts& facts);
  /// Whether an input of any unit that was loaded is at or below `path`.
  bool hasInputBelow(const std::string& path) const;

  /// Empty while all is well.
  const std::string& warning() const { return warning_; }

 private:
  class Store;
  void giveUp(const std::string& why);

  std::string directory_;
  std::unique_ptr<Store> store_;
  std::string warning_;
};

/// Where this version of dramaturg keeps facts: in `given`, else `$XDG_CACHE_HOME/dramaturg`, else
/// `~/.cache/dramaturg`; empty without a home.
std::string cacheDirectory(const Host& host, const std::string& given);

}  // namespace dramaturg
