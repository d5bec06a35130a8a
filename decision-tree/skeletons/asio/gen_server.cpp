// State behind a strand: public functions only post. A call takes what is to be done with the answer.
#include <asio.hpp>

#include <functional>
#include <memory>

class Account : public std::enable_shared_from_this<Account> {
 public:
  explicit Account(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}

  void deposit(long amount) {
    asio::post(strand_, [self = shared_from_this(), amount] { self->balance_ += amount; });
  }
  /// `answer` runs on the strand; it posts to where its owner lives.
  void balance(std::function<void(long)> answer) {
    asio::post(strand_, [self = shared_from_this(), answer = std::move(answer)] { answer(self->balance_); });
  }

 private:
  asio::strand<asio::any_io_executor> strand_;
  long balance_ = 0;
};
