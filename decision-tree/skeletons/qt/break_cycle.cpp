// The till asks the bank. The bank never asks back: what it needs travels along, and both ways are queued signals.
#include <QObject>

class Bank : public QObject {
  Q_OBJECT

 public:
  void pay(long amount, long limit) { emit paid(amount <= limit); }

 signals:
  void paid(bool ok);
  void limitChanged(long limit);
};

class Till : public QObject {
  Q_OBJECT

 public:
  void pay(long amount) { emit payment(amount, limit_); }
  void onPaid(bool ok) { paid_ += ok; }
  void onLimit(long limit) { limit_ = limit; }

 signals:
  void payment(long amount, long limit);

 private:
  long limit_ = 0;
  int paid_ = 0;
};

void wire(Till* till, Bank* bank) {
  QObject::connect(till, &Till::payment, bank, &Bank::pay, Qt::QueuedConnection);
  QObject::connect(bank, &Bank::paid, till, &Till::onPaid, Qt::QueuedConnection);
  QObject::connect(bank, &Bank::limitChanged, till, &Till::onLimit, Qt::QueuedConnection);
}
