// The till asks the bank. The bank never asks back: what it needs travels along, and what it has to say is posted.
#include <asio.hpp>

#include <functional>
#include <memory>
#include <utility>

class Bank : public std::enable_shared_from_this<Bank> {
 public:
  explicit Bank(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}
  void pay(long amount, long limit, std::function<void(bool)> answer) {
    asio::post(strand_, [amount, limit, answer = std::move(answer)] { answer(amount <= limit); });
  }

 private:
  asio::strand<asio::any_io_executor> strand_;
};

class Till : public std::enable_shared_from_this<Till> {
 public:
  Till(asio::any_io_executor executor, std::shared_ptr<Bank> bank)
      : strand_(asio::make_strand(executor)), bank_(std::move(bank)) {}
  void pay(long amount) {
    asio::post(strand_, [self = shared_from_this(), amount] {
      self->bank_->pay(amount, self->limit_,
                       [self](bool ok) { asio::post(self->strand_, [self, ok] { self->paid_ += ok; }); });
    });
  }
  void onLimit(long limit) {  // posted by the bank
    asio::post(strand_, [self = shared_from_this(), limit] { self->limit_ = limit; });
  }

 private:
  asio::strand<asio::any_io_executor> strand_;
  std::shared_ptr<Bank> bank_;
  long limit_ = 0;
  int paid_ = 0;
};
