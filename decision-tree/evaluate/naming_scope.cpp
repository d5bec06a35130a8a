// By what others find an actor.
#include "decision-tree/evaluate/evaluate.h"
#include "model/event_index.h"

#include <algorithm>

namespace dramaturg {
namespace {

bool mayMean(const Register& get, const Register& put) {
  if (get.registry != put.registry) return false;
  return get.kind == NameKind::computed || get.kind == NameKind::unknown || get.name == put.name;
}

/// Where the handle of an actor is handed to somebody.
Evidence handedTo(const ActorSystem& system, ActorId actor) {
  Evidence evidence;
  for (const Handle& holder : system.holdersOf(actor))
    if (holder.kind == HandleKind::field || holder.kind == HandleKind::parameter)
      evidence.push_back(
          {system.actor(actor).fact->place, "its handle is passed to " + quoted(system.name(holder.symbol))});
  return evidence;
}

}  // namespace

Verdict needsName(const ActorSystem& system, const Subject& subject) {
  const std::vector<NameSite> names = namesOf(system, subject.actor);
  Evidence entered;
  for (const NameSite& name : names) {
    entered.push_back(stepAt(system, name.site, "it is entered under a name"));
    for (const NameSite& get : registrySites(system, RegistryAction::get))
      if (mayMean(*get.what, *name.what))
        return is("yes", get.what->name == name.what->name ? Confidence::certain : Confidence::likely,
                  {entered.back(), stepAt(system, get.site, "looks it up")});
  }
  if (!names.empty() || !system.closedWorld()) return cannotTell(std::move(entered));
  Evidence handed = handedTo(system, subject.actor);
  if (handed.empty()) return cannotTell();
  return is("no", Confidence::likely, std::move(handed));
}

Verdict fixedNames(const ActorSystem& system, const Subject& subject) {
  Votes votes;
  for (const NameSite& name : namesOf(system, subject.actor)) {
    if (name.what->kind == NameKind::unknown) {
      votes.abstain(stepAt(system, name.site, "the code does not tell this name"));
    } else if (name.what->kind == NameKind::computed) {
      return is("no", Confidence::certain,
                {stepAt(system, name.site,
                        name.what->derivedFrom == Symbol::none
                            ? "the name is computed"
                            : "the name is computed from " + quoted(system.name(name.what->derivedFrom)))});
    } else {
      votes.add("yes", Confidence::certain,
                stepAt(system, name.site, "the name is " + quoted(system.name(name.what->name))));
    }
  }
  return votes.outcome();
}

namespace {

bool handles(const ActorSystem& system, ActorId actor, Symbol message) {
  return std::ranges::any_of(system.actor(actor).handlers, [&](HandlerId id) {
    const Handler& handler = *system.handler(id).fact;
    return handler.kind == HandlerKind::message && handler.message == message;
  });
}

}  // namespace

/// A program that sends what this actor handles to another process has such actors there.
Verdict remoteLookup(const ActorSystem& system, const Subject& subject) {
  for (const Site site : system.events().sites<Cast, Call>()) {
    const EventKind& what = system.event(site).what;
    const auto* cast = std::get_if<Cast>(&what);
    const auto* call = std::get_if<Call>(&what);
    const Handle& receiver = cast != nullptr ? cast->receiver : call->receiver;
    const Symbol message = cast != nullptr ? cast->message : call->message;
    if (receiver.kind == HandleKind::remote && handles(system, subject.actor, message))
      return is("yes", Confidence::likely, {stepAt(system, site, "sends what it handles to another process")});
  }
  return cannotTell();
}

/// A container of handles that each message goes out to.
Verdict groupKey(const ActorSystem& system, const Subject& subject) {
  Verdict verdict = cannotTell();
  forEachWork<Cast>(
      system, subject.actor, [&](const Cast& cast, Site site, const Reached& reached, const LinkedHandler& handler) {
        if (!verdict.choice.empty()) return;
        for (const LoopAround& around : loopsAround(system, reached.path, site)) {
          const Loop& loop = loopOf(system, around);
          const bool member = loop.kind == LoopKind::container && loop.over != Symbol::none &&
                              std::ranges::any_of(system.actor(subject.actor).fields,
                                                  [&](const FieldUse& use) { return use.field->symbol == loop.over; });
          if (member)
            verdict = is(
                "yes", Confidence::likely,
                {{loop.place, describe(system, handler.id) + " sends to each of " + quoted(system.name(loop.over))}});
        }
        if (cast.receiver.kind == HandleKind::group)
          verdict = is("yes", Confidence::certain, {stepAt(system, site, "sends to a group")});
      });
  if (!verdict.choice.empty()) return verdict;
  Votes votes;  // a name that is made of data stands for the one that enters itself under it
  for (const NameSite& name : namesOf(system, subject.actor))
    if (name.what->handle.kind == HandleKind::self)
      votes.add("no", Confidence::likely, stepAt(system, name.site, "each enters itself under a name of its own"));
    else
      votes.abstain(stepAt(system, name.site, "is entered by somebody else"));
  return votes.outcome();
}

Verdict nameRemoval(const ActorSystem& system, const Subject& subject) {
  const std::vector<NameSite> erasures = registrySites(system, RegistryAction::erase);
  Votes votes;
  for (const NameSite& put : namesOf(system, subject.actor)) {
    const auto erased = std::ranges::find_if(erasures, [&](const NameSite& erase) {
      const bool sameOwner = system.ownerOf(erase.site.function) == subject.actor;
      return erase.what->registry == put.what->registry && (sameOwner || erase.what->name == put.what->name);
    });
    if (erased != erasures.end())
      votes.add("removed", Confidence::likely, stepAt(system, erased->site, "takes the name out"));
    else if (put.what->permanent && system.closedWorld())
      votes.add("nothing", Confidence::likely, stepAt(system, put.site, "enters a name that nothing takes out"));
    else
      votes.abstain(stepAt(system, put.site, "enters a name"));
  }
  return votes.outcome();
}

}  // namespace dramaturg
