// Classes that do their work in the loop of a member or a base.
#include "model/home_made_parts.h"

namespace dramaturg {
namespace {

class HostFinder {
 public:
  explicit HostFinder(const ThreadClasses& classes) : classes_(classes) {}

  std::optional<HostedActor> find(const Record& record, const HomeMadeActor& engine) {
    const std::vector<Symbol> kinds = classes_.withHeirs(engine.record->symbol);
    const bool isKind = std::ranges::find(kinds, record.symbol) != kinds.end();
    if (record.symbol == engine.record->symbol) return std::nullopt;
    HostedActor host{&record, &engine, Symbol::none, {}, {}};
    if (!isKind) {
      const auto owned = std::ranges::find_if(record.members, [&](const Member& member) {
        return member.record != Symbol::none && std::ranges::find(kinds, member.record) != kinds.end();
      });
      if (owned == record.members.end()) return std::nullopt;
      host.member = owned->field.symbol;
    }
    for (const FunctionId function : functionsOf(record.symbol)) addPosts(host, function);
    if (host.posts.empty() || host.pushes.empty()) return std::nullopt;
    std::ranges::sort(host.pushes, {}, &PushMethod::method);
    return host;
  }

 private:
  const FunctionTable& functions() const { return classes_.functions(); }

  /// Methods, and what is written in them.
  const std::vector<FunctionId>& functionsOf(Symbol record) {
    if (byClass_.empty())
      for (std::uint32_t i = 0; i < functions().size(); ++i)
        if (const Symbol of = classes_.classOf(FunctionId{i}); of != Symbol::none)
          byClass_[of].push_back(FunctionId{i});
    return byClass_[record];
  }

  FunctionId methodAround(FunctionId function) const {
    constexpr int kDeepest = 64;
    for (int depth = 0; depth < kDeepest && functions().head(function).form == FunctionForm::lambda; ++depth) {
      const FunctionId around = functions().find(functions().head(function).enclosing);
      if (around == FunctionId::none) break;
      function = around;
    }
    return function;
  }

  void addPosts(HostedActor& host, FunctionId id) {
    const Function& function = functions()[id];
    const FunctionId method = methodAround(id);
    for (const Event& event : function.events) {
      const PushMethod* push = pushBy(event, *host.engine);
      if (push == nullptr || std::get<FunctionCall>(event.what).object != host.member) continue;
      for (const FunctionId posted : codeHandedOver(functions(), function, event)) {
        host.posts.push_back({functions().head(method).symbol, posted});
        if (method == id) addPush(host, function, *push);
      }
    }
  }

  void addPush(HostedActor& host, const Function& method, const PushMethod& through) {
    if (!method.isPublic || method.form != FunctionForm::method) return;
    if (std::ranges::find(host.pushes, method.symbol, &PushMethod::method) != host.pushes.end()) return;
    PushMethod push{method.symbol, through.limited, through.waits, method.answersLater, true};
    for (const Event& event : method.events)
      if (const auto* block = std::get_if<Block>(&event.what); block != nullptr && block->kind == BlockKind::future)
        if (!push.waits || block->bound.kind == BoundKind::constant) push.waits = block->bound;
    host.pushes.push_back(push);
  }

  const ThreadClasses& classes_;
  std::map<Symbol, std::vector<FunctionId>> byClass_;
};

/// Whether a method of the class has the pool run code that takes from the class's own queue.
class PooledFinder {
 public:
  PooledFinder(const ThreadClasses& classes, const HomeMadeActor& pool) : classes_(classes), pool_(pool) {}

  std::optional<HomeMadeActor> find(const Record& record) const {
    for (const FunctionId method : classes_.methods(record.symbol)) {
      const Function& function = functions()[method];
      for (std::uint32_t i = 0; i < function.events.size(); ++i) {
        if (pushBy(function.events[i], pool_) == nullptr) continue;
        for (const FunctionId turn : codeHandedOver(functions(), function, function.events[i]))
          if (std::optional<HomeMadeActor> actor = examine(record, {method, i}, turn)) return actor;
      }
    }
    return std::nullopt;
  }

 private:
  const FunctionTable& functions() const { return classes_.functions(); }

  std::optional<HomeMadeActor> examine(const Record& record, Site post, FunctionId turn) const {
    HomeMadeActor actor;
    actor.record = &record;
    actor.pool = pool_.record;
    actor.start = post;
    actor.body = turn;
    actor.closure = classes_.closure(turn, record.symbol);
    actor.runsCode = anyEvent(functions(), actor.closure, [](const Event& event, Site, bool) {
      return std::holds_alternative<UnknownCall>(event.what);
    });
    if (!actor.runsCode) return std::nullopt;
    for (const Member& member : record.members) {
      const bool queue = isQueueMember(member.kind) || classes_.isQueueClass(member.record);
      if (!queue || !takes(actor, member.field.symbol)) continue;
      actor.queue = member.field.symbol;
      actor.pushes = pushesInto(classes_, actor, member, record.symbol, /*isSlot=*/false);
      if (!actor.pushes.empty()) return actor;
    }
    return std::nullopt;
  }

  bool takes(HomeMadeActor& actor, Symbol field) const {
    return anyEvent(functions(), actor.closure, [&](const Event& event, Site site, bool) {
      if (classes_.useOf(event, field) != QueueUse::take) return false;
      actor.take = site;
      return true;
    });
  }

  const ThreadClasses& classes_;
  const HomeMadeActor& pool_;
};

}  // namespace

const PushMethod* pushBy(const Event& event, const HomeMadeActor& engine) {
  const auto* call = std::get_if<FunctionCall>(&event.what);
  if (call == nullptr) return nullptr;
  const auto push = std::ranges::find(engine.pushes, call->callee, &PushMethod::method);
  return push == engine.pushes.end() ? nullptr : &*push;
}

std::vector<FunctionId> codeHandedOver(const FunctionTable& functions, const Function& caller, const Event& call) {
  std::vector<FunctionId> code;
  for (const Event& inner : caller.events) {
    const auto* handed = std::get_if<FunctionCall>(&inner.what);
    if (handed == nullptr || (handed->form != CallForm::passed && handed->form != CallForm::given)) continue;
    const FunctionId function = functions.find(handed->callee);
    if (function != FunctionId::none && isWithin(inner.place, call.place)) code.push_back(function);
  }
  return code;
}

std::vector<HomeMadeActor> findPooledActors(const ThreadClasses& classes, const std::vector<HomeMadeActor>& pools) {
  std::vector<HomeMadeActor> found;
  for (const Record& record : classes.facts().records)
    for (const HomeMadeActor& pool : pools) {
      if (record.symbol == pool.record->symbol) continue;
      std::optional<HomeMadeActor> actor = PooledFinder(classes, pool).find(record);
      if (!actor) continue;
      found.push_back(std::move(*actor));
      break;
    }
  return found;
}

std::vector<HostedActor> findHostedActors(const ThreadClasses& classes, const std::vector<HomeMadeActor>& engines) {
  std::vector<HostedActor> hosts;
  HostFinder finder(classes);
  for (const Record& record : classes.facts().records)
    for (const HomeMadeActor& engine : engines) {
      std::optional<HostedActor> host = engine.runsCode ? finder.find(record, engine) : std::nullopt;
      if (!host) continue;
      hosts.push_back(std::move(*host));
      break;
    }
  return hosts;
}

}  // namespace dramaturg
