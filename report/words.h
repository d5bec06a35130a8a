// The words that people and formats see for the values of facts, findings and walks: one place, so that a severity or
// a placement is called the same in text, JSON and on the command line.
#pragma once

#include "decision-tree/walk.h"
#include "facts/fields.h"
#include "rules/finding.h"

#include <string_view>

namespace dramaturg {

std::string_view word(Severity);
std::string_view word(Confidence);
std::string_view word(AnswerSource);
std::string_view word(Multiplicity);
std::string_view word(EdgeKind);

/// The enumerations of facts keep the names that facts are stored under.
template <ListedEnum Value>
std::string_view word(Value value) {
  return kEnumNames<Value>[static_cast<std::size_t>(value)];
}

}  // namespace dramaturg
