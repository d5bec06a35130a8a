// Who needs another one gets it in the constructor, and shares it for as long as handlers are under way.
#include <asio.hpp>

#include <memory>
#include <utility>

class Journal : public std::enable_shared_from_this<Journal> {
 public:
  explicit Journal(asio::any_io_executor executor) : strand_(asio::make_strand(executor)) {}
  void enter(long amount) {
    asio::post(strand_, [self = shared_from_this(), amount] { self->sum_ += amount; });
  }

 private:
  asio::strand<asio::any_io_executor> strand_;
  long sum_ = 0;
};

class Till {
 public:
  explicit Till(std::shared_ptr<Journal> journal) : journal_(std::move(journal)) {}
  void pay(long amount) { journal_->enter(amount); }

 private:
  std::shared_ptr<Journal> journal_;
};

void openShop(asio::io_context& context) {
  const auto journal = std::make_shared<Journal>(context.get_executor());
  Till front(journal);
  Till back(journal);
  front.pay(3);
  back.pay(4);
}
