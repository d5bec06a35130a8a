// Letting a child go asks it to stop. It may finish what it owes in hangup; its owner waits so long and no longer.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

class Writer final : public td::Actor {
 public:
  explicit Writer(td::ActorShared<> parent) : parent_(std::move(parent)) {}
  void on_flushed() { stop(); }

 private:
  void hangup() final { flush(); }  // instead of stop(): answers with on_flushed
  void flush();
  td::ActorShared<> parent_;
};

class Owner final : public td::Actor {
 public:
  void close(td::Promise<td::Unit> promise) {
    closed_ = std::move(promise);
    writer_.reset();
    set_timeout_in(5);
  }

 private:
  void start_up() final { writer_ = td::create_actor<Writer>("Writer", actor_shared(this)); }
  void hangup_shared() final { finish(td::Unit()); }
  void timeout_expired() final { finish(td::Status::Error(504, "the writer does not stop")); }
  void finish(td::Result<td::Unit> result) {
    closed_.set_result(std::move(result));
    stop();
  }
  td::ActorOwn<Writer> writer_;
  td::Promise<td::Unit> closed_;
};
