// From walks to advice in words.
#pragma once

#include "decision-tree/evaluators.h"
#include "report/report.h"

#include <string>
#include <string_view>

namespace dramaturg {

/// In whose names advice is spelled: the key of a library, and what a person calls it.
struct SpellingLibrary {
  std::string key = std::string(kPlainCpp);
  std::string name = "plain C++";
};
SpellingLibrary libraryOf(const ActorSystem&, ActorId);

/// The leaf of a walk in words.
Advice adviceFor(const TreeCatalogue&, const Tree&, Walk, const SpellingLibrary&);

/// With all that `advise` shows besides: what is ruled out and why, side questions, skeleton, trees to go on with, and
/// the leaves that questions without an answer leave open.
Advice wholeAdvice(const TreeCatalogue&, const Tree&, const Code&, const Said&, const SpellingLibrary&);

}  // namespace dramaturg
