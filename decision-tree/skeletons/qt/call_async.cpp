// The answer, the failure and the time-out arrive later on this object's thread. Meanwhile its event loop goes on.
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include <chrono>

constexpr std::chrono::milliseconds kPriceLimit(500);

class Catalogue : public QObject {
  Q_OBJECT

 public:
  void askPrice(quint64 id, const QString& article);  // emits one of the two

 signals:
  void price(quint64 id, long amount);
  void unknown(quint64 id);
};

class Till : public QObject {
  Q_OBJECT

 public:
  explicit Till(Catalogue* catalogue) {
    connect(this, &Till::question, catalogue, &Catalogue::askPrice, Qt::QueuedConnection);
    connect(catalogue, &Catalogue::price, this, &Till::onPrice, Qt::QueuedConnection);
    connect(catalogue, &Catalogue::unknown, this, &Till::onMissed, Qt::QueuedConnection);
  }
  void sell(const QString& article) {
    const quint64 id = ++last_;
    open_.insert(id);
    emit question(id, article);
    QTimer::singleShot(kPriceLimit, this, [this, id] { onMissed(id); });
  }

 signals:
  void question(quint64 id, const QString& article);

 private:
  void onPrice(quint64 id, long amount) {
    if (open_.remove(id)) total_ += amount;  // else it came too late
  }
  void onMissed(quint64 id) {
    if (open_.remove(id)) ++missed_;
  }
  QSet<quint64> open_;
  quint64 last_ = 0;
  long total_ = 0;
  int missed_ = 0;
};
