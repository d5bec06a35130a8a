// One value on a strand. Where nobody needs a coroutine, a mutex or a std::atomic of a shared constant does without
// Asio.
#include <asio.hpp>

#include <string>
#include <utility>

class Motto {
 public:
  explicit Motto(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}

  /// co_await motto.get(): runs on the strand, and comes back to where it was called. The motto must outlive both.
  asio::awaitable<std::string> get() { return asio::co_spawn(strand_, read(), asio::use_awaitable); }
  asio::awaitable<void> set(std::string value) {
    return asio::co_spawn(strand_, write(std::move(value)), asio::use_awaitable);
  }

 private:
  asio::awaitable<std::string> read() { co_return value_; }
  asio::awaitable<void> write(std::string value) {
    value_ = std::move(value);
    co_return;
  }
  asio::strand<asio::any_io_executor> strand_;
  std::string value_;
};
