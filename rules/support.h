// Words that several rules use: findings, their evidence and how to say it.
#pragma once

#include "model/inspection.h"
#include "model/ways.h"
#include "rules/rule.h"

#include <string>
#include <vector>

namespace dramaturg {

// --- wording

/// `1 sender`, `3 senders`.
std::string counted(std::size_t count, std::string_view noun);
/// `a`, `a and b`, `a, b and c`.
std::string listed(const std::vector<std::string>&);

// --- findings and their evidence

/// A finding of the rule with everything that the metadata decides.
Finding begin(const RuleInfo&, Place, ActorId);
Place placeOf(const ActorSystem&, Site);
Step at(const ActorSystem&, Site, std::string text);
/// The place of an actor's declaration, function body or handler, with a sentence.
Step at(const ActorSystem&, ActorId, std::string text);
Step at(const ActorSystem&, FunctionId, std::string text);
Step at(const ActorSystem&, HandlerId, std::string text);
void append(Evidence&, const Evidence&);
/// Judgements from absence lose a step while part of the program was not analysed.
Confidence fromAbsence(const ActorSystem&, Confidence);

}  // namespace dramaturg
