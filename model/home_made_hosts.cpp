// Classes that do their work in the loop of a member or a base.
#include "model/home_made.h"

#include <algorithm>

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

  static const PushMethod* pushOf(const HomeMadeActor& engine, Symbol callee) {
    const auto push = std::ranges::find(engine.pushes, callee, &PushMethod::method);
    return push == engine.pushes.end() ? nullptr : &*push;
  }

  void addPosts(HostedActor& host, FunctionId id) {
    const Function& function = functions()[id];
    const FunctionId method = methodAround(id);
    for (const Event& event : function.events) {
      const auto* call = std::get_if<FunctionCall>(&event.what);
      const PushMethod* push = call == nullptr ? nullptr : pushOf(*host.engine, call->callee);
      if (push == nullptr || call->object != host.member) continue;
      for (const Event& inner : function.events) {
        const auto* handed = std::get_if<FunctionCall>(&inner.what);
        const bool code = handed != nullptr && (handed->form == CallForm::passed || handed->form == CallForm::given);
        const FunctionId posted = code ? functions().find(handed->callee) : FunctionId::none;
        if (posted == FunctionId::none || !isWithin(inner.place, event.place)) continue;
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

}  // namespace

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
