// What an `ActorSystem` owns. Built by `Linker` from top to bottom; later parts refer to earlier ones.
#pragma once

#include "model/call_graph.h"
#include "model/ensemble.h"
#include "model/event_index.h"
#include "model/handle_flow.h"
#include "model/merge.h"
#include "model/message_index.h"
#include "model/receivers.h"
#include "model/turns.h"

#include <memory>
#include <mutex>
#include <vector>

namespace dramaturg {

/// What is reached from each root, filled when asked; the only part that changes, under its lock.
struct ReachMemo {
  std::mutex mutex;
  std::vector<std::unique_ptr<const std::vector<Reached>>> byRoot;
};

struct SystemData {
  ProgramFacts facts;
  bool closedWorld = false;
  EventIndex events;
  Ensemble ensemble;
  CallGraph calls;
  Turns turns;
  MessageIndex messages;
  HandleFlow flow;
  ReceiverFinder receivers;
  std::vector<Edge> edges;
  std::vector<std::vector<std::uint32_t>> inbound;  ///< by actor: indices of edges
  std::vector<std::vector<std::uint32_t>> outbound;
  std::vector<Site> openWatches;  ///< links, monitors and supervisions without a known target; sorted
  mutable ReachMemo reach;        ///< within the turn
  mutable ReachMemo work;         ///< and the continuations that it leaves behind
};

struct ActorSystem::Data : SystemData {};

}  // namespace dramaturg
