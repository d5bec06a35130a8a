// A mailbox has no limit. The sender keeps one: so many unanswered, and what is more is dropped and counted here.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

class Archive final : public td::Actor {
 public:
  void store(double value, td::Promise<td::Unit> promise);
};

class Sensor final : public td::Actor {
 public:
  explicit Sensor(td::ActorId<Archive> archive) : archive_(archive) {}

  void on_reading(double value) {
    if (open_ == kMost) {
      dropped_++;
      return;
    }
    open_++;
    td::send_closure(archive_, &Archive::store, value,
                     td::PromiseCreator::lambda([self = actor_id(this)](td::Result<td::Unit> result) {
                       td::send_closure(self, &Sensor::on_stored, result.is_ok());
                     }));
  }
  void on_stored(bool ok) {
    open_--;
    dropped_ += !ok;
  }

 private:
  static constexpr int kMost = 100;
  td::ActorId<Archive> archive_;
  int open_ = 0;
  int dropped_ = 0;  // reported by a timer
};
