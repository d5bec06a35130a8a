#include "rules/strands.h"

#include "model/event_index.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

/// Does this function give its thread to a library until there is nothing to do any more?
bool lendsThread(const ActorSystem& system, FunctionId root) {
  bool lends = false;
  forEachReached<Block>(system, root, [&](const Block& block, Site, const Reached&) {
    lends = lends || (block.kind == BlockKind::library && block.awaits == Awaits::thread);
  });
  return lends;
}

bool severalThreadsRun(const ActorSystem& system) {
  int threads = 0;
  for (const Site site : system.events().sites<Task>()) {
    const Event& event = system.event(site);
    const FunctionId body = system.functionOf(std::get<Task>(event.what).body);
    if (body != FunctionId::none && lendsThread(system, body)) threads += event.loop != 0 ? 2 : 1;
  }
  for (const Site site : system.events().sites<Block>()) {
    const auto& block = std::get<Block>(system.event(site).what);
    if (threads == 1 && block.kind == BlockKind::library && !system.entriesOf(site.function).empty() &&
        system.tasksOf(site.function).empty())
      ++threads;
  }
  return threads > 1;
}

/// What the constructors say of the objects whose operations leave functions behind.
class Bindings {
 public:
  explicit Bindings(const ActorSystem& system) {
    for (const Site site : system.events().sites<Binding>()) {
      const auto& binding = std::get<Binding>(system.event(site).what);
      const auto [known, isNew] = byObject_.try_emplace(binding.object, binding);
      if (!isNew && (known->second.loose != binding.loose))
        known->second.loose = false, known->second.strand = Symbol::none;
    }
  }
  bool binds(Symbol field) const { return byObject_.contains(field); }
  bool isLoose(const Handler& handler) const {
    if (handler.loose || handler.strand != Symbol::none) return handler.loose;
    const auto known = byObject_.find(handler.object);
    return handler.object != Symbol::none && known != byObject_.end() && known->second.loose;
  }
  bool isOnStrand(const Handler& handler) const {
    if (handler.loose || handler.strand != Symbol::none) return !handler.loose;
    const auto known = byObject_.find(handler.object);
    return handler.object != Symbol::none && known != byObject_.end() && known->second.strand != Symbol::none;
  }

 private:
  std::map<Symbol, Binding> byObject_;
};

using Accesses = std::map<Symbol, Access>;  ///< by field: a write, if there is one

Accesses accessesOf(const ActorSystem& system, const Bindings& bindings, const LinkedActor& actor, HandlerId handler) {
  Accesses accesses;
  for (const FieldUse& use : actor.fields) {
    if (!needsCare(system, *use.field) || bindings.binds(use.field->symbol)) continue;
    const auto add = [&](const std::vector<FieldUse::Access>& all, bool write) {
      for (const FieldUse::Access& one : all)
        if (one.handler == handler && system.event(one.site).locks.empty())
          accesses.try_emplace(use.field->symbol, Access{use.field->symbol, one.site, one.path, write});
    };
    add(use.writes, true);
    add(use.reads, false);
  }
  return accesses;
}

/// The field to tell of: written by the loose turn, if there is one.
std::optional<std::pair<Access, Access>> clash(const Accesses& loose, const Accesses& kept) {
  std::optional<std::pair<Access, Access>> worst;
  for (const auto& [field, access] : loose) {
    const auto other = kept.find(field);
    if (other == kept.end() || !(access.write || other->second.write)) continue;
    if (other->second.site == access.site) continue;  // the one may go on where the other has begun
    if (!worst || (access.write && !worst->first.write)) worst = {access, other->second};
  }
  return worst;
}

}  // namespace

std::vector<ForeignCode> looseTurnsOf(const ActorSystem& system) {
  std::vector<ForeignCode> found;
  const Bindings bindings(system);
  std::optional<bool> several;
  for (const LinkedActor& actor : system.actors()) {
    std::vector<HandlerId> loose;
    std::vector<HandlerId> kept;
    for (const HandlerId id : actor.handlers) {
      const LinkedHandler& handler = system.handler(id);
      if (handler.body == FunctionId::none) continue;
      if (bindings.isLoose(*handler.fact)) loose.push_back(id);
      if (bindings.isOnStrand(*handler.fact)) kept.push_back(id);
    }
    if (loose.empty() || kept.empty()) continue;
    if (!several) several = severalThreadsRun(system);
    if (!*several) break;
    for (const HandlerId id : loose) {
      const Accesses own = accessesOf(system, bindings, actor, id);
      for (const HandlerId other : kept) {
        const auto both = clash(own, accessesOf(system, bindings, actor, other));
        if (!both) continue;
        found.push_back({actor.id, system.handler(id).body,
                         at(system, id, describe(system, id) + " runs on no strand, beside other turns"),
                         both->first.site, both->first, both->second, other});
        break;
      }
    }
  }
  return found;
}

}  // namespace dramaturg
