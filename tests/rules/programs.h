// Running rules over facts written by hand.
#pragma once

#include "model/link.h"
#include "rules/rule.h"
#include "tests/support/facts_builder.h"

#include <string>
#include <vector>

namespace dramaturg::test {

// By name: `using namespace dramaturg` would make the event `Catch` and Catch2's namespace ambiguous.
using dramaturg::ActorSystem;
using dramaturg::allRules;
using dramaturg::Answers;
using dramaturg::Awaits;
using dramaturg::BlockKind;
using dramaturg::Bound;
using dramaturg::BoundKind;
using dramaturg::BrokerAction;
using dramaturg::BrokerUse;
using dramaturg::CallStyle;
using dramaturg::CaptureMode;
using dramaturg::CatchBody;
using dramaturg::Confidence;
using dramaturg::FieldRole;
using dramaturg::Finding;
using dramaturg::findRule;
using dramaturg::HandlerKind;
using dramaturg::link;
using dramaturg::LoopKind;
using dramaturg::Measure;
using dramaturg::NameKind;
using dramaturg::Ownership;
using dramaturg::Placement;
using dramaturg::Register;
using dramaturg::RegistryAction;
using dramaturg::Rule;
using dramaturg::runRules;
using dramaturg::Severity;
using dramaturg::SharedAccess;
using dramaturg::Symbol;
using dramaturg::Task;
using dramaturg::TaskAction;
using dramaturg::TaskControl;
using dramaturg::TaskKind;
using dramaturg::TaskOwner;
using dramaturg::Trace;
using dramaturg::WriteKind;

/// What one rule says about a program of one unit that was analysed in full.
std::vector<Finding> findings(std::string_view rule, const UnitBuilder& unit);
/// The same of a program of several units.
std::vector<Finding> findings(std::string_view rule, std::vector<dramaturg::UnitFacts> units);
/// What all rules say together, as a user sees it.
std::vector<Finding> report(const UnitBuilder& unit, bool allUnitsAnalysed = true);
/// The rules of a report, in its order.
std::vector<std::string> rulesOf(const std::vector<Finding>& findings);

/// Does some step say this?
bool says(const Finding& finding, std::string_view text);

}  // namespace dramaturg::test
