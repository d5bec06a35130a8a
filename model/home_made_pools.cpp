// Pools of threads: tasks, and objects that live on them.
#include "model/home_made_changes.h"

#include <algorithm>

namespace dramaturg {
namespace {

class PoolWork {
 public:
  PoolWork(const ThreadClasses& classes, const std::vector<HomeMadeActor>& pools, const std::vector<HostedActor>& hosts,
           Changes& changes)
      : classes_(classes), pools_(pools), hosts_(hosts), changes_(changes) {}

  void add() {
    countPools();
    for (std::uint32_t i = 0; i < functions().size(); ++i) {
      const FunctionId id{i};
      const auto calls = functions().calls(id);
      if (std::ranges::any_of(calls, [&](const CallSite& call) { return poolOf(call.callee) != nullptr; }))
        addTasks(id);
      if (std::ranges::any_of(calls, [&](const CallSite& call) { return madeBy(call.callee, id) != nullptr; }))
        addSpawns(id);
    }
  }

 private:
  const FunctionTable& functions() const { return classes_.functions(); }

  const HomeMadeActor* poolOf(Symbol callee) const {
    const auto pool = std::ranges::find_if(pools_, [&](const HomeMadeActor& candidate) {
      return std::ranges::find(candidate.pushes, callee, &PushMethod::method) != candidate.pushes.end();
    });
    return pool == pools_.end() ? nullptr : &*pool;
  }

  /// How many places make a pool of each class.
  void countPools() {
    for (std::uint32_t i = 0; i < functions().size(); ++i)
      for (const CallSite& call : functions().calls(FunctionId{i})) {
        const FunctionId callee = functions().find(call.callee);
        if (callee != FunctionId::none && functions().head(callee).form == FunctionForm::constructor)
          ++made_[functions().head(callee).record];
      }
  }

  // --- tasks

  void addTasks(FunctionId id) {
    const Function before = changes_.now(id);
    std::map<Symbol, const HomeMadeActor*> posted;
    for (const Event& event : before.events)
      if (const auto* call = std::get_if<FunctionCall>(&event.what))
        if (const HomeMadeActor* pool = poolOf(call->callee))
          for (const FunctionId code : codeHandedOver(functions(), before, event))
            posted.emplace(functions().head(code).symbol, pool);
    if (posted.empty()) return;
    for (Event& event : changes_[id].events) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      const bool code = call != nullptr && (call->form == CallForm::passed || call->form == CallForm::given);
      const auto known = code ? posted.find(call->callee) : posted.end();
      if (known != posted.end()) event.what = taskOf(known->first, *known->second);
    }
  }

  /// Of a class of which there may be several, it cannot be told which pool runs it.
  Task taskOf(Symbol body, const HomeMadeActor& pool) const {
    Task task;
    task.kind = TaskKind::poolPost;
    task.body = body;
    task.owner = TaskOwner::kept;
    const auto places = made_.find(pool.record->symbol);
    if (places == made_.end() || places->second < 2) task.holder = pool.record->symbol;
    return task;
  }

  // --- spawns

  /// The class whose object a call from outside of it makes.
  const HostedActor* madeBy(Symbol callee, FunctionId from) const {
    const FunctionId constructor = functions().find(callee);
    if (constructor == FunctionId::none || functions().head(constructor).form != FunctionForm::constructor)
      return nullptr;
    const Symbol made = functions().head(constructor).record;
    const auto host = std::ranges::find_if(hosts_, [&](const HostedActor& candidate) {
      return candidate.engine->pool != nullptr && candidate.record->symbol == made;
    });
    if (host == hosts_.end()) return nullptr;
    const bool heir = functions().head(from).form == FunctionForm::constructor &&
                      std::ranges::count(classes_.withBases(functions().head(from).record), made) > 0;
    return heir ? nullptr : &*host;
  }

  void addSpawns(FunctionId id) {
    Function& function = changes_[id];
    std::vector<Event> events;
    for (Event& event : function.events) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      const HostedActor* host = call == nullptr ? nullptr : madeBy(call->callee, id);
      events.push_back(std::move(event));
      if (host == nullptr) continue;
      Event spawned = events.back();
      spawned.what = spawnOf(*host);
      events.push_back(std::move(spawned));
    }
    function.events = std::move(events);
  }

  static Spawn spawnOf(const HostedActor& host) {
    Spawn spawn;
    spawn.actor = host.record->symbol;
    spawn.placement = Placement::sharedPool;
    spawn.inGroup = true;  // it ends with the pool's threads, which others may watch
    return spawn;
  }

  const ThreadClasses& classes_;
  const std::vector<HomeMadeActor>& pools_;
  const std::vector<HostedActor>& hosts_;
  Changes& changes_;
  std::map<Symbol, unsigned> made_;
};

}  // namespace

void addPoolWork(const ThreadClasses& classes, const std::vector<HomeMadeActor>& pools,
                 const std::vector<HostedActor>& hosts, Changes& changes) {
  if (!pools.empty()) PoolWork(classes, pools, hosts, changes).add();
}

}  // namespace dramaturg
