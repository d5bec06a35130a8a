#include "rules/foreign_access.h"
#include "rules/strands.h"

#include <algorithm>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"state-bypass-mailbox",
                         "Actor state is touched outside the actor's turn.",
                         Severity::error,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

Finding report(const ActorSystem& system, const ForeignCode& code) {
  const std::string field = quoted(system.name(code.access.field));
  Finding finding = begin(kInfo, placeOf(system, code.enters), code.actor);
  finding.confidence = code.access.write ? Confidence::certain : Confidence::likely;
  finding.message = field + " of " + quoted(system, code.actor) + " is " + (code.access.write ? "written" : "read") +
                    " outside of its turns";
  finding.subject = std::string(system.name(code.actor)) + " is touched by " +
                    std::string(system.name(system.function(code.root).symbol));
  finding.evidence.push_back(code.where);
  append(finding.evidence, describePath(system, code.access.path));
  finding.evidence.push_back(at(system, code.access.site, (code.access.write ? "writes " : "reads ") + field));
  finding.evidence.push_back(at(system, code.own.site,
                                describe(system, code.handler) + (code.own.write ? " writes it" : " reads it") +
                                    ", and nothing keeps the two apart"));
  finding.advice =
      "send the actor a message instead, and let it do this in a turn; for readers in a hurry, publish a snapshot that "
      "nobody "
      "writes any more";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  std::set<std::string> told;
  std::vector<ForeignCode> all = foreignCodeOf(system);
  for (ForeignCode& code : looseTurnsOf(system)) all.push_back(std::move(code));
  for (const ForeignCode& code : all) {
    Finding finding = report(system, code);
    if (told.insert(finding.subject).second) findings.push_back(std::move(finding));
  }
}

}  // namespace

extern const Rule kStateBypassMailbox;
const Rule kStateBypassMailbox{kInfo, check};

}  // namespace dramaturg
