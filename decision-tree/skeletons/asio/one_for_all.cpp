// Asio has no strategies. Children awaited together end together: the first failure cancels the others and is thrown
// here.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <exception>

using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

asio::awaitable<void> readFrames();
asio::awaitable<void> decodeFrames();

asio::awaitable<void> runTogether() {
  asio::steady_timer pause(co_await asio::this_coro::executor);
  for (int left = 3;; --left) {
    try {
      co_await (readFrames() && decodeFrames());
      co_return;
    } catch (const std::exception&) {
      if (left == 0) throw;
    }
    pause.expires_after(1s);
    co_await pause.async_wait(asio::use_awaitable);
  }
}
