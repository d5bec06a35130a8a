// What a user can ask for, checked and in the types of the program.
#pragma once

#include "facts/evidence.h"
#include "rules/finding.h"
#include "tool/progress.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

/// How the program under analysis is found and read.
struct AnalysisOptions {
  std::string compileDatabase;        ///< directory or file; empty: search
  std::string root;                   ///< empty: search
  std::vector<std::string> profiles;  ///< files with library profiles besides the built-in ones
  unsigned jobs = 0;                  ///< workers; 0: one per core
  unsigned timeoutSeconds = 120;      ///< for one unit
  std::uint64_t memoryMiB = 4096;     ///< for one worker; 0: no limit
  bool cache = true;
  std::string cacheDirectory;  ///< empty: the user's
  std::string worker;          ///< empty: beside the program
  bool share = true;           ///< units that are compiled alike share the parse of their common headers
  bool plain = false;          ///< units are parsed as by a compiler, without the shortcuts; never cached
  ProgressMode progress = ProgressMode::automatic;
  bool verbose = false;
  bool profileTable = false;  ///< say at the end where the time went
  std::string profileTrace;   ///< file to write it to; empty: none

  bool wantsProfile() const { return profileTable || !profileTrace.empty(); }
};

/// What of it is reported.
struct JudgementOptions {
  std::vector<std::string> paths;  ///< files and folders whose findings are wanted; empty: the whole project
  std::vector<std::string> rules;  ///< empty: all
  std::vector<std::string> excludedRules;
  Confidence minConfidence = Confidence::likely;
  bool includeTests = false;  ///< tests, examples, third-party code
};

enum class Format : std::uint8_t { full, concise, json };
struct Output {
  Format format = Format::full;
  std::string file;  ///< empty: standard output
};

enum class Colour : std::uint8_t { automatic, always, never };

struct CheckOptions {
  AnalysisOptions analysis;
  JudgementOptions judgement;
  std::vector<Output> outputs;                         ///< empty: the full report on standard output
  std::optional<Severity> failOn = Severity::warning;  ///< nothing: findings do not fail the run
  Colour colour = Colour::automatic;
};

struct ExplainOptions {
  AnalysisOptions analysis;
  std::string subject;  ///< a rule, or `FILE:LINE`
  Colour colour = Colour::automatic;
};

struct RulesOptions {
  bool json = false;
};

struct LibraryOptions {
  AnalysisOptions analysis;
  std::string subject;             ///< file of a profile, or the name of a built-in library
  std::vector<std::string> paths;  ///< sources to look at; empty: all units
  bool json = false;
};

struct ModelOptions {
  AnalysisOptions analysis;
  std::string output;  ///< empty: standard output
};

enum class AdviceFormat : std::uint8_t { text, json, mermaid, dot };

struct AdviseOptions {
  AnalysisOptions analysis;
  std::vector<std::string> subjects;   ///< an actor, `FILE:LINE`, or words; two actors are compared; none: no project
  std::string tree;                    ///< empty: by the subject
  std::vector<std::string> treeFiles;  ///< of the user
  std::vector<std::string> answers;    ///< `question=choice`
  std::string library;                 ///< to spell the advice in; empty: the actor's own
  std::string transcript;              ///< file to write what was said to; empty: none
  std::string replay;                  ///< transcript to answer from; empty: none
  bool input = true;                   ///< ask, on a terminal or from lines
  bool all = false;                    ///< a table of all actors
  AdviceFormat format = AdviceFormat::text;
  Colour colour = Colour::automatic;
};

}  // namespace dramaturg
