// tdactor has no state machine: one enumeration, and the one time-out of the actor, set anew by each state.
#include "td/actor/actor.h"

void write(const td::string& text);

class Link final : public td::Actor {
 public:
  void on_connected() {
    if (phase_ != Phase::Connecting) return;
    phase_ = Phase::Ready;
    cancel_timeout();
    write(waiting_);
    waiting_.clear();
  }
  void on_lost() {
    if (phase_ == Phase::Ready) enter_connecting();
  }
  void on_text(td::string line) {
    if (phase_ == Phase::Ready) return write(line);
    waiting_ += line;
  }

 private:
  enum class Phase { Connecting, Ready };
  void start_up() final { enter_connecting(); }
  void timeout_expired() final { stop(); }  // connecting has taken too long
  void enter_connecting() {
    phase_ = Phase::Connecting;
    set_timeout_in(10);
  }
  Phase phase_ = Phase::Connecting;
  td::string waiting_;
};
