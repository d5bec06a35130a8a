#include "model/event_index.h"
#include "rules/support.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

constexpr RuleInfo kInfo{"naming-dynamic-name",
                         "Names are made up at run time in a registry that never forgets.",
                         Severity::warning,
                         RuleStatus::stable,
                         "0.1",
                         "abstraction"};

constexpr std::size_t kManyLookUps = 2;  ///< places that put the same kind of name together by hand

struct Entry {
  Site site;
  const Register* what = nullptr;
};

std::vector<Entry> entriesWith(const ActorSystem& system, RegistryAction action) {
  std::vector<Entry> entries;
  for (const Site site : system.events().sites<Register>())
    if (const auto& what = std::get<Register>(system.event(site).what); what.action == action)
      entries.push_back({site, &what});
  return entries;
}

/// The function that a lambda is written in, however deep.
FunctionId outermost(const ActorSystem& system, FunctionId id) {
  for (FunctionId around = id; around != FunctionId::none;
       around = system.functionOf(system.function(around).enclosing))
    id = around;
  return id;
}

enum class Removal : std::uint8_t { none, ofOthers, found };

/// Whether the names that `put` makes are taken out again: by the same owner, or under the same kind of name.
Removal removalOf(const ActorSystem& system, const Entry& put, const std::vector<Entry>& erasures) {
  Removal removal = Removal::none;
  for (const Entry& erase : erasures) {
    if (erase.what->registry != put.what->registry || erase.what->kind == NameKind::literal) continue;
    const ActorId owner = system.ownerOf(put.site.function);
    const bool sameOwner = owner != ActorId::none && owner == system.ownerOf(erase.site.function);
    const bool sameCode = outermost(system, put.site.function) == outermost(system, erase.site.function);
    const bool sameName = erase.what->name == put.what->name ||
                          (put.what->derivedFrom != Symbol::none && erase.what->derivedFrom == put.what->derivedFrom);
    if (sameOwner || sameCode || sameName) return Removal::found;
    removal = Removal::ofOthers;
  }
  return removal;
}

/// How often names can come into being, as the first thing that decides; nothing when there are only a few.
struct Growth {
  Step step;
  Confidence confidence = Confidence::certain;
};

std::optional<Growth> growthInTurn(const ActorSystem& system, HandlerId id, const Entry& put) {
  const LinkedHandler& handler = system.handler(id);
  if (handler.fact->kind != HandlerKind::init)
    return Growth{at(system, id, "with every " + describe(system, id)), Confidence::certain};
  const LinkedActor& actor = system.actor(handler.actor);
  switch (actor.multiplicity) {
    case Multiplicity::one:
    case Multiplicity::few:
      return std::nullopt;
    case Multiplicity::many:
      return Growth{
          actor.multiplicityWhy.empty() ? at(system, put.site, "once per instance") : actor.multiplicityWhy.front(),
          Confidence::certain};
    case Multiplicity::unknown:
      break;
  }
  return Growth{at(system, id, "once per instance of " + quoted(system, actor.id)), Confidence::likely};
}

std::optional<Growth> growthOf(const ActorSystem& system, const Entry& put) {
  const std::vector<HandlerId> turns = system.turnsOf(put.site.function);
  for (const LoopAround& loop : loopsAround(system, {}, put.site)) {
    if (loopOf(system, loop).kind == LoopKind::constant) return std::nullopt;  // a name per element of a fixed range
    if (!turns.empty()) continue;
    const bool data = loopOf(system, loop).kind != LoopKind::container;  // at start-up a container is configuration
    if (data) return Growth{{loopOf(system, loop).place, "with every pass of the loop"}, Confidence::certain};
  }
  for (HandlerId id : turns)
    if (const std::optional<Growth> growth = growthInTurn(system, id, put)) return growth;
  if (!system.tasksOf(put.site.function).empty())
    return Growth{at(system, put.site, "with every task"), Confidence::likely};
  return std::nullopt;  // only at start-up
}

Finding report(const ActorSystem& system, const Entry& put, const Growth& growth, Removal removal) {
  Finding finding = begin(kInfo, placeOf(system, put.site), system.ownerOf(put.site.function));
  const std::string registry =
      put.what->registry == Symbol::none ? "the registry" : quoted(system.name(put.what->registry));
  finding.message = "names made up at run time stay in " + registry + " for ever";
  std::string made = "the name is computed";
  if (put.what->derivedFrom != Symbol::none) made += " from " + std::string(system.name(put.what->derivedFrom));
  finding.evidence.push_back(at(system, put.site, made));
  finding.evidence.push_back({growth.step.place, "another name comes into being: " + growth.step.text});
  finding.evidence.push_back(
      at(system, put.site,
         registry + (put.what->permanent ? " keeps an entry until it is erased" : " may keep its entries")));
  finding.evidence.push_back({finding.place, removal == Removal::none
                                                 ? "nothing in the program erases from " + registry
                                                 : "what is erased from it elsewhere has other names"});
  finding.confidence = weaker(growth.confidence, put.what->permanent ? Confidence::certain : Confidence::likely);
  finding.confidence = removal == Removal::ofOthers ? Confidence::possible : fromAbsence(system, finding.confidence);
  finding.subject = std::string(system.name(system.function(put.site.function).symbol)) + " names in " + registry;
  finding.advice =
      "keep handles by value in a map of the actor that owns them and take them out when they end (OTP: `Registry`, "
      "keys of any "
      "type, entries go with their process), or pass handles along";
  return finding;
}

/// Names put together in several places are an address format without a home.
void checkLookUps(const ActorSystem& system, std::vector<Finding>& findings) {
  std::map<Symbol, std::map<FunctionId, Entry>> byRegistry;
  for (const Entry& get : entriesWith(system, RegistryAction::get))
    if (get.what->kind == NameKind::computed) byRegistry[get.what->registry].try_emplace(get.site.function, get);
  for (const auto& [registry, places] : byRegistry) {
    if (places.size() < kManyLookUps) continue;
    const Entry& first = places.begin()->second;
    Finding finding = begin(kInfo, placeOf(system, first.site), system.ownerOf(first.site.function));
    finding.severity = Severity::suggestion;
    finding.confidence = Confidence::possible;
    finding.message = "the names in " + quoted(system.name(registry)) + " are put together in " +
                      std::to_string(places.size()) + " places";
    for (const auto& [function, get] : places)
      finding.evidence.push_back(at(system, get.site, "a name is computed to look it up"));
    finding.subject = "look-ups in " + std::string(system.name(registry));
    finding.advice = "give the names one home: a function that takes the key and returns the handle";
    findings.push_back(std::move(finding));
  }
}

void check(const ActorSystem& system, std::vector<Finding>& findings) {
  const std::vector<Entry> erasures = entriesWith(system, RegistryAction::erase);
  for (const Entry& put : entriesWith(system, RegistryAction::put)) {
    if (put.what->kind != NameKind::computed) continue;
    const std::optional<Growth> growth = growthOf(system, put);
    const Removal removal = removalOf(system, put, erasures);
    if (growth && removal != Removal::found) findings.push_back(report(system, put, *growth, removal));
  }
  checkLookUps(system, findings);
}

}  // namespace

extern const Rule kNamingDynamicName;
const Rule kNamingDynamicName{kInfo, check};

}  // namespace dramaturg
