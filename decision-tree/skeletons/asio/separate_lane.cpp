// A strand knows no priorities: control has a channel of its own, which is emptied before each element of data.
#include <asio.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>

#include <utility>
#include <variant>

using namespace asio::experimental::awaitable_operators;

struct Reload {};
struct Frame {
  int number;
};
using Orders = asio::experimental::channel<void(asio::error_code, Reload)>;
using Frames = asio::experimental::channel<void(asio::error_code, Frame)>;
void reload();
void draw(const Frame& frame);

asio::awaitable<void> render(Orders& orders, Frames& frames) {
  for (;;) {
    while (orders.try_receive([](const asio::error_code& error, Reload) {
      if (!error) reload();
    })) {
    }
    const auto next = co_await (orders.async_receive(asio::use_awaitable) || frames.async_receive(asio::use_awaitable));
    if (next.index() == 0)
      reload();
    else
      draw(std::get<1>(next));
  }
}
