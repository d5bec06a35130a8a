#include "model/call_graph.h"

#include "model/event_index.h"
#include "model/ids.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace dramaturg {

namespace {

class StepCollector {
 public:
  StepCollector(const FunctionTable& functions, const std::vector<FunctionId>& functionOf,
                const std::vector<bool>& isTurn)
      : functions_(functions), functionOf_(functionOf), isTurn_(isTurn) {
    for (std::uint32_t i = 0; i < functions.size(); ++i)
      for (const Symbol overridden : functions.overrides(FunctionId{i}))
        overriders_[overridden].push_back(FunctionId{i});
  }

  std::vector<CallStep> steps;

  void add(const CallSite& call) {
    event_ = call.event;
    repetition_ = call.repetition;
    addCall(call.callee, call.form);
  }
  void add(FunctionId function, const RareSite& site) {
    if (site.kind != kEventKind<Call> && site.kind != kEventKind<Schedule> && site.kind != kEventKind<Monitor> &&
        site.kind != kEventKind<Task>)
      return;
    const Event& event = functions_[function].events[site.event];
    event_ = site.event;
    repetition_ = repetitionOf(functions_[function], event);
    if (const auto* request = std::get_if<Call>(&event.what)) {
      const StepKind kind = request->style == CallStyle::blocking ? StepKind::answered : StepKind::later;
      addContinuation(request->onReply, kind);
      addContinuation(request->onError, kind);
    }
    if (const auto* schedule = std::get_if<Schedule>(&event.what)) addContinuation(schedule->body, StepKind::later);
    if (const auto* monitor = std::get_if<Monitor>(&event.what)) addContinuation(monitor->onDown, StepKind::later);
    if (const auto* task = std::get_if<Task>(&event.what)) addStep(functionOf(task->body), StepKind::task);
  }

 private:
  FunctionId functionOf(Symbol symbol) const { return lookUp(functionOf_, symbol, FunctionId::none); }

  /// An entry is a root of its own: whoever hands it to the library, or calls it in its place, does not run it again.
  void addStep(FunctionId to, StepKind kind) {
    if (to != FunctionId::none && (kind == StepKind::task || !functions_.head(to).entry))
      steps.push_back({event_, to, kind, repetition_});
  }
  /// A handler that is handed on is being installed, not called; as a continuation it has turns of its own anyway.
  void addUnlessTurn(FunctionId to, StepKind kind) {
    if (to != FunctionId::none && !isTurn_[at(to)]) addStep(to, kind);
  }
  void addContinuation(Symbol body, StepKind kind) { addUnlessTurn(functionOf(body), kind); }

  void addCall(Symbol callee, CallForm form) {
    switch (form) {
      case CallForm::direct:
        return addStep(functionOf(callee), StepKind::call);
      case CallForm::passed:
        return addUnlessTurn(functionOf(callee), StepKind::passed);
      case CallForm::virtualCall:
        return addOverriders(callee);
      case CallForm::given:
        return;
    }
  }
  void addOverriders(Symbol callee) {
    std::vector<FunctionId> targets;
    std::unordered_set<Symbol> seen{callee};
    std::vector<Symbol> open{callee};
    while (!open.empty()) {
      const Symbol method = open.back();
      open.pop_back();
      if (functionOf(method) != FunctionId::none) targets.push_back(functionOf(method));
      const auto known = overriders_.find(method);
      if (known == overriders_.end()) continue;
      for (const FunctionId overrider : known->second)
        if (const Symbol symbol = functions_.head(overrider).symbol; seen.insert(symbol).second) open.push_back(symbol);
    }
    std::sort(targets.begin(), targets.end());
    for (const FunctionId target : targets) addStep(target, StepKind::dispatch);
  }

  const FunctionTable& functions_;
  const std::vector<FunctionId>& functionOf_;
  const std::vector<bool>& isTurn_;
  std::unordered_map<Symbol, std::vector<FunctionId>> overriders_;  ///< by overridden method, direct ones
  std::uint32_t event_ = 0;
  Repetition repetition_;
};

}  // namespace

CallGraph::CallGraph(const FunctionTable& functions, const std::vector<FunctionId>& functionOf,
                     const std::vector<bool>& isTurn)
    : first_{0} {
  StepCollector collector(functions, functionOf, isTurn);
  std::size_t calls = 0;
  for (std::uint32_t i = 0; i < functions.size(); ++i) calls += functions.calls(FunctionId{i}).size();
  collector.steps.reserve(calls);
  first_.reserve(functions.size() + 1);
  for (std::uint32_t i = 0; i < functions.size(); ++i) {
    const auto plain = functions.calls(FunctionId{i});
    auto call = plain.begin();
    for (const RareSite& site : functions.rare(FunctionId{i})) {
      for (; call != plain.end() && call->event < site.event; ++call) collector.add(*call);
      collector.add(FunctionId{i}, site);
    }
    for (; call != plain.end(); ++call) collector.add(*call);
    first_.push_back(static_cast<std::uint32_t>(collector.steps.size()));
  }
  steps_ = std::move(collector.steps);
}

void Walker::begin(std::size_t functions, FunctionId root) {
  if (seen_.size() < functions || round_ == 0xffffffff) {
    seen_.assign(functions, 0);
    round_ = 0;
  }
  ++round_;
  visits_.assign(1, {root, 0, 0, 0, Confidence::certain});
  see(root);
}

Reached Walker::reached(std::size_t visit) const {
  Reached one{visits_[visit].function, std::vector<Site>(visits_[visit].distance), visits_[visit].confidence};
  for (auto site = one.path.rbegin(); site != one.path.rend(); ++site) {
    const std::size_t parent = visits_[visit].parent;
    *site = {visits_[parent].function, visits_[visit].event};
    visit = parent;
  }
  return one;
}

std::vector<Reached> explore(const CallGraph& calls, const FunctionTable& functions, FunctionId root, Extent extent) {
  thread_local Walker walker;
  const auto visits = walker.walk(calls, functions.size(), root, extent);
  std::vector<std::uint32_t> order(visits.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](const Walker::Visit& v) {
      return std::tie(v.distance, functions.head(v.function).place, v.function);
    };
    return rank(visits[a]) < rank(visits[b]);
  });
  std::vector<Reached> reached;
  reached.reserve(visits.size());
  for (const std::uint32_t i : order) reached.push_back(walker.reached(i));
  return reached;
}

}  // namespace dramaturg
