// Code that takes messages from a broker, and what becomes of them.
#pragma once

#include "rules/support.h"

#include <vector>

namespace dramaturg {

/// The code that takes messages from a broker, from its root on: a handler, a continuation, a task or `main`.
struct Consumer {
  Site take;
  ActorId actor = ActorId::none;
  FunctionId root = FunctionId::none;
};
std::vector<Consumer> consumersOf(const ActorSystem& system);

/// Where a message leaves the consumer: to whom, and how it is put.
struct HandOver {
  Site site;
  const Edge* edge = nullptr;  ///< null: to a task
};
/// Nothing where the work is done in place.
std::optional<HandOver> handOverOf(const ActorSystem& system, const Consumer& consumer);
/// The receiver cannot be flooded: a bounded mailbox, a window, its own demand.
bool isHeldBack(const ActorSystem& system, const HandOver& handOver);
/// In the pass that takes the message.
std::optional<Site> acknowledgementIn(const ActorSystem& system, const Consumer& consumer);
/// Somewhere else a message is acknowledged: when its work is done.
bool acknowledgesLater(const ActorSystem& system);
/// A failure that leaves the consumer, and with it every other message.
std::optional<Site> escapeFrom(const ActorSystem& system, const Consumer& consumer);
/// A statement to a database with each message.
std::optional<Site> jobTableIn(const ActorSystem& system, const Consumer& consumer);
/// A turn that comes by a timer, reads a database and acts outside: it works a table of jobs off.
std::optional<HandlerId> tableWorker(const ActorSystem& system);

}  // namespace dramaturg
