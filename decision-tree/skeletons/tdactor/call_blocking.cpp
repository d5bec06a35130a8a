// A thread of one's own may wait, with a limit. For main, tools and tests, while another thread runs the scheduler.
#include "td/actor/actor.h"
#include "td/utils/Promise.h"

#include <chrono>
#include <future>
#include <memory>
#include <optional>

class Account final : public td::Actor {
 public:
  void balance(td::Promise<td::int64> promise) { promise.set_value(td::int64(balance_)); }

 private:
  td::int64 balance_ = 0;
};

/// Empty: no answer in time, or the account is gone. Called under `scheduler.get_send_guard()`.
std::optional<td::int64> balance_of(td::ActorId<Account> account) {
  auto answer = std::make_shared<std::promise<std::optional<td::int64>>>();
  auto result = answer->get_future();
  td::send_closure(account, &Account::balance, td::PromiseCreator::lambda([answer](td::Result<td::int64> balance) {
                     answer->set_value(balance.is_ok() ? std::optional<td::int64>(balance.ok()) : std::nullopt);
                   }));
  if (result.wait_for(std::chrono::seconds(2)) != std::future_status::ready) return std::nullopt;
  return result.get();
}
