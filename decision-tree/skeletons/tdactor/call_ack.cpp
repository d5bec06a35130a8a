// A promise of nothing says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <deque>

class Store final : public td::Actor {
 public:
  void put(td::string line, td::Promise<td::Unit> promise);
};

class Loader final : public td::Actor {
 public:
  Loader(td::ActorId<Store> store, std::deque<td::string> lines) : store_(store), lines_(std::move(lines)) {}

  void on_stored(td::Result<td::Unit> result) {
    if (result.is_error()) return stop();
    lines_.pop_front();  // done, so it need not be sent again
    loop();
  }

 private:
  void loop() final {
    if (lines_.empty()) return stop();
    td::send_closure(store_, &Store::put, lines_.front(),
                     td::PromiseCreator::lambda([self = actor_id(this)](td::Result<td::Unit> result) {
                       td::send_closure(self, &Loader::on_stored, std::move(result));
                     }));
  }
  td::ActorId<Store> store_;
  std::deque<td::string> lines_;
};
