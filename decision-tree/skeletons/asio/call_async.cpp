// Awaiting an answer suspends this coroutine and no thread. The limit is a timer beside it, the failure a value.
#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <optional>
#include <string>

using namespace asio::experimental::awaitable_operators;
constexpr std::chrono::milliseconds kPriceLimit{500};

class Catalogue {
 public:
  asio::awaitable<long> price(std::string article);  ///< on its own strand
};

/// Empty: it failed, or took too long.
asio::awaitable<std::optional<long>> askPrice(Catalogue& catalogue, std::string article) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer limit(executor, kPriceLimit);
  auto question =
      asio::co_spawn(executor, catalogue.price(std::move(article)), asio::experimental::as_tuple(asio::use_awaitable));
  const auto first = co_await (std::move(question) || limit.async_wait(asio::use_awaitable));
  if (first.index() == 1) co_return std::nullopt;
  const auto& [failure, price] = std::get<0>(first);
  if (failure) co_return std::nullopt;
  co_return price;
}
