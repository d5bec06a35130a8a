// A signal without arguments says that it has happened. The next one goes out after it, so a slow receiver is felt.
#include <QObject>
#include <QQueue>
#include <QString>

class Store : public QObject {
  Q_OBJECT

 public:
  void put(const QString& line);

 signals:
  void stored();
  void failed(const QString& reason);
};

class Loader : public QObject {
  Q_OBJECT

 public:
  Loader(Store* store, QQueue<QString> lines) : lines_(std::move(lines)) {
    connect(this, &Loader::put, store, &Store::put, Qt::QueuedConnection);
    connect(store, &Store::failed, this, &Loader::finished, Qt::QueuedConnection);
    connect(store, &Store::stored, this, &Loader::onStored, Qt::QueuedConnection);
  }
  void start() { next(); }

 signals:
  void put(const QString& line);
  void finished();

 private:
  void onStored() {
    lines_.dequeue();  // done, so it need not be sent again
    next();
  }
  void next() {
    if (lines_.isEmpty())
      emit finished();
    else
      emit put(lines_.head());
  }
  QQueue<QString> lines_;
};
