// How sure we are, and why: the values that every judgement of dramaturg is made of.
#pragma once

#include "facts/symbol.h"

#include <string>
#include <vector>

namespace dramaturg {

/// How sure a judgement is. Separate from severity, which says how much it matters.
enum class Confidence : std::uint8_t {
  possible,  ///< two or more weak steps
  likely,    ///< one weak step: a receiver known by class only, a library default
  certain,   ///< every step is seen in code
};

/// The weaker of two confidences.
constexpr Confidence weaker(Confidence a, Confidence b) { return a < b ? a : b; }
/// One step down; `possible` stays.
constexpr Confidence lowered(Confidence c) {
  return c == Confidence::certain ? Confidence::likely : Confidence::possible;
}

/// One step of an argument: a sentence, and the place that shows it. Without a place it quotes a library's
/// default, and the text then names its source.
struct Step {
  Place place;
  std::string text;

  bool operator==(const Step&) const = default;
};
using Evidence = std::vector<Step>;

enum class Choice : std::uint8_t { no, yes, unknown };

/// A question answered from facts. The evidence is collected while deciding, never reconstructed.
struct Answer {
  Choice choice = Choice::unknown;
  Confidence confidence = Confidence::possible;
  Evidence evidence;

  bool yes() const { return choice == Choice::yes; }
  bool no() const { return choice == Choice::no; }
};

}  // namespace dramaturg
