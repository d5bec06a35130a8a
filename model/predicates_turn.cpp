// Predicates about one turn: what it costs, whether it only reads.
#include "model/inspection.h"
#include "model/predicates.h"

#include <algorithm>
#include <optional>

namespace dramaturg {

bool waitsForNothing(const Block& block) {
  const bool zero = block.bound.kind == BoundKind::constant && block.bound.milliseconds == 0;
  return zero || block.kind == BlockKind::lock || block.awaits == Awaits::lock || block.awaits == Awaits::pageCache ||
         block.conditional;
}

namespace {

bool isSend(const Event& event) {
  return std::holds_alternative<Cast>(event.what) || std::holds_alternative<Call>(event.what) ||
         std::holds_alternative<Delegate>(event.what) || std::holds_alternative<Schedule>(event.what);
}

/// Work that is assumed for a loop whose count the code does not tell.
constexpr double kUsualCount = 64;
/// Two such loops in one another.
constexpr double kHeavyWork = kUsualCount * kUsualCount;

struct Nest {
  std::size_t depth = 0;
  double work = 1;
  std::vector<const Loop*> loops;  ///< outermost first
};

std::string describe(const ActorSystem& system, const Loop& loop) {
  switch (loop.kind) {
    case LoopKind::container:
      return "loops over " + quoted(system.name(loop.over));
    case LoopKind::constant:
      return "loops " + std::to_string(loop.count) + " times";
    case LoopKind::infinite:
      return "loops without end";
    case LoopKind::condition:
      break;
  }
  return "loops until a condition holds";
}

/// Adds the loops around position `loop` (1 + index) of a function, outermost first.
void addLoops(const Function& function, std::uint32_t loop, Nest& nest) {
  std::vector<const Loop*> around;
  for (; loop != 0 && around.size() <= function.loops.size(); loop = function.loops[loop - 1].outer)
    around.push_back(&function.loops[loop - 1]);
  for (auto one = around.rbegin(); one != around.rend(); ++one) {
    ++nest.depth;
    nest.work *= (*one)->kind == LoopKind::constant ? static_cast<double>((*one)->count) : kUsualCount;
    nest.loops.push_back(*one);
  }
}

/// Telling everybody is what loops in actors are for; it is the receivers that work.
bool onlySends(const Function& function, std::uint32_t loop) {
  bool sends = false;
  for (const Event& event : function.events) {
    if (event.loop != loop) continue;
    if (!isSend(event) && !std::holds_alternative<StateRead>(event.what)) return false;
    sends |= isSend(event);
  }
  return sends;
}

class CostFinder {
 public:
  CostFinder(const ActorSystem& system, const LinkedHandler& handler) : system_(system), handler_(handler) {}

  Cost find() {
    for (const Reached& reached : system_.reach(handler_.body)) inspect(reached);
    return std::move(cost_);
  }

 private:
  void inspect(const Reached& reached) {
    const Function& function = system_.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const Event& event = function.events[i];
      const Site site{reached.function, i};
      if (const auto* block = std::get_if<Block>(&event.what);
          block != nullptr && !waitsForNothing(*block) && !isNextMessage(*block))
        offer(CostKind::blocking, reached.confidence, wayTo(system_, reached, site, waits(*block)));
      if (const auto* call = std::get_if<Call>(&event.what); call != nullptr && call->style == CallStyle::blocking)
        offer(CostKind::blocking, reached.confidence,
              wayTo(system_, reached, site, "waits for the answer to " + quoted(system_.name(call->message))));
      if (const auto* compute = std::get_if<Compute>(&event.what))
        offerHeavy(reached, wayTo(system_, reached, site, "computes in " + quoted(system_.name(compute->function))),
                   nestAt(reached, function, event.loop).loops);
      if (const auto* call = std::get_if<FunctionCall>(&event.what);
          call != nullptr && event.loop != 0 && recurses(reached, call->callee))
        offerHeavy(reached,
                   wayTo(system_, reached, site,
                         "calls " + quoted(system_.name(call->callee)) + " again from inside it, in a loop"),
                   nestAt(reached, function, event.loop).loops);
    }
    for (std::uint32_t loop = 1; loop <= function.loops.size(); ++loop) inspectLoop(reached, function, loop);
  }

  /// An actor with a loop of its own has nothing to do until the next message comes.
  bool isNextMessage(const Block& block) const {
    return handler_.fact->kind == HandlerKind::body && block.kind == BlockKind::receive &&
           block.receiver.kind == HandleKind::unknown;
  }

  std::string waits(const Block& block) const {
    const std::string who = block.function == Symbol::none ? "waits" : quoted(system_.name(block.function)) + " waits";
    return block.bound.kind == BoundKind::unknown ? who : who + ", " + dramaturg::describe(block.bound);
  }

  bool recurses(const Reached& reached, Symbol callee) const {
    const FunctionId to = system_.functionOf(callee);
    return to != FunctionId::none &&
           (to == reached.function ||
            std::any_of(reached.path.begin(), reached.path.end(), [&](Site site) { return site.function == to; }));
  }

  void inspectLoop(const Reached& reached, const Function& function, std::uint32_t loop) {
    const Loop& fact = function.loops[loop - 1];
    // The main loop of an actor that receives when it chooses to is its life, not a turn.
    const bool mainLoop = handler_.fact->kind == HandlerKind::body && reached.path.empty() && fact.outer == 0;
    if (mainLoop || onlySends(function, loop)) return;
    const Nest nest = nestAt(reached, function, loop);
    const bool endless = fact.kind == LoopKind::infinite;
    if (!endless && (nest.depth < 2 || nest.work < kHeavyWork)) return;
    Evidence way = describePath(system_, reached.path);
    for (const Loop* one : nest.loops) way.push_back({one->place, describe(system_, *one)});
    offerHeavy(reached, std::move(way), nest.loops);
  }

  Nest nestAt(const Reached& reached, const Function& function, std::uint32_t loop) const {
    Nest nest;
    for (const Site site : reached.path) addLoops(system_.function(site.function), system_.event(site).loop, nest);
    addLoops(function, loop, nest);
    return nest;
  }

  /// What is heavy is a guess from the shape of code.
  void offerHeavy(const Reached& reached, Evidence evidence, std::vector<const Loop*> loops) {
    offer(CostKind::heavy, weaker(Confidence::likely, reached.confidence), std::move(evidence), std::move(loops));
  }

  /// The worst counts; among equals the surest, then the nearest.
  void offer(CostKind kind, Confidence confidence, Evidence evidence, std::vector<const Loop*> loops = {}) {
    const bool better =
        kind > cost_.kind || (kind == cost_.kind && kind != CostKind::light && confidence > cost_.confidence);
    if (better) cost_ = {kind, confidence, std::move(evidence), std::move(loops)};
  }

  const ActorSystem& system_;
  const LinkedHandler& handler_;
  Cost cost_;
};

}  // namespace

Cost cost(const ActorSystem& system, HandlerId id) {
  const LinkedHandler& handler = system.handler(id);
  if (handler.body == FunctionId::none)
    return {CostKind::light, Confidence::possible, {{handler.fact->place, "its code was not analysed"}}, {}};
  return CostFinder(system, handler).find();
}

namespace {

/// What keeps a handler from being one that only reads; empty: nothing.
struct Disturbance {
  const ActorSystem& system;

  std::string operator()(const StateWrite& write) const { return "writes " + quoted(system.name(write.field)); }
  std::string operator()(const Cast&) const { return "sends a message"; }
  std::string operator()(const Call&) const { return "asks another actor"; }
  std::string operator()(const Delegate&) const { return "hands the request on"; }
  std::string operator()(const Schedule&) const { return "schedules something"; }
  std::string operator()(const Spawn&) const { return "spawns an actor"; }
  std::string operator()(const Task&) const { return "starts a task"; }
  std::string operator()(const Stop&) const { return "stops an actor"; }
  std::string operator()(const Become&) const { return "changes its behaviour"; }
  std::string operator()(const Register&) const { return "uses a registry"; }
  std::string operator()(const Block& block) const { return waitsForNothing(block) ? "" : "waits"; }
  std::string operator()(const GlobalAccess& access) const {
    return access.write ? "writes " + quoted(system.name(access.variable)) : "";
  }
  std::string operator()(const SharedAccess& access) const { return access.write ? "writes shared memory" : ""; }
  std::string operator()(const auto&) const { return {}; }
};

}  // namespace

Answer readOnly(const ActorSystem& system, HandlerId id) {
  const LinkedHandler& handler = system.handler(id);
  if (handler.body == FunctionId::none) return unknown({{handler.fact->place, "its code was not analysed"}});
  bool replies = handler.fact->answers == Answers::value;
  Confidence confidence = Confidence::certain;
  Evidence reads;
  std::optional<Evidence> blind;
  for (const Reached& reached : system.workOf(handler.body)) {
    confidence = weaker(confidence, reached.confidence);
    const Function& function = system.function(reached.function);
    for (std::uint32_t i = 0; i < function.events.size(); ++i) {
      const Site site{reached.function, i};
      const EventKind& what = function.events[i].what;
      if (const std::string text = std::visit(Disturbance{system}, what); !text.empty())
        return no(reached.confidence, wayTo(system, reached, site, text));
      replies |= std::holds_alternative<Reply>(what);
      if (const auto* read = std::get_if<StateRead>(&what))
        reads.push_back(stepAt(system, site, "reads " + quoted(system.name(read->field))));
      if (std::holds_alternative<UnknownCall>(what) && !blind)
        blind = wayTo(system, reached, site, "calls a function that the code does not tell");
    }
  }
  if (!replies || reads.empty()) return no(Confidence::certain);
  if (blind) return unknown(*blind);
  return yes(confidence, std::move(reads));
}

}  // namespace dramaturg
