#include "tool/extraction.h"

#include "tool/exit_code.h"
#include "tool/progress.h"
#include "tool/worker_pool.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dramaturg {

std::size_t loadCached(Units& units, FactCache& cache) {
  std::vector<Unit*> wanted;
  std::vector<CacheKey> keys;
  for (Unit& unit : units.all) {
    if (!unit.failure.empty()) continue;
    wanted.push_back(&unit);
    keys.push_back(unit.key);
  }
  const std::vector<bool> found = cache.find(keys);
  for (std::size_t i = 0; i < wanted.size(); ++i) wanted[i]->analysed = wanted[i]->cached = found[i];
  return static_cast<std::size_t>(std::count(found.begin(), found.end(), true));
}

namespace {

/// Facts are stored at once: those of all units would not fit into memory.
void keep(UnitFacts facts, Unit& unit, FactCache& cache) {
  unit.partial = facts.partial;
  if (!facts.problems.empty()) unit.problem = facts.problems.front();
  try {
    cache.store(unit.key, std::move(facts));
    unit.analysed = true;
  } catch (const DatabaseError& error) {
    unit.failure = std::string("there is no place for its facts (") + error.what() + "); is the disk full?";
  }
}

/// Why units that are compiled alike parsed their headers each by itself.
void explainUnshared(Host& host, const RunLog& log, const std::vector<Unit*>& units) {
  for (const GroupRun& group : log.groups) {
    if (group.reason.empty()) continue;
    host.print(Stream::err, "dramaturg: no headers shared by " + std::to_string(group.jobs.size()) + " units (" +
                                units[group.jobs.front()]->name + ", ...): " + group.reason + '\n');
  }
}

}  // namespace

void extractRest(Host& host, const AnalysisOptions& options, const std::string& worker, Units& units, FactCache& cache,
                 RunProfile* profile) {
  std::vector<Unit*> missing;
  std::vector<Job> jobs;
  for (Unit& unit : units.all) {
    if (unit.analysed || !unit.failure.empty()) continue;
    missing.push_back(&unit);
    jobs.push_back(unit.job);
    jobs.back().timed = profile != nullptr;
  }
  Progress progress(host, options.progress, jobs.size());
  const PoolOptions pool{worker, options.jobs > 0 ? options.jobs : host.cores(),
                         std::chrono::seconds(options.timeoutSeconds), options.memoryMiB, options.share};
  RunLog log;
  std::optional<ExtractionProfile> measured;
  if (profile) measured.emplace(*profile, host.milliseconds());
  const bool finished = runJobs(
      jobs, pool,
      [&](std::size_t index, Outcome outcome) {
        Unit& unit = *missing[index];
        if (outcome.facts)
          keep(std::move(*outcome.facts), unit, cache);
        else
          unit.failure = outcome.error.empty() ? "the worker gave no reason" : std::move(outcome.error);
        if (measured) measured->add(index, jobs[index], unit.name, std::move(outcome.effort), !unit.failure.empty());
        progress.done(unit.name);
      },
      &log);
  if (options.verbose) explainUnshared(host, log, missing);
  if (!finished) throw Failure(ExitCode::interrupted, "interrupted; finished units are kept for the next run");
  if (!measured) return;
  std::vector<std::string> names;
  for (const Unit* unit : missing) names.push_back(unit->name);
  measured->finish(std::move(log), names);
}

}  // namespace dramaturg
