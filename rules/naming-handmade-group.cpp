#include "model/event_index.h"
#include "rules/membership.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"naming-handmade-group",
                         "This actor is a registry or a topic in disguise.",
                         Severity::suggestion,
                         RuleStatus::preview,
                         "0.2",
                         "naming_scope"};

struct Group {
  ActorId actor = ActorId::none;
  Members members;
  Broadcast broadcast;
};

std::vector<Group> groupsOf(const ActorSystem& system) {
  std::vector<Group> groups;
  for (const LinkedActor& actor : system.actors()) {
    if (isOnlyBase(system, actor) || longLived(system, actor.id).no()) continue;
    for (Members& members : membersOf(system, actor))
      if (auto broadcast = broadcastOver(system, actor.id, members.use->field->symbol))
        groups.push_back({actor.id, std::move(members), std::move(*broadcast)});
  }
  return groups;
}

/// How many classes of senders make it repeat itself.
std::size_t publishersOf(const ActorSystem& system, const Group& group) {
  std::set<ActorId> classes;
  for (const Edge* edge : system.inbound(group.actor))
    if (edge->toHandler == group.broadcast.handler && edge->from != group.actor) classes.insert(edge->from);
  return classes.size();
}

void addRemovals(const ActorSystem& system, const Group& group, Evidence& evidence) {
  for (const FieldUse::Access* removal : group.members.removals)
    evidence.push_back(at(system, removal->site, "takes one out"));
  if (group.members.removals.empty())
    evidence.push_back(at(system, group.actor, "nothing takes one out again"));
  else if (!group.members.removedWhenGone)
    evidence.push_back(at(system, group.actor, "but nothing does so when a member has ended"));
}

std::string adviceFor(const Group& group) {
  std::string advice =
      "let the library keep the group, or keep members that leave by themselves: monitor each and take it out in the "
      "down handler (OTP: `Registry`, `:pg`)";
  if (group.members.removedWhenGone)
    advice = "one implementation of it is enough: let the library keep the group, or give it an actor of its own";
  return advice + "; where one fan-out is too slow, relay it through several actors, each for a part of the members";
}

Finding report(const ActorSystem& system, const Group& group, std::size_t others, std::size_t publishers) {
  const Members& members = group.members;
  Finding finding = begin(kInfo, members.use->field->place, group.actor);
  const std::string field = quoted(system.name(members.use->field->symbol));
  finding.message =
      quoted(system, group.actor) + " keeps a group of actors in " + field + " and repeats messages to all";
  finding.evidence.push_back({finding.place, field + " denotes other actors"});
  finding.evidence.push_back(at(system, members.added->site, describe(system, members.added->handler) + " adds one"));
  append(finding.evidence, describePath(system, group.broadcast.path));
  finding.evidence.push_back({loopOf(system, group.broadcast.loop).place,
                              describe(system, group.broadcast.handler) + " goes over all of them, one by one"});
  finding.evidence.push_back(at(system, group.broadcast.site, "sends to each"));
  addRemovals(system, group, finding.evidence);
  if (others > 0) finding.evidence.push_back({{}, "the program has " + counted(others, "other actor") + " like that"});
  if (publishers > 2)
    finding.evidence.push_back({{}, std::to_string(publishers) + " classes of senders wait for this one loop"});
  finding.confidence = members.removedWhenGone ? Confidence::possible : fromAbsence(system, Confidence::likely);
  if (!blindSpots(system, group.actor).empty()) finding.confidence = Confidence::possible;
  finding.subject = std::string(system.name(group.actor)) + " " + std::string(system.name(members.use->field->symbol));
  finding.advice = adviceFor(group);
  return finding;
}

/// Looked up and then put under the same name: two actors that do so at once both find nothing.
void checkRaces(const ActorSystem& system, FunctionId id, std::vector<Finding>& findings) {
  const Function& function = system.function(id);
  std::map<std::pair<Symbol, Symbol>, Site> looked;
  for (std::uint32_t i = 0; i < function.events.size(); ++i) {
    const auto* entry = std::get_if<Register>(&function.events[i].what);
    if (entry == nullptr || entry->name == Symbol::none) continue;
    const Site site{id, i};
    if (entry->action == RegistryAction::get) looked.try_emplace({entry->registry, entry->name}, site);
    const auto get = looked.find({entry->registry, entry->name});
    if (entry->action != RegistryAction::put || get == looked.end() || function.events[i].guards.empty()) continue;
    const ActorId owner = system.ownerOf(id);
    if (owner == ActorId::none || system.actor(owner).multiplicity != Multiplicity::many) continue;
    Finding finding = begin(kInfo, placeOf(system, site), owner);
    finding.confidence = Confidence::possible;
    finding.message = "the name is looked up and then taken, in two steps";
    finding.evidence.push_back(at(system, get->second, "nobody has the name"));
    append(finding.evidence, system.actor(owner).multiplicityWhy);
    finding.evidence.push_back(at(system, site, "takes it, although another instance may have done so by now"));
    finding.subject = std::string(system.name(owner)) + " takes a name";
    finding.advice = "let one actor hand the name out, or take it in one step and look at the result";
    findings.push_back(std::move(finding));
  }
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  const std::vector<Group> groups = groupsOf(system);
  for (const Group& group : groups) {
    const auto others = static_cast<std::size_t>(
        std::ranges::count_if(groups, [&](const Group& other) { return other.actor != group.actor; }));
    const std::size_t publishers = publishersOf(system, group);
    if (group.members.removedWhenGone && others == 0 && publishers < 3) continue;
    findings.push_back(report(system, group, others, publishers));
  }
  std::set<FunctionId> functions;
  for (const Site site : system.events().sites<Register>()) functions.insert(site.function);
  for (const FunctionId function : functions) checkRaces(system, function, findings);
}

}  // namespace

extern const Rule kNamingHandmadeGroup;
const Rule kNamingHandmadeGroup{kInfo, check};

}  // namespace dramaturg
