// tdactor has no supervisor: an owner creates the child anew when it has ended, and gives up after too many times.
#include "td/actor/actor.h"

#include <chrono>
#include <cstddef>
#include <deque>

using Clock = std::chrono::steady_clock;

class Importer final : public td::Actor {
 public:
  explicit Importer(td::ActorShared<> parent) : parent_(std::move(parent)) {}

 private:
  td::ActorShared<> parent_;
};

class Supervisor final : public td::Actor {
 public:
  explicit Supervisor(td::ActorShared<> parent) : parent_(std::move(parent)) {}

 private:
  void start_up() final { start(); }
  void start() { child_ = td::create_actor<Importer>("Importer", actor_shared(this)); }
  void timeout_expired() final { start(); }
  void hangup_shared() final {  // an actor ends by stop(); an exception would end the program
    const auto now = Clock::now();
    while (!restarts_.empty() && restarts_.front() < now - std::chrono::seconds(60)) restarts_.pop_front();
    if (restarts_.size() == kMost) return stop();  // our own parent hears of it
    restarts_.push_back(now);
    set_timeout_in(0.2);
  }
  static constexpr std::size_t kMost = 3;
  td::ActorShared<> parent_;
  td::ActorOwn<Importer> child_;
  std::deque<Clock::time_point> restarts_;
};
