// A lost connection is expected: the next try waits twice as long. Starting promises a manager only.
#include <asio.hpp>
#include <asio/experimental/as_tuple.hpp>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;
using asio::ip::tcp;
constexpr auto kTuple = asio::experimental::as_tuple(asio::use_awaitable);

asio::awaitable<void> talk(tcp::socket& socket);  ///< returns when the connection is lost

class Link {
 public:
  explicit Link(tcp::endpoint server) : server_(server) {}
  bool up() const { return up_; }  // callers get "not available" meanwhile

  asio::awaitable<void> run() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor);
    std::chrono::milliseconds pause = 100ms;
    for (;;) {
      tcp::socket socket(executor);
      const auto [error] = co_await socket.async_connect(server_, kTuple);
      up_ = !error;
      if (up_) {
        pause = 100ms;
        co_await talk(socket);
        up_ = false;
      }
      timer.expires_after(pause);
      co_await timer.async_wait(asio::use_awaitable);
      pause = std::min<std::chrono::milliseconds>(2 * pause, 30s);
    }
  }

 private:
  tcp::endpoint server_;
  bool up_ = false;
};
