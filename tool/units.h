// The translation units of a run: what to extract, and in the end their facts or the reason why there are none.
#pragma once

#include "facts/job.h"
#include "tool/compile_database.h"
#include "tool/fact_cache.h"
#include "tool/host.h"
#include "tool/options.h"

#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

struct Unit {
  std::string name;  ///< its source, relative to the root where it lies in it
  Job job;
  CacheKey key;
  bool analysed = false;           ///< the cache has its facts
  bool cached = false;             ///< from an earlier run
  bool partial = false;            ///< parsed with errors
  std::optional<Problem> problem;  ///< the first error
  std::string failure;             ///< not analysed, in the end: why
};

struct Units {
  std::string root;      ///< absolute
  std::string database;  ///< path of the compile database
  std::size_t ignored = 0;
  std::vector<Unit> all;  ///< in the order of the database
};

/// Reads the compile database. A unit whose source is missing has its failure at once. Throws `Failure` when there is
/// no database, it is broken, or it has no C or C++ unit.
Units findUnits(const Host& host, const AnalysisOptions& options);

/// Gives each unit the key of its facts in the cache. `worker` is the program that extracts: another build of it may
/// find other facts.
void makeKeys(const Host& host, const std::string& worker, Units& units);

/// The worker: `given`, else `$DRAMATURG_EXTRACT`, else beside the running program or in its `../libexec/dramaturg`.
/// Throws `Failure` when there is none.
std::string findWorker(const Host& host, const std::string& given);

}  // namespace dramaturg
