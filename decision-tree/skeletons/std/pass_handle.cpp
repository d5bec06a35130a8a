// Who needs another one gets it in the constructor. The first one constructed lives longest.
#include <functional>
#include <memory>
#include <utility>

class Journal {
 public:
  void post(long amount);
};

class Till {
 public:
  explicit Till(std::shared_ptr<Journal> journal) : journal_(std::move(journal)) {}
  void pay(long amount) { journal_->post(amount); }

 private:
  std::shared_ptr<Journal> journal_;
};

void openShop() {
  auto journal = std::make_shared<Journal>();
  Till front(journal);
  Till back(journal);
  front.pay(3);
  back.pay(4);
}
