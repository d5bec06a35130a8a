// What the front program and the extraction worker say to each other: jobs one way, outcomes the other, each as one
// length-prefixed frame over a pipe (`facts/wire.h`).
#pragma once

#include "facts/unit_facts.h"

#include <optional>
#include <string>
#include <vector>

namespace dramaturg {

/// One unit to extract. The command is data from strangers: the worker runs nothing that it names.
struct Job {
  std::string directory;               ///< absolute; where relative paths of the command start
  std::string file;                    ///< absolute or relative to `directory`
  std::vector<std::string> arguments;  ///< the whole command line, the compiler first
  std::string root;                    ///< absolute project root: code below it is the project's
  std::vector<std::string> profiles;   ///< absolute paths of library profiles besides the built-in ones
  bool operator==(const Job&) const = default;
};

struct Outcome {
  std::optional<UnitFacts> facts;
  std::string error;  ///< without facts: why, as a person should read it
  bool operator==(const Outcome&) const = default;
};

}  // namespace dramaturg
