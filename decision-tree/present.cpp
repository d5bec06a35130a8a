#include "decision-tree/present.h"

#include "decision-tree/evaluate/evaluate.h"
#include "model/wait_graph.h"

#include <algorithm>
#include <tuple>

namespace dramaturg {
namespace {

bool changesBehaviour(const ActorSystem& system, ActorId actor) {
  bool changes = false;
  forEachWork<Become>(system, actor, [&](const Become&, Site, const Reached&, const LinkedHandler& handler) {
    changes = changes || isWorking(handler.fact->kind);
  });
  return changes;
}

bool isLinkedChild(const ActorSystem& system, ActorId actor) {
  const std::vector<Site>& spawns = system.actor(actor).spawns;
  return !spawns.empty() &&
         std::ranges::all_of(spawns, [&](Site site) { return std::get<Spawn>(system.event(site).what).linked; });
}

}  // namespace

Present presentForm(const ActorSystem& system, ActorId actor) {
  if (changesBehaviour(system, actor)) return {"gen_statem", "an actor that changes its behaviour"};
  if (longLived(system, actor).no()) {
    if (isLinkedChild(system, actor)) return {"spawn_link", "a linked child that ends"};
    if (watched(system, actor).yes()) return {"task_supervisor", "a job that somebody watches"};
    return {"task_start_child", "a job that nobody watches"};
  }
  return {"gen_server", "an actor that stays"};
}

namespace {

class Comparer {
 public:
  Comparer(const ActorSystem& system, ActorId a, ActorId b) : system_(system), a_(a), b_(b) {}

  Comparison run() {
    waits();
    clients();
    for (const auto& [one, other] : {std::pair(a_, b_), std::pair(b_, a_)}) {
      alone(one, other);
      watches(one, other);
      parts(one);
    }
    threads();
    numbers();
    if (!result_.together.empty() && result_.apart.empty()) result_.verdict = Comparison::Verdict::one;
    if (result_.together.empty() && !result_.apart.empty()) result_.verdict = Comparison::Verdict::apart;
    return std::move(result_);
  }

 private:
  Step at(ActorId actor, const std::string& text) const { return {system_.actor(actor).fact->place, text}; }
  std::string name(ActorId actor) const { return quoted(system_, actor); }

  /// Each waits for the other: they work in turns anyway.
  void waits() {
    const Edge* there = nullptr;
    const Edge* back = nullptr;
    for (const WaitEdge& wait : waitEdges(system_)) {
      if (wait.edge->from == a_ && wait.edge->to == b_) there = wait.edge;
      if (wait.edge->from == b_ && wait.edge->to == a_) back = wait.edge;
    }
    if (there == nullptr || back == nullptr) return;
    result_.together.push_back(sentAt(system_, *there, "waits for " + name(b_)));
    result_.together.push_back(sentAt(system_, *back, "waits for " + name(a_)));
  }

  /// Somebody besides the other one who talks to `one`.
  const Edge* clientBeside(ActorId one, ActorId other) const {
    for (const Edge* edge : messagesOf(system_, {one}))
      if (edge->from != other) return edge;
    return nullptr;
  }

  void clients() {
    const Edge* ofA = clientBeside(a_, b_);
    const Edge* ofB = clientBeside(b_, a_);
    if (ofA != nullptr && ofB != nullptr) {
      result_.apart.push_back(sentAt(system_, *ofA, "talks to " + name(a_)));
      result_.apart.push_back(sentAt(system_, *ofB, "talks to " + name(b_)));
    }
    for (const auto& [one, other, client] : {std::tuple(a_, b_, ofA), std::tuple(b_, a_, ofB)})
      if (const auto messages = messagesOf(system_, {one});
          client == nullptr && !messages.empty() && system_.closedWorld())
        result_.together.push_back(sentAt(system_, *messages.front(), "is the only one that talks to " + name(one)));
  }

  /// Is there a reason for `one` by itself? A turn that costs something holds up those who want the other one only.
  void alone(ActorId one, ActorId other) {
    if (runtimeReason(system_, one).no())
      result_.together.push_back(at(one, name(one) + " has no reason at run time to be an actor of its own"));
    if (clientBeside(other, one) == nullptr) return;
    for (const HandlerId id : system_.actor(one).handlers) {
      if (!isWorking(system_.handler(id).fact->kind)) continue;
      const Cost spent = cost(system_, id);
      if (spent.kind == CostKind::light || spent.confidence == Confidence::possible) continue;
      const std::string what = spent.kind == CostKind::blocking ? " waits" : " computes for long";
      result_.apart.push_back(
          {system_.handler(id).fact->place, describe(system_, id) + what + ": " + name(other) + " would be held up"});
      return;
    }
  }

  void watches(ActorId one, ActorId other) {
    for (const Edge* edge : system_.outbound(one))
      if (edge->to == other && (edge->kind == EdgeKind::monitor || edge->kind == EdgeKind::supervise)) {
        result_.apart.push_back(stepAt(system_, edge->site, name(one) + " wants to outlive " + name(other)));
        return;
      }
  }

  void parts(ActorId one) {
    const Verdict serial = needsSerialisation(system_, {one});
    if (serial.choice != "no" || serial.evidence.size() < 2) return;
    result_.parts.insert(result_.parts.end(), serial.evidence.begin(), serial.evidence.end());
  }

  void threads() {
    const LinkedActor& a = system_.actor(a_);
    const LinkedActor& b = system_.actor(b_);
    const bool known = a.placement != Placement::unknown && b.placement != Placement::unknown;
    if (known && a.placement != b.placement)
      result_.apart.push_back(at(b_, name(a_) + " and " + name(b_) + " run on different threads"));
  }

  void numbers() {
    const Multiplicity a = system_.actor(a_).multiplicity;
    const Multiplicity b = system_.actor(b_).multiplicity;
    const auto isKnown = [](Multiplicity number) { return number != Multiplicity::unknown; };
    if (isKnown(a) && isKnown(b) && a != b)
      result_.apart.push_back(at(b_, "there are not as many of " + name(a_) + " as of " + name(b_)));
  }

  const ActorSystem& system_;
  ActorId a_;
  ActorId b_;
  Comparison result_;
};

}  // namespace

Comparison compare(const ActorSystem& system, ActorId a, ActorId b) { return Comparer(system, a, b).run(); }

}  // namespace dramaturg
