// The fixpoint behind `HandleFlow`. Each (handle, source) pair is worked on once, in the order of discovery, so that
// the first way found is a shortest one.
#pragma once

#include "model/handle_flow.h"

#include <unordered_set>
#include <vector>

namespace dramaturg {

class FlowSolver {
 public:
  FlowSolver(HandleFlow& flow, const ProgramFacts&, const Ensemble&, const MessageIndex&, const Turns&);
  void solve(const EventIndex&);

 private:
  struct Copy {
    std::uint32_t to;
    Place place;
    bool weak;
  };
  /// A message that tells its receiver about actors.
  struct Send {
    Handle receiver;
    Symbol message;
    const std::vector<Payload>* payload;
    FunctionId function;
    Place place;
  };

  std::uint32_t node(const Handle& handle);
  void addCopy(const Handle& to, const Handle& from, const Place& place, bool weak);
  void hold(std::uint32_t node, const Held& held);
  void propagate();

  void collectEvent(FunctionId function, const Event& event);
  void addSenderUse(const Handle& sender);
  Symbol actorSymbol(HandlerId turn) const;
  void collectRegister(Symbol function, const Register& entry, const Place& place);
  void addSend(Send send);
  void deliver(const Send& send, ActorId to, bool weak);
  void introduceSender(const Send& send, HandlerId to, bool weak);
  void deliverBySignature();

  HandleFlow& flow_;
  const ProgramFacts& facts_;
  const Ensemble& ensemble_;
  const MessageIndex& messages_;
  const Turns& turns_;

  std::vector<std::vector<Copy>> copies_;            ///< by node
  std::vector<std::vector<std::uint32_t>> sendsTo_;  ///< by node
  std::unordered_set<std::uint64_t> knownCopies_;
  std::vector<Send> sends_;
  std::unordered_map<HandlerId, std::vector<Handle>> senderUses_;  ///< by turn
  std::vector<std::pair<std::uint32_t, std::uint32_t>> work_;      ///< node, index of held
  std::size_t done_ = 0;
};

}  // namespace dramaturg
