#include "tool/units.h"

#include "facts/fields.h"
#include "libraries/profiles.h"
#include "tool/configuration.h"
#include "tool/exit_code.h"
#include "tool/hash.h"
#include "tool/paths.h"
#include "tool/project.h"
#include "tool/version.h"

#include <algorithm>
#include <utility>

namespace dramaturg {
namespace {

const char* const kWorkerName = "dramaturg-extract";

Unit makeUnit(const Host& host, CompileCommand command, const std::string& root,
              const std::vector<std::string>& profiles, bool plain) {
  Unit unit;
  unit.name = relativeTo(root, command.file);
  if (!host.status(command.file))
    unit.failure = "source does not exist; regenerate the compile database, or build what generates the source";
  unit.job = {std::move(command.directory), std::move(command.file), std::move(command.arguments), root, profiles};
  unit.job.plain = plain;
  return unit;
}

std::vector<std::string> resolveProfiles(const Host& host, const std::vector<std::string>& given) {
  std::vector<std::string> profiles;
  for (const std::string& profile : given) {
    profiles.push_back(absolutePath(profile, host.currentDirectory()));
    const auto status = host.status(profiles.back());
    if (!status || status->directory) throw usageError("`--library " + profile + "`: no such file");
  }
  return profiles;
}

}  // namespace

Units findUnits(const Host& host, const AnalysisOptions& options) {
  const std::string top = options.root.empty() ? markedRoot(host) : absolutePath(options.root, host.currentDirectory());
  CompileDatabase database = readCompileDatabase(host, findCompileDatabase(host, options.compileDatabase, top));
  if (database.commands.empty())
    throw Failure(ExitCode::nothingToAnalyse, "nothing to analyse: `" + database.path +
                                                  "` lists no C or C++ source; build the "
                                                  "targets that have some into it, or name another one with `-p`");
  Units units{findRoot(host, options.root, database.commands), database.path, database.ignored, {}};
  std::vector<std::string> profiles = readConfiguration(host, units.root).libraries;
  for (std::string& profile : resolveProfiles(host, options.profiles))
    if (std::find(profiles.begin(), profiles.end(), profile) == profiles.end()) profiles.push_back(std::move(profile));
  for (CompileCommand& command : database.commands)
    units.all.push_back(makeUnit(host, std::move(command), units.root, profiles, options.plain));
  return units;
}

void makeKeys(const Host& host, const std::string& worker, Units& units) {
  const auto program = host.status(worker).value_or(FileStatus{});
  const std::string build = std::to_string(program.size) + ' ' + std::to_string(program.modified);
  const std::string schema = schemaFingerprint();
  std::vector<std::string_view> parts{kVersion, schema, build};
  for (const EmbeddedFile& profile : libraryProfiles()) parts.push_back(profile.text);
  std::vector<std::string> texts;
  if (!units.all.empty())
    for (const std::string& path : units.all.front().job.profiles) texts.push_back(host.read(path).value_or(""));
  parts.insert(parts.end(), texts.begin(), texts.end());
  const std::string stamp = joinedHash(parts);
  for (Unit& unit : units.all) {
    std::vector<std::string_view> identity{unit.job.directory, unit.job.file, unit.job.root};
    identity.insert(identity.end(), unit.job.arguments.begin(), unit.job.arguments.end());
    unit.key = {joinedHash(identity), stamp};
  }
}

std::string findWorker(const Host& host, const std::string& given) {
  const std::string chosen = given.empty() ? host.variable("DRAMATURG_EXTRACT").value_or("") : given;
  const std::string beside = parentOf(host.executable());
  std::vector<std::string> places;
  if (!chosen.empty()) {
    places.push_back(absolutePath(chosen, host.currentDirectory()));
  } else {
    places = {absolutePath(kWorkerName, beside),
              absolutePath(std::string("../libexec/dramaturg/") + kWorkerName, beside)};
  }
  for (const std::string& place : places)
    if (const auto status = host.status(place); status && !status->directory) return place;
  throw usageError("the worker `" + places.front() +
                   "` does not exist; install dramaturg as a whole, or set DRAMATURG_EXTRACT to "
                   "the path of dramaturg-extract");
}

}  // namespace dramaturg
