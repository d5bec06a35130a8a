// A worker object on a thread. A cast is a queued signal or invokeMethod; a call is answered by a signal.
#include <QMetaObject>
#include <QObject>

class Account : public QObject {
  Q_OBJECT

 public:
  void deposit(long amount) { balance_ += amount; }
  void askBalance() { emit balance(balance_); }

 signals:
  void balance(long amount);

 private:
  long balance_ = 0;  // touched on its thread only
};

/// From any thread: queued where the account lives on another one.
void pay(Account* account, long amount) {
  QMetaObject::invokeMethod(account, [account, amount] { account->deposit(amount); }, Qt::QueuedConnection);
}
