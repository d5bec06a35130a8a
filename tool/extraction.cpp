#include "tool/extraction.h"

#include "tool/exit_code.h"
#include "tool/progress.h"
#include "tool/worker_pool.h"

#include <utility>

namespace dramaturg {

std::size_t loadCached(Units& units, FactCache& cache) {
  std::size_t count = 0;
  for (Unit& unit : units.all) {
    if (!unit.failure.empty()) continue;
    unit.facts = cache.load(unit.key);
    unit.cached = unit.facts.has_value();
    count += unit.cached;
  }
  return count;
}

void extractRest(Host& host, const AnalysisOptions& options, const std::string& worker, Units& units,
                 FactCache* cache) {
  std::vector<Unit*> missing;
  std::vector<Job> jobs;
  for (Unit& unit : units.all) {
    if (unit.facts || !unit.failure.empty()) continue;
    missing.push_back(&unit);
    jobs.push_back(unit.job);
  }
  Progress progress(host, options.progress, jobs.size());
  const PoolOptions pool{worker, options.jobs > 0 ? options.jobs : host.cores(),
                         std::chrono::seconds(options.timeoutSeconds), options.memoryMiB};
  const bool finished = runJobs(jobs, pool, [&](std::size_t index, Outcome outcome) {
    Unit& unit = *missing[index];
    unit.facts = std::move(outcome.facts);
    if (!unit.facts) unit.failure = outcome.error.empty() ? "the worker gave no reason" : std::move(outcome.error);
    if (unit.facts && cache) cache->store(unit.key, *unit.facts);
    progress.done(unit.name);
  });
  if (!finished) throw Failure(ExitCode::interrupted, "interrupted; finished units are kept for the next run");
}

}  // namespace dramaturg
