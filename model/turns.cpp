#include "model/turns.h"

#include "model/ids.h"

#include <algorithm>
#include <map>

namespace dramaturg {
namespace {

class TurnFinder {
 public:
  TurnFinder(const ProgramFacts& facts, const Ensemble& ensemble, const CallGraph& calls)
      : facts_(facts), ensemble_(ensemble), calls_(calls), reached_(facts.functions.size(), false) {
    turns_.handlersOf.resize(facts.functions.size());
    turns_.entriesOf.resize(facts.functions.size());
    turns_.tasksOf.resize(facts.functions.size());
  }

  Turns find() {
    addHandlers();
    addEntries();
    addTasks();
    addOrphans();
    return std::move(turns_);
  }

 private:
  /// Calls `use` for each function that the root runs.
  template <class Use>
  void addRoot(const Root& root, Use use) {
    turns_.roots.push_back(root);
    for (const Walker::Visit& visit : walker_.walk(calls_, facts_.functions.size(), root.function, Extent::wholeWork)) {
      reached_[at(visit.function)] = true;
      use(visit.function);
    }
  }
  /// What was reached before has nothing behind it that was not.
  void addOrphan(FunctionId root) {
    turns_.roots.push_back({Root::Kind::orphan, root, ActorId::none, HandlerId::none});
    const auto isNew = [this](FunctionId function) { return !reached_[at(function)]; };
    for (const Walker::Visit& visit : walker_.walk(calls_, facts_.functions.size(), root, Extent::wholeWork, isNew))
      reached_[at(visit.function)] = true;
  }

  void addHandlers() {
    for (const LinkedHandler& handler : ensemble_.handlers)
      if (handler.body != FunctionId::none && !ensemble_.onlyBase[at(handler.actor)])
        addRoot({Root::Kind::turn, handler.body, handler.actor, handler.id},
                [&](FunctionId function) { turns_.handlersOf[at(function)].push_back(handler.id); });
  }

  void addEntries() {
    for (std::size_t i = 0; i < facts_.functions.size(); ++i) {
      const auto entry = static_cast<FunctionId>(i);
      if (facts_.functions.head(entry).entry)
        addRoot({Root::Kind::entry, entry, ActorId::none, HandlerId::none},
                [&](FunctionId function) { turns_.entriesOf[at(function)].push_back(entry); });
    }
  }

  void addTasks() {
    std::map<FunctionId, std::vector<Site>> starts;  // by body
    for (std::size_t i = 0; i < facts_.functions.size(); ++i)
      for (const CallStep& step : calls_.steps(static_cast<FunctionId>(i)))
        if (step.kind == StepKind::task) starts[step.to].push_back({static_cast<FunctionId>(i), step.event});
    for (const auto& [body, sites] : starts)
      addRoot({Root::Kind::task, body, ActorId::none, HandlerId::none},
              [&, body = body, &sites = sites](FunctionId function) {
                std::vector<Site>& all = turns_.tasksOf[at(function)];
                all.insert(all.end(), sites.begin(), sites.end());
                std::vector<FunctionId>& entries = turns_.entriesOf[at(function)];
                if (std::find(entries.begin(), entries.end(), body) == entries.end()) entries.push_back(body);
              });
  }

  /// First those that nothing calls, then the cycles among the rest.
  void addOrphans() {
    std::vector<bool> called(facts_.functions.size(), false);
    for (std::size_t i = 0; i < facts_.functions.size(); ++i)
      for (const CallStep& step : calls_.steps(static_cast<FunctionId>(i)))
        if (at(step.to) != i) called[at(step.to)] = true;
    for (const bool cycles : {false, true})
      for (std::size_t i = 0; i < facts_.functions.size(); ++i)
        if (!reached_[i] && (cycles || !called[i])) addOrphan(static_cast<FunctionId>(i));
  }

  const ProgramFacts& facts_;
  const Ensemble& ensemble_;
  const CallGraph& calls_;
  std::vector<bool> reached_;
  Walker walker_;
  Turns turns_;
};

}  // namespace

Turns findTurns(const ProgramFacts& facts, const Ensemble& ensemble, const CallGraph& calls) {
  return TurnFinder(facts, ensemble, calls).find();
}

ActorId soleActor(const std::vector<HandlerId>& turns, const std::vector<LinkedHandler>& handlers) {
  ActorId sole = ActorId::none;
  for (const HandlerId turn : turns) {
    const ActorId actor = handlers[at(turn)].actor;
    if (sole != ActorId::none && sole != actor) return ActorId::none;
    sole = actor;
  }
  return sole;
}

}  // namespace dramaturg
