// A conversation as a file: what was asked about, what was said, and what code said at the time.
#pragma once

#include "decision-tree/walk.h"

#include <string>
#include <string_view>
#include <vector>

namespace dramaturg {

struct Transcript {
  struct Line {
    std::string question;
    std::string answer;
    std::string source;  ///< `code`, `person`, `assumed`, `open`
  };
  struct Passage {
    std::string tree;
    std::vector<Line> lines;
    std::string leaf;
  };
  std::string subject;  ///< as it was given; empty: no project
  std::string library;  ///< that advice is spelled in, if it was chosen
  std::vector<Passage> passages;

  /// What a person said in it.
  Said said() const;
};

Transcript::Passage passageOf(const Walk&);

/// Schema `dramaturg.transcript/1`.
std::string write(const Transcript&);
/// Throws `Failure` (usage) for what is no transcript. `name` is for messages.
Transcript readTranscript(std::string_view name, std::string_view text);

/// Why a walk is not what the transcript has: one sentence for the first difference; empty: it is.
std::string difference(const Transcript::Passage& then, const Walk& now);

}  // namespace dramaturg
