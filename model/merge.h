// Many units → one set of facts, in one numbering, in an order that does not depend on that of the units.
#pragma once

#include "facts/unit_facts.h"

#include <string>
#include <vector>

namespace dramaturg {

/// Symbols are numbered by key, files by path; `[0]` is empty in both. Everything is sorted and holds once what
/// several units said: where they differ (conditional compilation, parse errors), the account that says most.
struct ProgramFacts {
  std::vector<SymbolInfo> symbols;
  std::vector<std::string> files;
  std::vector<Library> libraries;
  std::vector<Actor> actors;        ///< by symbol
  std::vector<Handler> handlers;    ///< by actor and place
  std::vector<Function> functions;  ///< by symbol
  std::vector<Flow> flows;
  std::vector<Suppression> suppressions;
  bool partial = false;  ///< some unit was
};

ProgramFacts mergeUnits(std::vector<UnitFacts> units);

}  // namespace dramaturg
