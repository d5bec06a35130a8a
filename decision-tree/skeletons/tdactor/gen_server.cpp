// A method without a promise is a cast, one with a promise as last parameter is a call.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

class Account final : public td::Actor {
 public:
  void deposit(td::int64 amount) { balance_ += amount; }
  void balance(td::Promise<td::int64> promise) { promise.set_value(td::int64(balance_)); }

 private:
  td::int64 balance_ = 0;
};

void pay(td::ActorId<Account> account, td::int64 amount) { td::send_closure(account, &Account::deposit, amount); }
