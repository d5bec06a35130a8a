// What the front program and the extraction workers say to each other, each message as one length-prefixed frame
// (`facts/wire.h`).
//
// A plain worker takes one job on its standard input, answers with an outcome on its standard output, and ends.
//
// A fork server (`dramaturg-extract --share`) has the front at the other end of a socket as its standard input:
//   1. the front sends a `Group`, units that are compiled alike;
//   2. the server parses the headers that their sources have in common, and answers with `GroupReady`; when nothing is
//      worth sharing it then ends;
//   3. for each unit the front sends one byte (any) with three descriptors (SCM_RIGHTS): standard input, output and
//      error of a new worker. The server forks it as a child of the *front* (CLONE_PARENT), closes its own copies of
//      the descriptors and answers nothing: that there is no worker, the front sees by the end of its output;
//   4. the new worker asks to die with the front (PR_SET_PDEATHSIG) and writes a frame with its process id in decimal
//      digits to its standard output. It stays in the server's process group: the front takes it out from there, waits
//      for it and ends it like any other. It has the common headers parsed already, takes one job of the group, answers
//      and ends;
//   5. the server ends when the socket does.
#pragma once

#include "facts/unit_facts.h"

#include <cstdint>
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
  bool plain = false;                  ///< parse everything, as a compiler would: the yardstick for the shortcuts
  bool timed = false;                  ///< tell the cost of each header
  bool matches = false;                ///< tell which entries of the profiles fit
  bool operator==(const Job&) const = default;
};

/// What the lexer and parser spent while they were in a file itself, not in what it includes.
struct HeaderCost {
  std::string path;  ///< absolute
  std::uint64_t microseconds = 0;
  bool operator==(const HeaderCost&) const = default;
};

/// Processor time and memory that an answer took.
struct Effort {
  std::uint64_t parseMicroseconds = 0;
  std::uint64_t collectMicroseconds = 0;  ///< from the syntax tree to facts
  std::uint64_t peakKiB = 0;              ///< resident memory of the process
  std::vector<HeaderCost> headers;        ///< with `Job::timed`
  bool operator==(const Effort&) const = default;
};

/// An entry of a library profile that something in a unit fits.
struct ProfileMatch {
  std::string library;
  std::string section;  ///< key of the profile: `functions`, `actors`
  std::string entry;    ///< `acme::Office::post`
  std::uint32_t count = 0;
  std::string file;        ///< relative to the project root; empty where no place is known
  std::uint32_t line = 0;  ///< of the first
  bool operator==(const ProfileMatch&) const = default;
};

struct Outcome {
  std::optional<UnitFacts> facts;
  std::string error;  ///< without facts: why, as a person should read it
  bool alone =
      false;  ///< without facts: the common headers do not suit this unit; `error` says why. Ask a plain worker
  Effort effort = {};
  std::vector<ProfileMatch> matches = {};  ///< with `Job::matches`
  bool operator==(const Outcome&) const = default;
};

/// Units whose commands differ in nothing but the source and what is written.
struct Group {
  std::vector<Job> jobs;
  bool operator==(const Group&) const = default;
};

struct GroupReady {
  bool shared = false;
  std::string reason;         ///< when not shared: why, as a person should read it
  std::uint32_t headers = 0;  ///< files that were parsed for all
  Effort effort = {};
  bool operator==(const GroupReady&) const = default;
};

}  // namespace dramaturg
