// A thread of one's own may wait for an answer, with a limit. For main without an event loop, tools and tests.
#include <QMetaObject>
#include <QObject>

#include <chrono>
#include <future>
#include <memory>
#include <optional>

constexpr std::chrono::seconds kBalanceLimit(2);

class Account : public QObject {
  Q_OBJECT

 public:
  long balance() const { return balance_; }

 private:
  long balance_ = 0;
};

/// Empty: no answer in time. Qt::BlockingQueuedConnection would wait for ever, and lock up on the account's own thread.
std::optional<long> balanceOf(Account* account) {
  auto promise = std::make_shared<std::promise<long>>();
  std::future<long> answer = promise->get_future();
  QMetaObject::invokeMethod(
      account, [account, promise] { promise->set_value(account->balance()); }, Qt::QueuedConnection);
  if (answer.wait_for(kBalanceLimit) != std::future_status::ready) return std::nullopt;
  return answer.get();
}
