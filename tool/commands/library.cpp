// `dramaturg library`: which actor libraries are known, and what in the code fits a profile.
#include "rules/support.h"
#include "tool/commands/commands.h"
#include "tool/nearest.h"
#include "tool/paths.h"
#include "tool/profiles.h"
#include "tool/project.h"
#include "tool/units.h"
#include "tool/worker_pool.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

using Json = nlohmann::ordered_json;

struct Fits {
  std::map<std::pair<std::string, std::string>, ProfileMatch> byEntry;  ///< by section and entry
  std::size_t units = 0;
  RunInfo run;  ///< of which only what could not be looked at matters
};

/// A built-in library.
const ProfileListing& builtIn(const std::vector<ProfileListing>& profiles, const std::string& name) {
  std::vector<std::string> names;
  for (const ProfileListing& profile : profiles) {
    if (profile.library == name) return profile;
    names.push_back(profile.library);
  }
  throw usageError('`' + name + "` is neither a file nor a built-in library" + didYouMean(name, names) +
                   " (`dramaturg library list` lists them)");
}

/// Those of the units that lie at or below one of the paths.
std::vector<Job> jobsFor(const Host& host, const LibraryOptions& options, Units& units) {
  const auto paths = resolvePaths(host, options.paths);
  std::vector<Job> jobs;
  for (Unit& unit : units.all) {
    const auto within = [&](const std::string& path) { return isAtOrBelow(unit.job.file, path); };
    if (!paths.empty() && std::none_of(paths.begin(), paths.end(), within)) continue;
    jobs.push_back(unit.job);
    jobs.back().matches = true;
  }
  if (jobs.empty()) throw usageError("no unit of the compile database (" + units.database + ") lies there");
  return jobs;
}

void add(ProfileMatch match, Fits& fits) {
  const auto [known, isNew] = fits.byEntry.try_emplace({match.section, match.entry}, match);
  if (isNew) return;
  ProfileMatch& total = known->second;
  total.count += match.count;
  const bool earlier = std::tie(match.file, match.line) < std::tie(total.file, total.line);
  if (!match.file.empty() && (total.file.empty() || earlier)) total.file = match.file, total.line = match.line;
}

Fits look(Host& host, const LibraryOptions& options, const std::string& worker, const std::vector<Job>& jobs,
          const std::string& library) {
  const AnalysisOptions& analysis = options.analysis;
  const PoolOptions pool{worker, analysis.jobs > 0 ? analysis.jobs : host.cores(),
                         std::chrono::seconds(analysis.timeoutSeconds), analysis.memoryMiB, analysis.share};
  Fits fits;
  fits.units = jobs.size();
  const bool finished = runJobs(jobs, pool, [&](std::size_t index, Outcome outcome) {
    if (!outcome.facts) fits.run.failed.push_back({relativeTo(jobs[index].root, jobs[index].file), outcome.error});
    for (ProfileMatch& match : outcome.matches)
      if (match.library == library) add(std::move(match), fits);
  });
  if (!finished) throw Failure(ExitCode::interrupted, "interrupted");
  return fits;
}

Json asJson(const ProfileListing& profile, const Fits& fits) {
  Json entries = Json::array();
  for (const auto& entry : profile.entries) {
    const auto found = fits.byEntry.find({entry.section, entry.entry});
    Json one{{"section", entry.section}, {"entry", entry.entry}, {"count", 0}};
    if (found != fits.byEntry.end()) {
      one["count"] = found->second.count;
      if (!found->second.file.empty()) one["file"] = found->second.file, one["line"] = found->second.line;
    }
    entries.push_back(std::move(one));
  }
  return {{"schema", "dramaturg.library/1"},
          {"library", profile.library},
          {"title", profile.title},
          {"units", fits.units},
          {"entries", std::move(entries)}};
}

std::string asText(const ProfileListing& profile, const Fits& fits) {
  std::string text = profile.title + ", " + counted(fits.units, "unit") + "\n";
  std::string section;
  std::size_t unmatched = 0;
  for (const auto& entry : profile.entries) {
    const auto found = fits.byEntry.find({entry.section, entry.entry});
    if (std::exchange(section, entry.section) != entry.section) text += "\n" + entry.section + "\n";
    std::string line = "  " + entry.entry;
    if (found == fits.byEntry.end()) {
      ++unmatched;
      line += "  nothing fits";
    } else {
      const ProfileMatch& match = found->second;
      line += "  " + counted(match.count, "time");
      if (!match.file.empty()) line += ", first at " + match.file + ':' + std::to_string(match.line);
    }
    text += line + '\n';
  }
  text += '\n' + std::to_string(profile.entries.size() - unmatched) + " of " + std::to_string(profile.entries.size()) +
          " entries fit something in this code\n";
  return text;
}

}  // namespace

ExitCode runLibraryList(Host& host, const LibraryOptions& options) {
  Json all = Json::array();
  std::string text;
  for (const ProfileListing& profile : listProfiles(findWorker(host, options.analysis.worker), {})) {
    Json entries = Json::array();
    for (const auto& entry : profile.entries) entries.push_back({{"section", entry.section}, {"entry", entry.entry}});
    all.push_back({{"library", profile.library}, {"title", profile.title}, {"entries", std::move(entries)}});
    std::string name = profile.library;
    name.resize(std::max<std::size_t>(name.size() + 1, 14), ' ');
    text += name + profile.title + ", " + std::to_string(profile.entries.size()) + " entries\n";
  }
  const Json document{{"schema", "dramaturg.libraries/1"}, {"libraries", std::move(all)}};
  host.print(Stream::out, options.json ? document.dump(1) + '\n' : text);
  return ExitCode::clean;
}

ExitCode runLibraryCheck(Host& host, const LibraryOptions& options) {
  const std::string worker = findWorker(host, options.analysis.worker);
  const std::string path = absolutePath(options.subject, host.currentDirectory());
  const auto status = host.status(path);
  const bool file = status && !status->directory;

  AnalysisOptions analysis = options.analysis;
  if (file) analysis.profiles.push_back(options.subject);
  Units units = findUnits(host, analysis);
  const std::vector<std::string>& files = units.all.front().job.profiles;
  const auto listings = listProfiles(worker, files);  // the built-in ones come first
  const auto position = static_cast<std::size_t>(std::find(files.begin(), files.end(), path) - files.begin());
  const ProfileListing& profile =
      file ? listings.at(listings.size() - files.size() + position) : builtIn(listings, options.subject);
  const Fits fits = look(host, options, worker, jobsFor(host, options, units), profile.library);
  host.print(Stream::out, options.json ? asJson(profile, fits).dump(1) + '\n' : asText(profile, fits));
  printNotAnalysed(host, fits.run);
  return completeness(fits.run);
}

}  // namespace dramaturg
