// A connection that cannot be made is expected: the next try waits twice as long. Creating promises a manager only.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <algorithm>

class Connector final : public td::Actor {
 public:
  void connect(td::Promise<td::Unit> promise);
};

class Link final : public td::Actor {
 public:
  explicit Link(td::ActorId<Connector> connector) : connector_(connector) {}

  void fetch(td::string key, td::Promise<td::string> promise) {
    if (!up_) return promise.set_error(td::Status::Error(503, "not connected"));
    promise.set_value(std::move(key));
  }
  void on_connected(td::Result<td::Unit> result) {
    up_ = result.is_ok();
    if (up_) {
      pause_ = 0.1;
      return;
    }
    set_timeout_in(pause_);
    pause_ = std::min(2 * pause_, 30.0);
  }

 private:
  void loop() final {  // after start_up, and when the time-out is over
    td::send_closure(connector_, &Connector::connect,
                     td::PromiseCreator::lambda([self = actor_id(this)](td::Result<td::Unit> result) {
                       td::send_closure(self, &Link::on_connected, std::move(result));
                     }));
  }
  td::ActorId<Connector> connector_;
  double pause_ = 0.1;
  bool up_ = false;
};
