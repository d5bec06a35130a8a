// Collected by number or by time before the expensive write, which answers for each element.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

struct Row {
  std::uint64_t id;
  double value;
};
using Rows = asio::experimental::channel<void(asio::error_code, Row)>;
/// Writes what can be written; tells the source of each row whether it was.
asio::awaitable<void> writeAndAcknowledge(std::vector<Row> rows);

asio::awaitable<void> batch(Rows& rows) {
  constexpr std::size_t kMost = 500;
  asio::steady_timer late(co_await asio::this_coro::executor);
  for (;;) {
    std::vector<Row> open{co_await rows.async_receive(asio::use_awaitable)};
    late.expires_after(200ms);
    while (open.size() < kMost) {
      const auto next = co_await (rows.async_receive(asio::use_awaitable) || late.async_wait(asio::use_awaitable));
      if (next.index() == 1) break;
      open.push_back(std::get<0>(next));
    }
    co_await writeAndAcknowledge(std::move(open));
  }
}
