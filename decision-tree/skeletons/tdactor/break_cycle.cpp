// The till asks the bank. The bank never asks back: what it needs travels along, and what it has to say is a cast.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

class Bank final : public td::Actor {
 public:
  void pay(td::int64 amount, td::int64 limit, td::Promise<td::Unit> promise) {
    if (amount > limit) return promise.set_error(td::Status::Error(400, "too much"));
    promise.set_value(td::Unit());
  }
};

class Till final : public td::Actor {
 public:
  explicit Till(td::ActorId<Bank> bank) : bank_(bank) {}

  void pay(td::int64 amount, td::Promise<td::Unit> promise) {
    td::send_closure(bank_, &Bank::pay, amount, limit_, std::move(promise));  // the bank answers our client
  }
  void on_limit(td::int64 limit) { limit_ = limit; }

 private:
  td::ActorId<Bank> bank_;
  td::int64 limit_ = 0;
};
