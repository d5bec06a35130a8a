#include "rules/foreign_access.h"

#include "model/event_index.h"

#include <algorithm>
#include <map>
#include <set>

namespace dramaturg {
namespace {

bool underLock(const ActorSystem& system, const std::vector<Site>& path, Site site) {
  const auto locked = [&](Site at) { return !system.event(at).locks.empty(); };
  return locked(site) || std::ranges::any_of(path, locked);
}

/// Calls `use(access)` for each access to a field that runs in the same turn as `root`, with no lock around it.
template <class Use>
void forEachAccess(const ActorSystem& system, FunctionId root, Use use) {
  if (root == FunctionId::none) return;
  for (const Reached& reached : system.reach(root)) {
    if (reached.confidence == Confidence::possible) continue;
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const Site site{reached.function, i};
      const auto* write = std::get_if<StateWrite>(&function.events[i].what);
      const auto* read = std::get_if<StateRead>(&function.events[i].what);
      if ((!write && !read) || underLock(system, reached.path, site)) continue;
      use(Access{write ? write->field : read->field, site, reached.path, write != nullptr});
    }
  }
}

/// In another thread, as far as the code tells.
bool runsElsewhere(const Task& task) {
  return task.kind == TaskKind::thread || task.kind == TaskKind::joiningThread || task.kind == TaskKind::async ||
         task.kind == TaskKind::poolPost;
}
/// Whoever starts it may wait for its end before doing anything else.
bool mayBeWaitedFor(const Task& task) {
  return task.owner == TaskOwner::local || task.owner == TaskOwner::passed || task.owner == TaskOwner::unknown;
}

class Finder {
 public:
  explicit Finder(const ActorSystem& system) : system_(system) {
    for (const LinkedActor& actor : system.actors()) {
      if (actor.fact->form == ActorForm::threadLoop) continue;
      for (const FieldUse& use : actor.fields)
        if (needsCare(system, *use.field)) owners_[use.field->symbol].push_back({actor.id, &use});
    }
  }

  std::vector<ForeignCode> run() {
    for (const Site site : system_.events().sites<Task>()) {
      const auto& task = std::get<Task>(system_.event(site).what);
      const FunctionId body = system_.functionOf(task.body);
      if (body == FunctionId::none || !runsElsewhere(task)) continue;
      const FunctionId starter = mayBeWaitedFor(task) ? site.function : FunctionId::none;
      lookAt({body, at(system_, site, "this runs beside the actor's turns"), ActorId::none, starter});
    }
    for (const LinkedHandler& handler : system_.handlers())
      if (handler.body != FunctionId::none && isWorking(handler.fact->kind))
        lookAt({handler.body, at(system_, handler.id, describe(system_, handler.id) + " runs in another thread"),
                handler.actor, FunctionId::none});
    return std::move(found_);
  }

 private:
  struct Holder {
    ActorId actor;
    const FieldUse* use;
  };

  struct Foreign {
    FunctionId root;
    Step where;
    ActorId by;          ///< the actor whose turn it is; none: a task
    FunctionId starter;  ///< of a task that this function may wait for
  };

  void lookAt(const Foreign& foreign) {
    const FunctionId root = foreign.root;
    std::map<ActorId, ForeignCode> worst;
    forEachAccess(system_, root, [&](const Access& access) {
      const auto holders = owners_.find(access.field);
      if (holders == owners_.end() || holders->second.size() != 1) return;  // of a base: nobody knows whose it is
      const Holder& holder = holders->second.front();
      if (!touches(foreign, access, holder.actor)) return;
      const auto own = ownAccess(holder, access.write);
      if (!own) return;
      auto [known, isNew] = worst.try_emplace(holder.actor);
      if (!isNew && (known->second.access.write || !access.write)) return;
      known->second = {holder.actor, root,       foreign.where, entrance(access, holder.actor),
                       access,       own->first, own->second};
    });
    for (auto& [actor, code] : worst) found_.push_back(std::move(code));
  }

  bool touches(const Foreign& foreign, const Access& access, ActorId owner) const {
    const auto& [root, where, by, starter] = foreign;
    if (starter != FunctionId::none && runsIn(starter, owner)) return false;
    if (by != ActorId::none && (by == owner || !aloneInThread(owner) || related(owner, by))) return false;
    if (by == ActorId::none && drivesTurns(root, owner)) return false;
    if (startsOwner(root, access, owner) || isNamed(access, owner)) return false;
    const Function& function = system_.function(access.site.function);
    const Symbol record = system_.actor(owner).fact->symbol;
    if (function.form == FunctionForm::method) return function.record == record;
    if (function.form != FunctionForm::lambda || by != ActorId::none) return false;
    return std::ranges::any_of(function.captures, [&](const Capture& capture) { return capture.actorSelf; });
  }

  /// A pointer to a method of an actor names a message more often than it is called.
  bool isNamed(const Access& access, ActorId owner) const {
    return std::ranges::any_of(access.path, [&](Site site) {
      const auto* call = std::get_if<FunctionCall>(&system_.event(site).what);
      const FunctionId callee = call == nullptr ? FunctionId::none : system_.functionOf(call->callee);
      const bool handed =
          callee != FunctionId::none && call->form != CallForm::direct && call->form != CallForm::virtualCall;
      return handed && system_.function(callee).record == system_.actor(owner).fact->symbol;
    });
  }

  bool runsIn(FunctionId function, ActorId actor) const {
    const auto turns = system_.turnsOf(function);
    return std::ranges::any_of(turns, [&](HandlerId turn) { return system_.handler(turn).actor == actor; });
  }

  /// Whether the owner is known to have a thread that nobody else runs in: in many libraries the others share the one
  /// of whoever made them.
  bool aloneInThread(ActorId owner) const {
    const LinkedActor& actor = system_.actor(owner);
    return actor.placement == Placement::ownThread && actor.placementConfidence == Confidence::certain;
  }

  bool related(ActorId a, ActorId b) const {
    const auto derives = [&](ActorId derived, ActorId base) {
      const auto& bases = system_.actor(derived).fact->bases;
      return std::ranges::find(bases, system_.actor(base).fact->symbol) != bases.end();
    };
    return derives(a, b) || derives(b, a);
  }

  /// A thread that runs the actor's turns is its own.
  bool drivesTurns(FunctionId root, ActorId owner) const {
    const std::vector<Reached>& reached = system_.reach(root);
    return std::ranges::any_of(system_.actor(owner).handlers, [&](HandlerId id) {
      const FunctionId body = system_.handler(id).body;
      return std::ranges::any_of(reached, [&](const Reached& one) { return one.function == body; });
    });
  }

  /// What is done to an actor by whoever makes it is done before it runs.
  bool startsOwner(FunctionId root, const Access& access, ActorId owner) const {
    std::set<FunctionId> functions{root, access.site.function};
    for (const Site site : access.path) functions.insert(site.function);
    return std::ranges::any_of(system_.actor(owner).spawns,
                               [&](Site spawn) { return functions.contains(spawn.function); });
  }

  std::optional<std::pair<Access, HandlerId>> ownAccess(const Holder& holder, bool foreignWrites) const {
    const auto pick = [&](const std::vector<FieldUse::Access>& accesses,
                          bool write) -> std::optional<std::pair<Access, HandlerId>> {
      for (const FieldUse::Access& one : accesses) {
        if (one.handler == HandlerId::none || !isWorking(system_, system_.handler(one.handler), one.path)) continue;
        if (!underLock(system_, one.path, one.site))
          return std::pair{Access{holder.use->field->symbol, one.site, one.path, write}, one.handler};
      }
      return std::nullopt;
    };
    if (auto write = pick(holder.use->writes, true)) return write;
    return foreignWrites ? pick(holder.use->reads, false) : std::nullopt;
  }

  Site entrance(const Access& access, ActorId owner) const {
    const Symbol record = system_.actor(owner).fact->symbol;
    Site entrance = access.site;
    for (auto step = access.path.rbegin(); step != access.path.rend(); ++step) {
      if (system_.function(entrance.function).record != record) break;
      entrance = *step;
    }
    return entrance;
  }

  const ActorSystem& system_;
  std::map<Symbol, std::vector<Holder>> owners_;
  std::vector<ForeignCode> found_;
};

}  // namespace

bool needsCare(const ActorSystem& system, const Field& field) {
  const bool atomic = system.name(field.type).find("atomic") != std::string_view::npos;
  return field.role == FieldRole::data && !field.constant && !atomic;
}

std::vector<ForeignCode> foreignCodeOf(const ActorSystem& system) { return Finder(system).run(); }

}  // namespace dramaturg
