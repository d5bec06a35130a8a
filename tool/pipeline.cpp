#include "tool/pipeline.h"

#include "model/link.h"
#include "rules/support.h"
#include "tool/exit_code.h"
#include "tool/extraction.h"
#include "tool/gather.h"
#include "tool/nearest.h"
#include "tool/passes/passes.h"
#include "tool/paths.h"
#include "tool/phases.h"
#include "tool/profiles.h"
#include "tool/project.h"
#include "tool/tree_catalogue.h"
#include "tool/version.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace dramaturg {
namespace {

std::unique_ptr<FactCache> openCache(const Host& host, const AnalysisOptions& options, const std::string& root) {
  // Facts that were found with the shortcuts are no yardstick for them.
  const bool wanted = options.cache && !options.plain;
  return std::make_unique<FactCache>(host, wanted ? cacheDirectory(host, options.cacheDirectory) : "", root);
}

void say(Host& host, const std::string& text) { host.print(Stream::err, "dramaturg: " + text + '\n'); }

void announce(Host& host, const AnalysisOptions& options, const Units& units) {
  if (!options.verbose && !(options.compileDatabase.empty() && host.terminal(Stream::err).interactive)) return;
  say(host,
      "using " + relativeTo(host.currentDirectory(), units.database) + " (" + counted(units.all.size(), "unit") + ")");
  if (options.verbose && units.ignored > 0)
    say(host, std::to_string(units.ignored) + " entries in other languages are left out");
}

bool isAnalysed(const Units& units, const FactCache& cache, const std::string& path) {
  return cache.hasInputBelow(path) || std::any_of(units.all.begin(), units.all.end(),
                                                  [&](const Unit& unit) { return isAtOrBelow(unit.job.file, path); });
}

void requireAnalysed(const Host& host, const Units& units, const FactCache& cache,
                     const std::vector<std::string>& arguments) {
  const auto paths = resolvePaths(host, arguments);
  for (std::size_t i = 0; i < paths.size(); ++i)
    if (!isAnalysed(units, cache, paths[i]))
      throw usageError("`" + arguments[i] + "`: no unit of the compile database (" + units.database +
                       ") is or includes anything there; check the path, or regenerate the database");
}

/// A missing header is no failure of dramaturg, but what it hides cannot be judged.
void reportPartial(Host& host, const Units& units) {
  constexpr std::size_t kShown = 10;
  std::size_t partial = 0;
  for (const Unit& unit : units.all) {
    if (!unit.partial || ++partial > kShown) continue;
    std::string text = "analysed only in part: " + unit.name;
    if (unit.problem)
      text += ": " + relativeTo(units.root, unit.problem->file) + ':' + std::to_string(unit.problem->line) + ": " +
              unit.problem->message;
    say(host, text);
  }
  if (partial > kShown) say(host, "and " + counted(partial - kShown, "more unit"));
  if (partial > 0)
    say(host, "build the project first if headers are generated, or mend the compile commands of these units");
}

RunInfo describe(const Units& units) {
  RunInfo run;
  run.version = kVersion;
  run.root = units.root;
  run.unitsTotal = units.all.size();
  for (const Unit& unit : units.all) {
    run.unitsAnalysed += unit.analysed;
    run.unitsCached += unit.cached;
    run.unitsPartial += unit.partial;
    if (!unit.analysed) run.failed.push_back({unit.name, unit.failure});
  }
  std::sort(run.failed.begin(), run.failed.end(), [](const FailedUnit& a, const FailedUnit& b) {
    return std::tie(a.file, a.reason) < std::tie(b.file, b.reason);
  });
  return run;
}

ProgramFacts gather(const Host& host, const Units& units, const FactCache& cache) {
  std::vector<CacheKey> keys;
  for (const Unit& unit : units.all)
    if (unit.analysed) keys.push_back(unit.key);
  const bool partial = std::any_of(units.all.begin(), units.all.end(), [](const Unit& unit) { return unit.partial; });
  return gatherFacts(host, cache, keys, partial);
}

void warnOfCache(Host& host, const FactCache& cache) {
  if (!cache.warning().empty()) say(host, "warning: " + cache.warning());
}

/// As `gather`; facts that cannot be read back are found anew.
ProgramFacts gatherOrExtract(Host& host, const AnalysisOptions& options, const std::string& worker, Units& units,
                             FactCache& cache, RunProfile* profile) {
  try {
    return gather(host, units, cache);
  } catch (const DatabaseError& error) {
    cache.giveUp(error);
  }
  warnOfCache(host, cache);
  for (Unit& unit : units.all) unit.analysed = unit.cached = unit.partial = false;
  extractRest(host, options, worker, units, cache, profile);
  return gather(host, units, cache);
}

std::vector<const Rule*> selectRules(const JudgementOptions& options) {
  const auto named = [](const std::vector<std::string>& ids, const Rule& rule) {
    return std::find(ids.begin(), ids.end(), rule.info.id) != ids.end();
  };
  std::vector<const Rule*> selected;
  for (const Rule* rule : allRules())
    if ((options.rules.empty() || named(options.rules, *rule)) && !named(options.excludedRules, *rule))
      selected.push_back(rule);
  return selected;
}

}  // namespace

void requireKnownRules(const std::vector<std::string>& ids) {
  std::vector<std::string> known;
  for (const Rule* rule : allRules()) known.emplace_back(rule->info.id);
  for (const std::string& id : ids)
    if (!findRule(id))
      throw usageError("unknown rule `" + id + '`' + didYouMean(id, known) + " (`dramaturg rules` lists all)");
}

Analysis analyse(Host& host, const AnalysisOptions& options, const std::vector<std::string>& paths) {
  resolvePaths(host, paths);
  const std::string worker = findWorker(host, options.worker);
  Phases phases(host);
  std::optional<RunProfile> profile;
  if (options.wantsProfile()) profile.emplace().start = host.milliseconds();
  RunProfile* const measured = profile ? &*profile : nullptr;

  // Every command of the compile database that compiles C or C++ is a unit.
  Units units = phases.measure("find", [&] { return findUnits(host, options); });
  announce(host, options, units);

  // A library profile that is not valid would fail every unit.
  if (!units.all.front().job.profiles.empty()) listProfiles(worker, units.all.front().job.profiles);

  // A unit whose inputs are what they were keeps its facts from an earlier run.
  makeKeys(host, worker, units);
  const auto cache = phases.measure("cache", [&] {
    auto opened = openCache(host, options, units.root);
    loadCached(units, *opened);
    return opened;
  });

  // The others are extracted by workers, and their facts stored; each has facts or a reason afterwards.
  phases.measure("extract", [&] { extractRest(host, options, worker, units, *cache, measured); });
  warnOfCache(host, *cache);

  // Units with errors tell only part of the truth; the user must hear it.
  reportPartial(host, units);

  // A path that the user named must have been looked at: silence about it would look like a clean bill.
  requireAnalysed(host, units, *cache, paths);

  // The facts of all units become those of one program, each once, and these one actor system.
  ProgramFacts facts =
      phases.measure("gather", [&] { return gatherOrExtract(host, options, worker, units, *cache, measured); });
  RunInfo run = describe(units);
  ActorSystem system = phases.measure("link", [&] { return link(std::move(facts), {run.failed.empty()}); });
  run.times = phases.times();
  return {std::move(system), std::move(run), std::move(profile)};
}

Report judge(const Host& host, const Analysis& analysis, const JudgementOptions& options) {
  Phases phases(host);
  Report report;
  report.system = &analysis.system;
  report.run = analysis.run;
  report.source = [&host, root = analysis.run.root](std::string_view path) {
    return host.read(absolutePath(path, root));
  };
  const ActorSystem& system = analysis.system;

  // Rules see the whole system, whatever of it is reported.
  const auto rules = selectRules(options);
  phases.measure("rules", [&] {
    for (Finding& finding : runRules(system, rules)) report.findings.push_back({std::move(finding), {}, {}, {}});
  });

  phases.measure("passes", [&] {
    // Comments in the code may allow a finding, with a reason; comments that are not right are findings themselves.
    suppress(system, report.findings);
    // Only what lies where the user wants to look; by default neither in tests nor in code of third parties.
    report.run.hiddenByPath = restrictToPaths(system, analysis.run.root, resolvePaths(host, options.paths),
                                              options.includeTests, report.findings);
    // After the paths, so that the count of what is hidden speaks of the user's own code.
    report.run.hiddenByConfidence = dropUnsure(options.minConfidence, report.findings);
    // From here on the findings are those that are shown, in an order that depends on nothing but them.
    sortFindings(system, report.findings);
    addFingerprints(report.findings);
  });

  // For every actor with a finding: what should it be, by OTP's tree?
  phases.measure("advise", [&] { advise(system, treeCatalogue(), report.findings); });
  for (PhaseTime& time : phases.times()) report.run.times.push_back(std::move(time));
  return report;
}

}  // namespace dramaturg
