// A long job does one part per turn of the event loop. Each turn uses something up, and the timer stops at the end.
#include <QList>
#include <QObject>
#include <QTimer>

void index(int document);

class Indexer : public QObject {
  Q_OBJECT

 public:
  explicit Indexer(QObject* parent = nullptr) : QObject(parent) {
    connect(&turn_, &QTimer::timeout, this, &Indexer::part);
  }
  void rebuild(const QList<int>& documents) {
    left_ = documents;
    turn_.start(0);  // whenever nothing else is waiting
  }

 private:
  void part() {
    for (int i = 0; i < 100 && !left_.isEmpty(); ++i) index(left_.takeLast());
    if (left_.isEmpty()) turn_.stop();
  }
  QTimer turn_{this};
  QList<int> left_;
};
