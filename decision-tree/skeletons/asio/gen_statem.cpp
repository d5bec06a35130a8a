// One coroutine, whose place is the state. What each state takes, and for how long, is what it awaits there.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <string>
#include <variant>

using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using asio::ip::tcp;

class Link {
 public:
  Link(asio::any_io_executor executor, tcp::endpoint server) : socket_(executor), timer_(executor), server_(server) {}

  asio::awaitable<void> run() {
    while (co_await connecting()) co_await ready();
  }

 private:
  asio::awaitable<bool> connecting() {
    timer_.expires_after(10s);
    const auto first =
        co_await (socket_.async_connect(server_, asio::use_awaitable) || timer_.async_wait(asio::use_awaitable));
    co_return first.index() == 0;  // else too late
  }
  asio::awaitable<void> ready() {
    try {
      std::string line;
      for (;;) {
        const std::size_t size =
            co_await asio::async_read_until(socket_, asio::dynamic_buffer(line, 4096), '\n', asio::use_awaitable);
        line.erase(0, size);
      }
    } catch (const asio::system_error&) {
      socket_.close();  // lost: back to connecting
    }
  }
  tcp::socket socket_;
  asio::steady_timer timer_;
  tcp::endpoint server_;
};
