// A function that describes the state to a person. It answers with text, so that no feature is built on it.
#include <asio.hpp>

#include <string>

class Stock {
 public:
  explicit Stock(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}

  asio::awaitable<std::string> describe() { return asio::co_spawn(strand_, text(), asio::use_awaitable); }

 private:
  asio::awaitable<std::string> text() {
    co_return "pieces " + std::to_string(pieces_) + ", refused " + std::to_string(refused_);
  }
  asio::strand<asio::any_io_executor> strand_;
  int pieces_ = 100;
  int refused_ = 0;
};
