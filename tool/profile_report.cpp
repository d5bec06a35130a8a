#include "tool/profile_report.h"

#include "tool/paths.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace dramaturg {
namespace {

constexpr std::size_t kUnitsShown = 10;
constexpr std::size_t kHeadersShown = 15;
constexpr std::size_t kGroupsShown = 20;

/// What a fork server parses has a name of this kind and is no file (`extract/share.cpp`).
constexpr std::string_view kCommonHeaders = "/dramaturg-common-headers/main.cpp";

}  // namespace

// --- collecting ------------------------------------------------------------------------------------------------

void ExtractionProfile::addFiles(Effort& effort, std::string_view source) {
  bool inSource = false;
  for (const HeaderCost& cost : effort.headers) {
    const std::string path = absolutePath(cost.path, "/");
    const bool isSource = path == source || path.ends_with(kCommonHeaders);
    FileCost& file = isSource ? run_.sources : run_.files[path];
    file.microseconds += cost.microseconds;
    file.parses += !(isSource && std::exchange(inSource, true));
  }
  effort.headers = {};
}

void ExtractionProfile::add(std::size_t index, const Job& job, const std::string& name, Effort effort, bool failed) {
  addFiles(effort, absolutePath(job.file, job.directory));
  indices_.push_back(index);
  run_.units.push_back({name, {}, std::move(effort), failed, false});
}

void ExtractionProfile::finish(RunLog log, std::span<const std::string> names) {
  const std::size_t firstGroup = run_.groups.size();
  std::vector<bool> grouped(log.jobs.size());
  for (GroupRun& group : log.groups) {
    group.start += start_;
    group.end += start_;
    addFiles(group.effort, "");
    for (const std::size_t job : group.jobs) grouped[job] = true;
    const std::string name = group.jobs.empty() ? "" : names[group.jobs.front()];
    run_.groups.push_back({name, std::move(group)});
  }
  for (std::size_t i = 0; i < indices_.size(); ++i) {
    ProfiledUnit& unit = run_.units[first_ + i];
    unit.run = std::move(log.jobs[indices_[i]]);
    unit.run.start += start_;
    unit.run.end += start_;
    unit.sentAway = grouped[indices_[i]] && !unit.run.group && unit.run.retries > 0;
    if (unit.run.group) ++run_.groups[*unit.run.group += firstGroup].served;
  }
}

// --- text ------------------------------------------------------------------------------------------------------

namespace {

double milliseconds(std::uint64_t microseconds) { return static_cast<double>(microseconds) / 1000; }
double mebibytes(std::uint64_t kibibytes) { return static_cast<double>(kibibytes) / 1024; }

double elapsed(double start, double end) { return std::max(end - start, 0.0); }

/// Processor time as the worker told it; one that died told nothing, and then how long it lived.
template <class Run>
double costOf(const Run& run, const Effort& effort) {
  const double told = milliseconds(effort.parseMicroseconds + effort.collectMicroseconds);
  return told > 0 ? told : elapsed(run.start, run.end);
}
double costOf(const ProfiledUnit& unit) { return costOf(unit.run, unit.effort); }
double costOf(const ProfiledGroup& group) { return costOf(group.run, group.run.effort); }

/// The dearest first, then by name.
template <class Item>
std::vector<const Item*> byCost(const std::vector<Item>& items) {
  std::vector<const Item*> sorted;
  for (const Item& item : items) sorted.push_back(&item);
  std::sort(sorted.begin(), sorted.end(), [](const Item* a, const Item* b) {
    const double costOfA = costOf(*a), costOfB = costOf(*b);
    if (costOfA != costOfB) return costOfA > costOfB;
    return a->name != b->name ? a->name < b->name : a < b;
  });
  return sorted;
}

std::string number(double value, int decimals = 1) {
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string right(std::string text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

/// A line of right-aligned cells, and a last one of any width.
std::string row(const std::vector<std::string>& cells, const std::string& last) {
  std::string line;
  for (const std::string& cell : cells) line += right(cell, 10);
  return line + "  " + last + '\n';
}

std::string more(std::size_t all, std::size_t shown, const char* what) {
  return all <= shown ? "" : right("", 10) + "  and " + std::to_string(all - shown) + " more " + what + '\n';
}

std::string phaseTable(const RunProfile& profile, const RunInfo& run) {
  std::string text = row({"ms"}, "phase");
  double phases = 0;
  for (const PhaseTime& time : run.times) {
    text += row({number(time.milliseconds)}, time.phase);
    phases += time.milliseconds;
  }
  const double total = std::max(elapsed(profile.start, profile.end), phases);
  text += row({number(total - phases)}, "other");
  return text + row({number(total)}, "in all");
}

std::string percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? "" : " (" + number(100.0 * static_cast<double>(part) / static_cast<double>(whole), 0) + " %)";
}

std::string unitCounts(const RunProfile& profile, const RunInfo& run) {
  std::size_t shared = 0, alone = 0, sentAway = 0;
  for (const ProfiledUnit& unit : profile.units) {
    sentAway += unit.sentAway;
    if (!unit.failed) ++(unit.run.group ? shared : alone);
  }
  const auto line = [](std::size_t count, const std::string& what) { return row({std::to_string(count)}, what); };
  return row({"count"}, "units") + line(run.unitsTotal, "in all") +
         line(run.unitsCached, "from the cache" + percent(run.unitsCached, run.unitsTotal)) +
         line(shared, "parsed in a group") + line(alone, "parsed alone") +
         line(sentAway, "sent away from a group, to be parsed alone") + line(run.failed.size(), "failed");
}

std::string workTable(const RunProfile& profile) {
  if (profile.units.empty()) return "";
  std::uint64_t parsing = 0, collecting = 0, common = 0, peak = 0;
  double lost = 0;
  for (const ProfiledUnit& unit : profile.units) {
    parsing += unit.effort.parseMicroseconds;
    collecting += unit.effort.collectMicroseconds;
    peak = std::max(peak, unit.effort.peakKiB);
    lost += unit.run.lost;
  }
  for (const ProfiledGroup& group : profile.groups) {
    common += group.run.effort.parseMicroseconds + group.run.effort.collectMicroseconds;
    peak = std::max(peak, group.run.effort.peakKiB);
  }
  return '\n' + row({"ms"}, "work of the workers, over all cores") +
         row({number(milliseconds(common))}, "parsing common headers") +
         row({number(milliseconds(parsing))}, "parsing units") +
         row({number(milliseconds(collecting))}, "collecting facts") +
         row({number(lost)}, "elapsed in attempts that did not count") +
         row({number(mebibytes(peak), 0) + " MiB"}, "most memory of a worker");
}

std::string howOf(const ProfiledUnit& unit) {
  if (unit.failed) return "failed";
  return unit.run.group ? "shared" : "alone";
}

std::string unitTable(const RunProfile& profile) {
  if (profile.units.empty()) return "";
  std::string text = '\n' + row({"ms", "parse", "collect", "peak MiB", "how"}, "dearest units");
  const auto units = byCost(profile.units);
  for (std::size_t i = 0; i < std::min(units.size(), kUnitsShown); ++i) {
    const ProfiledUnit& unit = *units[i];
    const Effort& effort = unit.effort;
    text += row({number(costOf(unit)), number(milliseconds(effort.parseMicroseconds)),
                 number(milliseconds(effort.collectMicroseconds)), number(mebibytes(effort.peakKiB), 0), howOf(unit)},
                unit.name);
  }
  return text;
}

std::string headerTable(const RunProfile& profile, const std::string& root) {
  if (profile.files.empty() && profile.sources.parses == 0) return "";
  using File = std::pair<std::string, FileCost>;
  std::vector<File> files(profile.files.begin(), profile.files.end());
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) {
    const auto costOfA = a.second.microseconds, costOfB = b.second.microseconds;
    return costOfA != costOfB ? costOfA > costOfB : a.first < b.first;
  });
  const auto line = [](const FileCost& cost, const std::string& name) {
    return row({number(milliseconds(cost.microseconds)), std::to_string(cost.parses)}, name);
  };
  std::string text = '\n' + row({"ms", "parses"}, "dearest headers, each without what it includes");
  FileCost rest;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& [path, cost] = files[i];
    if (i < kHeadersShown)
      text += line(cost, relativeTo(root, path));
    else
      rest.microseconds += cost.microseconds, rest.parses += cost.parses;
  }
  if (files.size() > kHeadersShown)
    text += line(rest, "in " + std::to_string(files.size() - kHeadersShown) + " other headers");
  return text + line(profile.sources, "in the sources themselves and at their end");
}

std::string groupTable(const RunProfile& profile) {
  if (profile.groups.empty()) return "";
  std::string text = '\n' + row({"ms", "units", "served", "files"}, "groups of units that are compiled alike");
  const auto groups = byCost(profile.groups);
  for (std::size_t i = 0; i < std::min(groups.size(), kGroupsShown); ++i) {
    const ProfiledGroup& group = *groups[i];
    const std::string why = group.run.reason.empty() ? "" : ": " + group.run.reason;
    text += row({number(costOf(group)), std::to_string(group.run.jobs.size()), std::to_string(group.served),
                 std::to_string(group.run.headers)},
                group.name + ", ..." + why);
  }
  return text + more(groups.size(), kGroupsShown, "groups");
}

}  // namespace

std::string renderProfile(const RunProfile& profile, const RunInfo& run) {
  return phaseTable(profile, run) + '\n' + unitCounts(profile, run) + workTable(profile) + unitTable(profile) +
         headerTable(profile, run.root) + groupTable(profile);
}

}  // namespace dramaturg
