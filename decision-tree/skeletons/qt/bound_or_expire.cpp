// A cache with a maximum, and a sweep for what is old. The timer is a child and goes with its owner.
#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

class Seen : public QObject {
  Q_OBJECT

 public:
  explicit Seen(QObject* parent = nullptr) : QObject(parent) {
    connect(&timer_, &QTimer::timeout, this, &Seen::sweep);
    timer_.start(std::chrono::minutes(1));
  }
  void insert(const QString& id) {
    if (times_.size() < kMost) times_.insert(id, QDateTime::currentSecsSinceEpoch());
  }

 private:
  void sweep() {
    const qint64 oldest = QDateTime::currentSecsSinceEpoch() - 600;
    times_.removeIf([oldest](auto entry) { return entry.value() < oldest; });
  }
  static constexpr int kMost = 10'000;
  QTimer timer_{this};
  QHash<QString, qint64> times_;
};
