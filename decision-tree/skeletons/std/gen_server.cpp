// A thread, its mailbox and its state. A cast is a message, a call carries a promise.
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <variant>

class Account {
 public:
  struct Deposit {
    long amount;
  };
  struct Balance {
    std::promise<long> answer;
  };
  using Message = std::variant<Deposit, Balance>;

  void post(Message message) {
    {
      const std::lock_guard lock(mutex_);
      mailbox_.push_back(std::move(message));
    }
    arrived_.notify_one();
  }

 private:
  void run(std::stop_token stop) noexcept {
    std::unique_lock lock(mutex_);
    while (arrived_.wait(lock, stop, [this] { return !mailbox_.empty(); })) {
      Message message = std::move(mailbox_.front());
      mailbox_.pop_front();
      lock.unlock();
      std::visit([this](auto& m) { handle(m); }, message);
      lock.lock();
    }
  }
  void handle(Deposit& deposit) { balance_ += deposit.amount; }
  void handle(Balance& question) { question.answer.set_value(balance_); }

  long balance_ = 0;  // touched by the thread alone
  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<Message> mailbox_;
  std::jthread thread_{[this](std::stop_token stop) { run(stop); }};  // last: first to go
};
