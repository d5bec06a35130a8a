#include "model/call_graph.h"

#include "model/ids.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace dramaturg {

namespace {

class StepCollector {
 public:
  StepCollector(std::span<const Function> functions, const std::vector<FunctionId>& functionOf,
                const std::vector<bool>& isTurn)
      : functions_(functions), functionOf_(functionOf), isTurn_(isTurn) {
    for (std::size_t i = 0; i < functions.size(); ++i)
      for (const Symbol overridden : functions[i].overrides)
        overriders_[overridden].push_back(static_cast<FunctionId>(i));
  }

  std::vector<CallStep> steps;

  void add(const Event& event, std::uint32_t index) {
    event_ = index;
    if (const auto* call = std::get_if<FunctionCall>(&event.what)) return addCall(*call);
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
    if (to != FunctionId::none && (kind == StepKind::task || !functions_[at(to)].entry))
      steps.push_back({event_, to, kind});
  }
  /// A handler that is handed on is being installed, not called; as a continuation it has turns of its own anyway.
  void addUnlessTurn(FunctionId to, StepKind kind) {
    if (to != FunctionId::none && !isTurn_[at(to)]) addStep(to, kind);
  }
  void addContinuation(Symbol body, StepKind kind) { addUnlessTurn(functionOf(body), kind); }

  void addCall(const FunctionCall& call) {
    switch (call.form) {
      case CallForm::direct:
        return addStep(functionOf(call.callee), StepKind::call);
      case CallForm::passed:
        return addUnlessTurn(functionOf(call.callee), StepKind::passed);
      case CallForm::virtualCall:
        return addOverriders(call.callee);
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
        if (seen.insert(functions_[at(overrider)].symbol).second) open.push_back(functions_[at(overrider)].symbol);
    }
    std::sort(targets.begin(), targets.end());
    for (const FunctionId target : targets) addStep(target, StepKind::dispatch);
  }

  std::span<const Function> functions_;
  const std::vector<FunctionId>& functionOf_;
  const std::vector<bool>& isTurn_;
  std::unordered_map<Symbol, std::vector<FunctionId>> overriders_;  ///< by overridden method, direct ones
  std::uint32_t event_ = 0;
};

}  // namespace

CallGraph::CallGraph(std::span<const Function> functions, const std::vector<FunctionId>& functionOf,
                     const std::vector<bool>& isTurn)
    : first_{0} {
  StepCollector collector(functions, functionOf, isTurn);
  first_.reserve(functions.size() + 1);
  for (const Function& function : functions) {
    for (std::uint32_t i = 0; i < function.events.size(); ++i) collector.add(function.events[i], i);
    first_.push_back(static_cast<std::uint32_t>(collector.steps.size()));
  }
  steps_ = std::move(collector.steps);
}

std::span<const CallStep> CallGraph::steps(FunctionId from) const {
  return std::span(steps_).subspan(first_[at(from)], first_[at(from) + 1] - first_[at(from)]);
}

namespace {

/// One function of a walk, and the step of an earlier one that led to it.
struct Visit {
  FunctionId function;
  std::size_t parent;
  std::uint32_t event;
  std::uint32_t distance;
  Confidence confidence;
};

bool follows(Extent extent, StepKind kind) {
  return kind != StepKind::task && (extent == Extent::wholeWork || kind != StepKind::later);
}

std::vector<Visit> visit(const CallGraph& calls, FunctionId root, Extent extent) {
  std::vector<Visit> visits{{root, 0, 0, 0, Confidence::certain}};
  std::unordered_set<FunctionId> seen{root};
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const Visit from = visits[i];
    for (const CallStep& step : calls.steps(from.function)) {
      if (!follows(extent, step.kind) || !seen.insert(step.to).second) continue;
      const bool sure = step.kind != StepKind::dispatch && step.kind != StepKind::passed;
      visits.push_back({step.to, i, step.event, from.distance + 1, sure ? from.confidence : lowered(from.confidence)});
    }
  }
  return visits;
}

}  // namespace

std::vector<FunctionId> reachedFrom(const CallGraph& calls, FunctionId root, Extent extent) {
  std::vector<FunctionId> functions;
  for (const Visit& one : visit(calls, root, extent)) functions.push_back(one.function);
  return functions;
}

std::vector<Reached> explore(const CallGraph& calls, std::span<const Function> functions, FunctionId root,
                             Extent extent) {
  const std::vector<Visit> visits = visit(calls, root, extent);
  std::vector<std::size_t> order(visits.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto rank = [&](const Visit& v) { return std::tie(v.distance, functions[at(v.function)].place, v.function); };
    return rank(visits[a]) < rank(visits[b]);
  });

  std::vector<Reached> reached;
  reached.reserve(visits.size());
  for (const std::size_t i : order) {
    Reached one{visits[i].function, std::vector<Site>(visits[i].distance), visits[i].confidence};
    std::size_t step = i;
    for (auto site = one.path.rbegin(); site != one.path.rend(); ++site) {
      const std::size_t parent = visits[step].parent;
      *site = {visits[parent].function, visits[step].event};
      step = parent;
    }
    reached.push_back(std::move(one));
  }
  return reached;
}

}  // namespace dramaturg
