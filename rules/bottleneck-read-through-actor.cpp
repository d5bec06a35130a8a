#include "model/read_side.h"
#include "rules/support.h"

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"bottleneck-read-through-actor",
                         "Reads queue behind writes here; let them bypass the actor.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

void addField(const ActorSystem& system, const FieldUse& use, Evidence& evidence) {
  const std::string name = quoted(system.name(use.field->symbol));
  evidence.push_back({use.field->place, name + " is what the readers want"});
  for (HandlerId writer : writersOf(system, use))
    if (writer != HandlerId::none)
      evidence.push_back(at(system, writer, "only " + describe(system, writer) + " writes it"));
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const Reads& reads) {
  Finding finding = begin(kInfo, actor.fact->place, actor.id);
  const bool fixed = writtenOnlyAtStart(system, reads);
  finding.message = fixed ? quoted(system, actor.id) + " hands out values that never change after its start"
                          : std::to_string(reads.edges.size()) + " of " + std::to_string(reads.all) +
                                " places that send to " + quoted(system, actor.id) + " only read";
  finding.evidence.push_back(
      at(system, actor.id, quoted(system, actor.id) + " answers one message at a time, reads included"));
  for (const FieldUse* use : reads.fields) addField(system, *use, finding.evidence);
  for (const Edge* edge : reads.edges)
    finding.evidence.push_back(
        at(system, edge->site, sourceOf(system, *edge) + " queues for " + describe(system, edge->toHandler)));
  finding.confidence = fixed ? reads.confidence : weaker(Confidence::likely, reads.confidence);
  for (const Edge* edge : reads.edges) finding.confidence = weaker(finding.confidence, edge->confidence);
  finding.subject = system.name(actor.id);
  finding.advice =
      fixed ? "build the value once and pass it to its readers as const (OTP: `:persistent_term`)"
            : "let the owner publish an immutable snapshot when it writes, and let readers take it without a message "
              "(OTP: an ETS table that the process owns, with `read_concurrency`)";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    const Reads reads = readsOf(system, actor.id);
    if (isReadThrough(system, actor.id, reads)) findings.push_back(report(system, actor, reads));
  }
}

}  // namespace

extern const Rule kBottleneckReadThroughActor;
const Rule kBottleneckReadThroughActor{kInfo, check};

}  // namespace dramaturg
