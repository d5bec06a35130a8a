// Asio has no supervisor: a coroutine awaits the child, starts it anew after a failure, and gives up after too many
// times.
#include <asio.hpp>

#include <chrono>
#include <cstddef>
#include <deque>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

asio::awaitable<void> import();

/// What it throws in the end goes to the handler of its co_spawn, where somebody decides.
asio::awaitable<void> superviseImport() {
  constexpr std::size_t kMost = 3;
  asio::steady_timer pause(co_await asio::this_coro::executor);
  std::deque<Clock::time_point> restarts;
  for (;;) {
    try {
      co_await import();
      co_return;  // transient; a permanent child goes on here
    } catch (const std::exception&) {
      const auto now = Clock::now();
      while (!restarts.empty() && restarts.front() < now - 60s) restarts.pop_front();
      if (restarts.size() == kMost) throw;
      restarts.push_back(now);
    }
    pause.expires_after(200ms);
    co_await pause.async_wait(asio::use_awaitable);
  }
}
