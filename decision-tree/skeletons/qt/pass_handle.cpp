// Who needs another object gets it in the constructor; a QPointer where that one may go first.
#include <QObject>
#include <QPointer>

class Journal : public QObject {
  Q_OBJECT

 public:
  void enter(long amount) { sum_ += amount; }

 private:
  long sum_ = 0;
};

class Till : public QObject {
  Q_OBJECT

 public:
  explicit Till(Journal* journal) { connect(this, &Till::paid, journal, &Journal::enter); }
  void pay(long amount) { emit paid(amount); }

 signals:
  void paid(long amount);  // to nobody, once the journal is gone
};

void openShop(Journal* journal) {
  const QPointer<Till> till = new Till(journal);
  till->pay(3);
  till->deleteLater();
}
