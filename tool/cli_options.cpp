#include "tool/cli_options.h"

#include <CLI/CLI.hpp>

#include <map>

namespace dramaturg {
namespace {

const char* const kAdvanced = "Advanced options";

const std::map<std::string, Format> kFormats = {
    {"full", Format::full}, {"text", Format::full}, {"concise", Format::concise}, {"json", Format::json}};

/// `json`, `json=out.json` or `out.json`.
Output parseOutput(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (const auto format = kFormats.find(text.substr(0, equals)); format != kFormats.end()) {
    const std::string file = equals == std::string::npos ? "" : text.substr(equals + 1);
    if (equals != std::string::npos && file.empty()) throw CLI::ValidationError("-o", "`" + text + "` names no file");
    return {format->second, file};
  }
  if (text.ends_with(".json")) return {Format::json, text};
  if (text.ends_with(".txt")) return {Format::full, text};
  throw CLI::ValidationError("-o", "`" + text +
                                       "` is no format; write full, concise or json, FORMAT=FILE, or a FILE "
                                       "that ends in .json or .txt");
}

void setOutputs(const std::vector<std::string>& texts, std::vector<Output>& outputs) {
  bool printed = false;
  for (const std::string& text : texts) {
    outputs.push_back(parseOutput(text));
    if (!outputs.back().file.empty()) continue;
    if (printed)
      throw CLI::ValidationError("-o", "only one report can go to standard output; write FORMAT=FILE for the others");
    printed = true;
  }
}

/// `--profile` asks for tables, `--profile=FILE.json` for a trace; with both there are both.
void addProfileOption(CLI::App& command, AnalysisOptions& options) {
  const auto set = [&options](const CLI::results_t& values) {
    for (const std::string& value : values) {
      if (value == "true") {  // CLI11's word for no value
        options.profileTable = true;
      } else if (value.ends_with(".json")) {
        options.profileTrace = value;
      } else {
        throw CLI::ValidationError("--profile", "`" + value + "` does not end in .json; a trace is written as JSON");
      }
    }
    return true;
  };
  // No value of its own: the next word may be a path to check.
  command.add_option("--profile", set, "say where the time went; --profile=FILE.json: as a trace for Perfetto")
      ->expected(0)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

/// Sets `target` to one of a few named values.
template <class T>
CLI::Option* addChoice(CLI::App& command, const std::string& name, T& target, const std::map<std::string, T>& choices,
                       const std::string& what) {
  CLI::Option* option = command.add_option_function<std::string>(
      name, [&target, choices](const std::string& text) { target = choices.at(text); }, what);
  std::string names;
  for (const auto& [choice, value] : choices) names += (names.empty() ? "" : "|") + choice;
  return option->check(CLI::IsMember(choices).description(""))->type_name(names);
}

}  // namespace

void addColourOption(CLI::App& command, Colour& colour) {
  addChoice<Colour>(command, "--color,--colour", colour,
                    {{"auto", Colour::automatic}, {"always", Colour::always}, {"never", Colour::never}},
                    "colours in text (default: auto)");
}

void addAnalysisOptions(CLI::App& command, AnalysisOptions& options) {
  command.add_option("-p", options.compileDatabase, "compile database, or the folder that it is in")->type_name("PATH");
  command.add_option("--root", options.root, "project root (default: found by .dramaturg.yaml or .git)")
      ->type_name("DIR");
  command.add_option("--library", options.profiles, "profile of another actor library; repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_option("-j,--jobs", options.jobs, "workers (default: one per core)")->type_name("N");
  command.add_option("--timeout", options.timeoutSeconds, "seconds that one unit may take")
      ->type_name("S")
      ->check(CLI::Range(1U, 86'400U).description(""))
      ->capture_default_str();
  command.add_option("--memory-limit", options.memoryMiB, "memory of one worker in MiB, 0 for no limit")
      ->type_name("MIB")
      ->capture_default_str();
  command.add_flag_callback(
      "--no-cache", [&options] { options.cache = false; }, "neither use nor keep facts of earlier runs");
  command.add_option("--cache-dir", options.cacheDirectory, "where to keep them (default: $XDG_CACHE_HOME/dramaturg)")
      ->type_name("DIR");
  command.add_option("--worker", options.worker)->group("");
  addChoice<ProgressMode>(
      command, "--progress", options.progress,
      {{"auto", ProgressMode::automatic}, {"none", ProgressMode::none}, {"plain", ProgressMode::plain}},
      "how to show progress (default: auto)");
  command
      .add_flag_callback(
          "--no-share", [&options] { options.share = false; }, "for doubt: parse each unit by itself")
      ->group(kAdvanced);
  command
      .add_flag("--plain", options.plain, "for comparison: parse everything, as a compiler would; implies --no-cache")
      ->group(kAdvanced);
  addProfileOption(command, options);
  command.add_flag("-v,--verbose", options.verbose, "say more on standard error, with timings");
}

void addJudgementOptions(CLI::App& command, CheckOptions& options) {
  JudgementOptions& judgement = options.judgement;
  command.add_option("PATHS", judgement.paths, "files and folders to report on (default: the whole project)")
      ->type_name("");
  command
      .add_option_function<std::vector<std::string>>(
          "-o,--output", [&options](const std::vector<std::string>& texts) { setOutputs(texts, options.outputs); },
          "full, concise or json on standard output, or FORMAT=FILE, or FILE.json; repeatable")
      ->type_name("OUTPUT")
      ->allow_extra_args(false);
  addChoice<Confidence>(
      command, "--min-confidence", judgement.minConfidence,
      {{"possible", Confidence::possible}, {"likely", Confidence::likely}, {"certain", Confidence::certain}},
      "hide findings that are less sure (default: likely)");
  command.add_option("--rule", judgement.rules, "run only this rule; repeatable")
      ->type_name("ID")
      ->allow_extra_args(false)
      ->delimiter(',');
  command.add_option("--exclude-rule", judgement.excludedRules, "do not run this rule; repeatable")
      ->type_name("ID")
      ->allow_extra_args(false)
      ->delimiter(',');
  command.add_flag("--include-tests", judgement.includeTests,
                   "report on tests, benchmarks, examples and third-party code too");
  addChoice<std::optional<Severity>>(command, "--fail-on", options.failOn,
                                     {{"suggestion", Severity::suggestion},
                                      {"warning", Severity::warning},
                                      {"error", Severity::error},
                                      {"never", std::nullopt}},
                                     "severity of findings that make the exit code 1 (default: warning)");
  command.add_flag_callback("--exit-zero", [&options] { options.failOn.reset(); }, "the same as --fail-on never");
  addColourOption(command, options.colour);
}

void addAdviceOptions(CLI::App& command, AdviseOptions& options) {
  command
      .add_option("SUBJECT", options.subjects,
                  "an actor, FILE:LINE, or words such as \"run this async\"; two actors are compared")
      ->type_name("");
  command.add_flag("--all", options.all, "a table of all actors");
  command.add_option("--tree", options.tree, "which tree (default: by the subject)")->type_name("ID");
  command.add_option("--answer", options.answers, "answer a question beforehand, QUESTION=CHOICE; repeatable")
      ->type_name("Q=C")
      ->allow_extra_args(false);
  command.add_flag_callback(
      "--no-input", [&options] { options.input = false; }, "ask nothing; say which leaves are still possible");
  addChoice<AdviceFormat>(command, "--format", options.format,
                          {{"text", AdviceFormat::text},
                           {"json", AdviceFormat::json},
                           {"mermaid", AdviceFormat::mermaid},
                           {"dot", AdviceFormat::dot}},
                          "text, the whole walk as JSON, or a drawing of the tree with the walk in it");
  command.add_flag_callback("--json", [&options] { options.format = AdviceFormat::json; }, "the same as --format json");
  command.add_option("--in", options.library, "library to spell the advice in (default: the actor's own, else std)")
      ->type_name("LIBRARY");
  command.add_option("--transcript", options.transcript, "write down what was asked and answered")->type_name("FILE");
  command.add_option("--replay", options.replay, "answer as in a transcript; fails when the code says something else")
      ->type_name("FILE");
  command.add_option("--trees", options.treeFiles, "file with trees, leaves or spellings of your own; repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  addColourOption(command, options.colour);
}

}  // namespace dramaturg
