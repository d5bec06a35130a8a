#include "rules/support.h"

#include <algorithm>
#include <optional>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"state-unbounded-growth",
                         "Entries are added to this actor's state and never removed.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

const StateWrite& writeAt(const ActorSystem& system, Site site) {
  return std::get<StateWrite>(system.event(site).what);
}

/// Anything but adding entries and changing those that are there: erasing, replacing, moving out, and what cannot be
/// told apart from it.
bool mayShrink(WriteKind kind) {
  return kind == WriteKind::erase || kind == WriteKind::assign || kind == WriteKind::mutate;
}

/// A test of the size, or of anything else of the field, decides whether the entry is added.
bool isGuarded(const ActorSystem& system, const FieldUse::Access& access, Symbol field) {
  return std::ranges::any_of(guardsOn(system, access.path, access.site), [&](const Guard& guard) {
    return guard.condition->compares &&
           std::ranges::find(guard.condition->reads, field) != guard.condition->reads.end();
  });
}

/// Added in a turn that comes again and again.
bool recurs(const ActorSystem& system, const FieldUse::Access& access) {
  return access.handler != HandlerId::none && isWorking(system, system.handler(access.handler), access.path);
}

/// Fields out of which some code of the program may take entries, also such as nobody is seen to call. Reading the
/// whole program takes time, and is put off until a field is suspected.
class Shrinking {
 public:
  explicit Shrinking(const ActorSystem& system) : system_(system) {}

  bool contains(Symbol field) {
    if (!fields_) collect();
    return fields_->contains(field);
  }

 private:
  void collect() {
    fields_.emplace();
    for (const Function& function : system_.functions())
      for (const Event& event : function.events)
        if (const auto* write = std::get_if<StateWrite>(&event.what); write && mayShrink(write->kind))
          fields_->insert(write->field);
  }

  const ActorSystem& system_;
  std::optional<std::set<Symbol>> fields_;
};

void judge(const ActorSystem& system, const LinkedActor& actor, const FieldUse& use, Shrinking& shrinking,
           std::vector<Finding>& findings) {
  const Symbol field = use.field->symbol;
  if (use.field->role != FieldRole::data && use.field->role != FieldRole::actorHandle) return;
  if (std::ranges::any_of(use.writes, [&](const auto& write) { return mayShrink(writeAt(system, write.site).kind); }))
    return;
  const auto grows = std::ranges::find_if(use.writes, [&](const auto& write) {
    return writeAt(system, write.site).kind == WriteKind::insert && recurs(system, write) &&
           !isGuarded(system, write, field);
  });
  if (grows == use.writes.end() || shrinking.contains(field)) return;
  if (longLived(system, actor.id).no() || !blindSpots(system, actor.id).empty()) return;
  Finding finding = begin(kInfo, placeOf(system, grows->site), actor.id);
  const std::string name = quoted(system.name(field));
  finding.message = name + " of " + quoted(system, actor.id) + " only ever grows";
  finding.evidence.push_back({use.field->place, name + " lives as long as the actor"});
  finding.evidence.push_back(at(system, grows->handler, describe(system, grows->handler) + " comes again and again"));
  append(finding.evidence, describePath(system, grows->path));
  finding.evidence.push_back(at(system, grows->site, "adds an entry; nothing ever removes one"));
  finding.confidence = fromAbsence(system, Confidence::likely);
  finding.subject = std::string(system.name(actor.id)) + " " + std::string(system.name(field));
  finding.advice = "decide when an entry has done its duty: an expiry, a bound, or its owner's end";
  findings.push_back(std::move(finding));
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  Shrinking shrinking(system);
  for (const LinkedActor& actor : system.actors()) {
    for (const FieldUse& use : actor.fields) judge(system, actor, use, shrinking, findings);
  }
}

}  // namespace

extern const Rule kStateUnboundedGrowth;
const Rule kStateUnboundedGrowth{kInfo, check};

}  // namespace dramaturg
