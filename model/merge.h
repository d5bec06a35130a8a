// Many pieces of facts → one set of facts, in an order that does not depend on that of the pieces.
#pragma once

#include "facts/unit_facts.h"
#include "model/function_table.h"
#include "model/program_names.h"

#include <memory>
#include <string>
#include <vector>

namespace dramaturg {

/// Symbols and files are numbered as `Numbering` does. Everything is sorted and holds once what several units said:
/// where they differ (conditional compilation, parse errors), the account that says most.
struct ProgramFacts {
  ProgramNames symbols;
  std::vector<std::string> files{""};
  std::vector<Library> libraries;
  std::vector<Actor> actors;      ///< by symbol
  std::vector<Handler> handlers;  ///< by actor and place
  std::vector<Record> records;    ///< by symbol
  FunctionTable functions;        ///< by symbol
  std::vector<Flow> flows;
  std::vector<Suppression> suppressions;
  bool partial = false;  ///< some unit was
};

/// Takes pieces one after the other, so that they need not be in memory all at once.
class Merger {
 public:
  /// A piece of facts that was read already.
  void add(UnitFacts others, std::unique_ptr<const PieceFunctions> functions);
  ProgramFacts finish(ProgramNames names, std::vector<std::string> files, bool partial);

 private:
  ProgramFacts program_;
  std::vector<std::unique_ptr<const PieceFunctions>> functions_;
};

}  // namespace dramaturg
