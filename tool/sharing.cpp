#include "tool/sharing.h"

#include "tool/paths.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dramaturg {
namespace {

/// An option that says what to write, not how to read.
struct OutputOption {
  std::string_view name;
  bool joined = false;     ///< its value may follow in the same word
  bool takesNext = false;  ///< its value may be the next word
};

constexpr OutputOption kOutputs[] = {
    {"-c"},
    {"-o", true, true},
    {"-M"},
    {"-MM"},
    {"-MD"},
    {"-MMD"},
    {"-MG"},
    {"-MP"},
    {"-MF", true, true},
    {"-MT", true, true},
    {"-MQ", true, true},
    {"-MJ", true, true},
    {"-frandom-seed=", true, false},
};

/// To these `-MD` is a kind of C library and `-openmp` a language.
constexpr OutputOption kOutputsOfCl[] = {
    {"-c"},
    {"/c"},
    {"-o", false, true},
    {"/o", false, true},
    {"-Fo", true, false},
    {"/Fo", true, false},
    {"-Fd", true, false},
    {"/Fd", true, false},
};

/// `C:\bin\cl.exe`, `clang-cl-22`
bool namesCl(std::string_view word) {
  word = word.substr(word.find_last_of("/\\") + 1);
  if (word.ends_with(".exe")) word.remove_suffix(4);
  if (const std::size_t version = word.find_last_not_of("0123456789."); version + 1 < word.size())
    word = word.substr(0, version);
  return word == "cl" || word.ends_with("-cl");
}

bool speaksCl(const std::vector<std::string>& arguments) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [](const std::string& word) { return word == "--driver-mode=cl" || namesCl(word); });
}

/// The words that it takes up, none when it is another option.
std::size_t lengthOf(const OutputOption& option, std::string_view word) {
  if (word == option.name) return option.takesNext ? 2 : 1;
  return option.joined && word.starts_with(option.name) ? 1 : 0;
}

std::size_t outputWords(std::span<const OutputOption> outputs, std::string_view word) {
  std::size_t longest = 0;
  for (const OutputOption& option : outputs) longest = std::max(longest, lengthOf(option, word));
  return longest;
}

/// Where the command names the source. The last time, because `-include` may name it before.
std::optional<std::size_t> placeOfSource(const Job& job, const std::string& source) {
  for (std::size_t i = job.arguments.size(); i-- > 1;)
    if (absolutePath(job.arguments[i], job.directory) == source) return i;
  return std::nullopt;
}

/// C and C++ read the same header differently; other extensions (modules) keep to themselves.
std::string languageOf(const std::string& source) {
  constexpr std::string_view kCxx[] = {"cc", "cp", "cpp", "cxx", "c++", "C", "CPP"};
  const std::string extension = source.substr(source.rfind('.') + 1);
  return std::find(std::begin(kCxx), std::end(kCxx), extension) == std::end(kCxx) ? extension : "c++";
}

void append(std::string& key, std::string_view part) {
  key += part;
  key += '\0';  // which no word of a command can hold
}

/// Equal for jobs that are alike. Nothing for one that shares with nobody: it is to be parsed plainly, or its command
/// does not say where the source comes in.
std::optional<std::string> likeness(const Job& job, const std::string& source) {
  const auto place = placeOfSource(job, source);
  if (job.plain || !place) return std::nullopt;
  std::string key;
  append(key, languageOf(source));
  append(key, job.timed ? "timed" : "");
  append(key, job.directory);
  append(key, job.root);
  append(key, std::to_string(job.profiles.size()));
  for (const std::string& profile : job.profiles) append(key, profile);
  const auto outputs = speaksCl(job.arguments) ? std::span<const OutputOption>(kOutputsOfCl) : kOutputs;
  for (std::size_t i = 0; i < job.arguments.size();) {
    const std::size_t words = i == *place ? 1 : outputWords(outputs, job.arguments[i]);
    if (words == 0) append(key, job.arguments[i]);
    i += std::max<std::size_t>(words, 1);
  }
  return key;
}

/// In pieces of much the same size, none too large.
void split(const std::vector<std::size_t>& units, std::vector<std::vector<std::size_t>>& into) {
  const std::size_t pieces = (units.size() + kLargestGroup - 1) / kLargestGroup;
  for (std::size_t i = 0; i < pieces; ++i) {
    const auto from = units.begin() + static_cast<std::ptrdiff_t>(units.size() * i / pieces);
    const auto to = units.begin() + static_cast<std::ptrdiff_t>(units.size() * (i + 1) / pieces);
    into.emplace_back(from, to);
  }
}

}  // namespace

SharingPlan groupUnits(std::span<const Job> jobs) {
  using Unit = std::pair<std::string, std::size_t>;  // its source and its index
  SharingPlan plan;
  std::map<std::string, std::vector<Unit>> alike;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    std::string source = absolutePath(jobs[i].file, jobs[i].directory);
    if (auto key = likeness(jobs[i], source))
      alike[std::move(*key)].emplace_back(std::move(source), i);
    else
      plan.singles.push_back(i);
  }
  for (auto& [key, units] : alike) {
    std::sort(units.begin(), units.end());
    std::vector<std::size_t> indices;
    for (const Unit& unit : units) indices.push_back(unit.second);
    if (indices.size() < kSmallestGroup)
      plan.singles.insert(plan.singles.end(), indices.begin(), indices.end());
    else
      split(indices, plan.groups);
  }
  std::sort(plan.singles.begin(), plan.singles.end());
  std::sort(plan.groups.begin(), plan.groups.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
  });
  return plan;
}

}  // namespace dramaturg
