// Handles → actors: what flow tells, else what the message's signature suggests.
#pragma once

#include "model/handle_flow.h"
#include "model/homonyms.h"

#include <string>
#include <vector>

namespace dramaturg {

/// Words for handles: `variable `x``, `an instance of `A``.
std::string describeHandle(const Handle&, const ProgramNames& names);

class ReceiverFinder {
 public:
  ReceiverFinder() = default;
  /// Keeps references: the arguments must outlive the finder.
  ReceiverFinder(const ProgramFacts&, const Ensemble&, const MessageIndex&, const HandleFlow&);

  /// As the sender of a message a function matters only by the file that it lies in, and only where that starts a
  /// program: itself then, else none.
  Symbol programOf(FunctionId sender) const;

  /// The actors that `handle` may denote in the code of `function` while `turnOf` runs it, best first.
  std::vector<Receiver> find(const Handle& handle, Symbol message, Symbol function = Symbol::none,
                             ActorId turnOf = ActorId::none) const;

 private:
  std::vector<Receiver> byFlow(const Handle& handle, Symbol function, ActorId turnOf) const;
  std::vector<Receiver> byMessage(Symbol message, Symbol function) const;
  void keepThoseHandling(Symbol message, std::vector<Receiver>& receivers) const;
  bool isOrInherits(ActorId actor, Symbol symbol) const;
  Evidence describeTrail(const std::vector<HandleMove>& moves) const;

  const ProgramFacts* facts_ = nullptr;
  const Ensemble* ensemble_ = nullptr;
  const MessageIndex* messages_ = nullptr;
  const HandleFlow* flow_ = nullptr;
  Programs programs_;
};

}  // namespace dramaturg
