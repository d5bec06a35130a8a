// Everything a renderer needs, decided. Renderers look nothing up and decide nothing.
#pragma once

#include "decision-tree/walk.h"
#include "rules/rule.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

/// Leaves that an answer rules out, in words.
struct RuledOut {
  std::vector<std::string> leaves;  ///< ids
  std::string names;                ///< `Agent, GenServer`
  std::string because;              ///< the answer as a statement
};

/// What the answer to a side question leads to.
struct SideAdvice {
  WalkStep step;
  std::string leaf;
  std::string primitive;
  std::string meaning;
};

struct Advice {
  std::string tree;
  std::string title;  ///< of the tree: its question in one sentence
  Walk walk;
  std::string leaf;
  std::string primitive;  ///< OTP's name for the leaf
  std::string meaning;
  std::string library;   ///< whose names the spelling uses, as a person says it: `CAF 0.17`, `plain C++`
  std::string spelling;  ///< in the actor's own library
  std::string caution;

  // What only `advise` shows.
  std::string about = {};    ///< where it is about a place: `the message at src/a.cpp:12`
  std::string notWhen = {};  ///< where another leaf is right although the questions led here
  std::string skeleton = {};
  std::vector<RuledOut> ruledOut = {};
  std::vector<SideAdvice> side = {};
  std::vector<std::string> possible = {};                      ///< leaves that unanswered questions leave open
  std::vector<std::string> possibleNames = {};                 ///< their primitives
  std::vector<std::pair<std::string, std::string>> next = {};  ///< trees to go on with: id and title
};

struct ReportedFinding {
  Finding finding;
  std::string fingerprint;  ///< 16 hexadecimal digits of rule and subject
  std::optional<Advice> advice;
  std::string suppressed;  ///< the reason, when a comment in the code allows it
};

struct FailedUnit {
  std::string file;
  std::string reason;
};

struct PhaseTime {
  std::string phase;
  double milliseconds = 0;
  double start = 0;  ///< by the clock of the host; never printed in reports
};

struct RunInfo {
  std::string version;
  std::string root;  ///< absolute; only for finding sources, never printed in reports
  std::size_t unitsTotal = 0;
  std::size_t unitsAnalysed = 0;
  std::size_t unitsCached = 0;
  std::size_t unitsPartial = 0;
  std::vector<FailedUnit> failed;
  std::vector<PhaseTime> times;
  std::size_t hiddenByConfidence = 0;
  std::size_t hiddenByPath = 0;  ///< in tests, examples and third-party directories
};

struct Report {
  const ActorSystem* system = nullptr;
  std::vector<ReportedFinding> findings;  ///< sorted; those that a comment allows are only counted in text
  RunInfo run;
  /// The text of a file of the project, nothing if it cannot be read. For snippets.
  std::function<std::optional<std::string>(std::string_view path)> source;
};

struct TextOptions {
  bool colour = false;
  bool utf8 = true;
  unsigned width = 100;    ///< cells; at least 40 are used
  bool everyStep = false;  ///< walks with all of their evidence each time, not the first steps of it once per actor
};

/// One renderer per file.
std::string renderText(const Report&, const TextOptions&);     ///< source, evidence steps, walk
std::string renderConcise(const Report&, const TextOptions&);  ///< one line per finding
std::string renderJson(const Report&);                         ///< schema `dramaturg.findings/1`
/// One walk with all of its evidence, for an actor with or without a finding, or for none: what an interview found.
std::string renderAdvice(const Report&, const Advice&, ActorId, const TextOptions&);
/// The parts of that, for an interview: one answered question, and what it all leads to.
std::string renderStep(const Report&, const WalkStep&, const TextOptions&);
std::string renderRecommendation(const Report&, const Advice&, const TextOptions&);
std::string renderAdviceJson(const ActorSystem&, const Advice&, ActorId);  ///< schema `dramaturg.advice/1`
std::string renderModelJson(const ActorSystem&);                           ///< schema `dramaturg.model/1`

}  // namespace dramaturg
