#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"state-implicit-machine",
                         "A state machine is hidden in a field.",
                         Severity::suggestion,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::uint32_t kStates = 3;
constexpr std::size_t kBranchingHandlers = 3;
constexpr std::size_t kWritingHandlers = 2;

/// What the turns of an actor make of one field.
struct Machine {
  std::map<HandlerId, std::set<Symbol>> tested;  ///< values that decide what a handler does
  std::map<HandlerId, Site> testedAt;
  std::map<HandlerId, std::set<Symbol>> written;
  std::map<HandlerId, Site> writtenAt;
  std::set<Symbol> values;  ///< all that are written
};

bool tests(const Condition& condition, Symbol field) {
  return !condition.compares && std::ranges::find(condition.reads, field) != condition.reads.end();
}

void look(const ActorSystem& system, const LinkedHandler& handler, Symbol field, Machine& machine) {
  for (const Reached& reached : system.workOf(handler.body)) {
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const Site site{reached.function, i};
      for (const std::uint32_t guard : function.events[i].guards) {
        const Condition& condition = function.conditions[guard];
        if (!tests(condition, field)) continue;
        machine.tested[handler.id].insert(condition.values.begin(), condition.values.end());
        machine.testedAt.try_emplace(handler.id, site);
      }
      const auto* write = std::get_if<StateWrite>(&function.events[i].what);
      if (!write || write->field != field || write->value == Symbol::none) continue;
      machine.written[handler.id].insert(write->value);
      machine.writtenAt.try_emplace(handler.id, site);
      machine.values.insert(write->value);
    }
  }
}

/// A library's own states are no hidden ones.
bool hasStates(const ActorSystem& system, ActorId actor) {
  bool becomes = false;
  forEachWork<Become>(system, actor,
                      [&](const Become&, Site, const Reached&, const LinkedHandler&) { becomes = true; });
  return becomes;
}

std::string namesOf(const ActorSystem& system, const std::set<Symbol>& values) {
  std::vector<std::string> names;
  for (const Symbol value : values) names.push_back(quoted(system.name(value)));
  std::ranges::sort(names);
  return listed(names);
}

Finding report(const ActorSystem& system, const LinkedActor& actor, const Field& field, const Machine& machine) {
  Finding finding = begin(kInfo, field.place, actor.id);
  const std::string name = quoted(system.name(field.symbol));
  finding.confidence = Confidence::likely;
  finding.message = "what " + counted(machine.testedAt.size(), "handler") + " of " + quoted(system, actor.id) +
                    " do depends on the value of " + name;
  finding.subject = std::string(system.name(actor.id)) + " is a machine of " + std::string(system.name(field.symbol));
  finding.evidence.push_back({field.place, name + " has " + std::to_string(field.states) + " values"});
  for (const auto& [handler, site] : machine.testedAt) {
    const auto& values = machine.tested.at(handler);
    finding.evidence.push_back(
        at(system, site,
           describe(system, handler) + " does this depending on " + (values.empty() ? name : namesOf(system, values))));
  }
  for (const auto& [handler, site] : machine.writtenAt)
    finding.evidence.push_back(
        at(system, site, describe(system, handler) + " goes to " + namesOf(system, machine.written.at(handler))));
  finding.advice =
      "say the states with the library's means (a behaviour or state each), so that a message that a state does not "
      "expect shows "
      "as a missing handler";
  return finding;
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  for (const LinkedActor& actor : system.actors()) {
    if (isOnlyBase(system, actor)) continue;
    for (const FieldUse& use : actor.fields) {
      if (use.field->states < kStates || use.field->constant || use.writes.empty()) continue;
      Machine machine;
      for (const HandlerId id : actor.handlers)
        if (isWorking(system.handler(id).fact->kind)) look(system, system.handler(id), use.field->symbol, machine);
      const bool hidden = machine.testedAt.size() >= kBranchingHandlers &&
                          machine.writtenAt.size() >= kWritingHandlers && machine.values.size() >= 2;
      if (hidden && !hasStates(system, actor.id)) findings.push_back(report(system, actor, *use.field, machine));
    }
  }
}

}  // namespace

extern const Rule kStateImplicitMachine;
const Rule kStateImplicitMachine{kInfo, check};

}  // namespace dramaturg
