// A thread of one's own may wait for an answer, with a limit. For main, tools and tests; never on a thread that runs
// the context.
#include <asio.hpp>

#include <chrono>
#include <future>
#include <optional>

constexpr std::chrono::seconds kBalanceLimit{2};

class Account {
 public:
  asio::awaitable<long> balance();
};

/// Empty: no answer in time. Another thread runs `context`.
std::optional<long> balanceOf(asio::io_context& context, Account& account) {
  std::future<long> answer = asio::co_spawn(context, account.balance(), asio::use_future);
  if (answer.wait_for(kBalanceLimit) != std::future_status::ready) return std::nullopt;
  return answer.get();
}
