// The words that library profiles use for the values of enumerations.
#pragma once

#include "extract/profile.h"

#include <llvm/Support/YAMLTraits.h>

#include <utility>

namespace llvm::yaml {

/// Enumerations are read from tables of (word, value).
#define DRAMATURG_WORDS(Type, ...)                                                  \
  template <>                                                                       \
  struct ScalarEnumerationTraits<Type> {                                            \
    static void enumeration(IO& io, Type& value) {                                  \
      static constexpr std::pair<const char*, Type> kWords[] = __VA_ARGS__;         \
      for (const auto& [word, meaning] : kWords) io.enumCase(value, word, meaning); \
    }                                                                               \
  };

DRAMATURG_WORDS(dramaturg::Role, {{"none", dramaturg::Role::none},
                                  {"cast", dramaturg::Role::cast},
                                  {"schedule", dramaturg::Role::schedule},
                                  {"schedule-body", dramaturg::Role::scheduleBody},
                                  {"timer", dramaturg::Role::timer},
                                  {"request", dramaturg::Role::request},
                                  {"response", dramaturg::Role::response},
                                  {"ask", dramaturg::Role::ask},
                                  {"delegate", dramaturg::Role::delegate},
                                  {"reply", dramaturg::Role::reply},
                                  {"sender", dramaturg::Role::sender},
                                  {"same-handle", dramaturg::Role::sameHandle},
                                  {"spawn", dramaturg::Role::spawn},
                                  {"spawn-group", dramaturg::Role::spawnGroup},
                                  {"watch-group", dramaturg::Role::watchGroup},
                                  {"placement", dramaturg::Role::placement},
                                  {"link", dramaturg::Role::link},
                                  {"monitor", dramaturg::Role::monitor},
                                  {"quit", dramaturg::Role::quit},
                                  {"stop", dramaturg::Role::stop},
                                  {"await-end", dramaturg::Role::awaitEnd},
                                  {"handler", dramaturg::Role::handler},
                                  {"handlers", dramaturg::Role::handlers},
                                  {"connect", dramaturg::Role::connect},
                                  {"limit", dramaturg::Role::limit},
                                  {"become", dramaturg::Role::become},
                                  {"register", dramaturg::Role::registerName},
                                  {"look-up", dramaturg::Role::lookUp},
                                  {"unregister", dramaturg::Role::unregister},
                                  {"remote-handle", dramaturg::Role::remoteHandle},
                                  {"group-handle", dramaturg::Role::groupHandle},
                                  {"receive", dramaturg::Role::receive},
                                  {"receive-loop", dramaturg::Role::receiveLoop},
                                  {"compose", dramaturg::Role::compose},
                                  {"amend", dramaturg::Role::amend},
                                  {"time-limit", dramaturg::Role::timeLimit},
                                  {"expects", dramaturg::Role::expects},
                                  {"calls", dramaturg::Role::calls},
                                  {"launch", dramaturg::Role::launch},
                                  {"block", dramaturg::Role::block},
                                  {"unlock", dramaturg::Role::unlock},
                                  {"compute", dramaturg::Role::compute},
                                  {"task", dramaturg::Role::task},
                                  {"task-control", dramaturg::Role::taskControl},
                                  {"in-place", dramaturg::Role::inPlace},
                                  {"enqueue", dramaturg::Role::enqueue},
                                  {"dequeue", dramaturg::Role::dequeue},
                                  {"trace-on", dramaturg::Role::traceOn},
                                  {"trace-off", dramaturg::Role::traceOff},
                                  {"measure", dramaturg::Role::measure},
                                  {"broker-take", dramaturg::Role::brokerTake},
                                  {"broker-acknowledge", dramaturg::Role::brokerAcknowledge},
                                  {"broker-put", dramaturg::Role::brokerPut},
                                  {"callback", dramaturg::Role::callback},
                                  {"promise", dramaturg::Role::promise},
                                  {"future-of", dramaturg::Role::futureOf},
                                  {"opaque", dramaturg::Role::opaque}})
DRAMATURG_WORDS(dramaturg::TimeUnit, {{"ns", dramaturg::TimeUnit::nanoseconds},
                                      {"us", dramaturg::TimeUnit::microseconds},
                                      {"ms", dramaturg::TimeUnit::milliseconds},
                                      {"s", dramaturg::TimeUnit::seconds},
                                      {"ticks", dramaturg::TimeUnit::ticks}})
DRAMATURG_WORDS(dramaturg::CallStyle, {{"unobserved", dramaturg::CallStyle::unobserved},
                                       {"continuation", dramaturg::CallStyle::continuation},
                                       {"suspend", dramaturg::CallStyle::suspend},
                                       {"blocking", dramaturg::CallStyle::blocking}})
DRAMATURG_WORDS(dramaturg::HandlerKind, {{"message", dramaturg::HandlerKind::message},
                                         {"init", dramaturg::HandlerKind::init},
                                         {"body", dramaturg::HandlerKind::body},
                                         {"timeout", dramaturg::HandlerKind::timeout},
                                         {"down", dramaturg::HandlerKind::down},
                                         {"exit", dramaturg::HandlerKind::exit},
                                         {"error", dramaturg::HandlerKind::error},
                                         {"fallback", dramaturg::HandlerKind::fallback},
                                         {"terminate", dramaturg::HandlerKind::terminate}})
DRAMATURG_WORDS(dramaturg::TaskKind, {{"thread", dramaturg::TaskKind::thread},
                                      {"joining-thread", dramaturg::TaskKind::joiningThread},
                                      {"async", dramaturg::TaskKind::async},
                                      {"pool-post", dramaturg::TaskKind::poolPost},
                                      {"coroutine", dramaturg::TaskKind::coroutine},
                                      {"library-task", dramaturg::TaskKind::libraryTask}})
DRAMATURG_WORDS(dramaturg::TaskAction, {{"join", dramaturg::TaskAction::join},
                                        {"detach", dramaturg::TaskAction::detach},
                                        {"request-stop", dramaturg::TaskAction::requestStop},
                                        {"wait", dramaturg::TaskAction::wait}})
DRAMATURG_WORDS(dramaturg::Awaits, {{"outside", dramaturg::Awaits::outside},
                                    {"thread", dramaturg::Awaits::thread},
                                    {"time", dramaturg::Awaits::time},
                                    {"page-cache", dramaturg::Awaits::pageCache},
                                    {"lock", dramaturg::Awaits::lock},
                                    {"event-loop", dramaturg::Awaits::eventLoop}})
DRAMATURG_WORDS(dramaturg::BlockKind, {{"sleep", dramaturg::BlockKind::sleep},
                                       {"join", dramaturg::BlockKind::join},
                                       {"future", dramaturg::BlockKind::future},
                                       {"condition", dramaturg::BlockKind::condition},
                                       {"semaphore", dramaturg::BlockKind::semaphore},
                                       {"receive", dramaturg::BlockKind::receive},
                                       {"lock", dramaturg::BlockKind::lock},
                                       {"file", dramaturg::BlockKind::file},
                                       {"descriptor", dramaturg::BlockKind::descriptor},
                                       {"network", dramaturg::BlockKind::network},
                                       {"name-service", dramaturg::BlockKind::nameService},
                                       {"process", dramaturg::BlockKind::process},
                                       {"database", dramaturg::BlockKind::database},
                                       {"console", dramaturg::BlockKind::console},
                                       {"remote-call", dramaturg::BlockKind::remoteCall},
                                       {"queue", dramaturg::BlockKind::queue},
                                       {"event-loop", dramaturg::BlockKind::eventLoop},
                                       {"library", dramaturg::BlockKind::library}})
DRAMATURG_WORDS(dramaturg::Placement, {{"shared-pool", dramaturg::Placement::sharedPool},
                                       {"own-thread", dramaturg::Placement::ownThread},
                                       {"io-thread", dramaturg::Placement::ioThread},
                                       {"main-thread", dramaturg::Placement::mainThread},
                                       {"sender-thread", dramaturg::Placement::senderThread},
                                       {"elsewhere", dramaturg::Placement::elsewhere}})
DRAMATURG_WORDS(dramaturg::Answers, {{"unknown", dramaturg::Answers::unknown},
                                     {"nothing", dramaturg::Answers::nothing},
                                     {"value", dramaturg::Answers::value},
                                     {"promise", dramaturg::Answers::promise},
                                     {"delegates", dramaturg::Answers::delegates}})

#undef DRAMATURG_WORDS

}  // namespace llvm::yaml
