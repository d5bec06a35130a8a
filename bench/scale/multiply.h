// A large project made of a few real units: their facts, put together and renamed, so that a thousand units have what
// a thousand units of a real project have: functions of their own, actors in every fifth, inline functions of common
// headers that every unit repeats, names of the standard library that all mention, calls and messages between them.
#pragma once

#include "facts/unit_facts.h"

#include <cstddef>
#include <string>
#include <vector>

namespace dramaturg::bench {

class Project {
 public:
  /// `samples` are facts of real units, with actors and without.
  explicit Project(std::vector<UnitFacts> samples);

  /// Unit `number` of `count`, without inputs. The same numbers give the same facts.
  UnitFacts unit(std::size_t number, std::size_t count) const;

  static constexpr std::size_t kHeaders = 30;     ///< of the project, included by every unit
  static constexpr std::size_t kModuleSize = 20;  ///< units that send each other messages
  static std::string headerPath(std::size_t number);
  static std::string unitPath(std::size_t number);

 private:
  const UnitFacts& sampleOf(std::size_t unit, std::size_t part) const;
  SymbolInfo frontOf(std::size_t unit) const;

  std::vector<UnitFacts> actors_;  ///< samples with actors
  std::vector<UnitFacts> plain_;   ///< samples without
  std::vector<UnitFacts> headers_;
  std::vector<SymbolInfo> headerFunctions_;
};

}  // namespace dramaturg::bench
