// N worker objects with a thread each. The hash of the key selects one, at the one place that sends.
#include <QHash>
#include <QObject>
#include <QString>
#include <QThread>

#include <memory>
#include <vector>

class Stock : public QObject {
  Q_OBJECT

 public:
  void take(const QString& article, int pieces);
};

class Stocks {
 public:
  explicit Stocks(std::size_t parts) {
    for (std::size_t i = 0; i < parts; ++i) {
      threads_.push_back(std::make_unique<QThread>());
      parts_.push_back(new Stock);
      parts_.back()->moveToThread(threads_.back().get());
      QObject::connect(threads_.back().get(), &QThread::finished, parts_.back(), &QObject::deleteLater);
      threads_.back()->start();
    }
  }
  ~Stocks() {
    for (auto& thread : threads_) thread->quit();
    for (auto& thread : threads_) thread->wait();
  }
  void take(const QString& article, int pieces) {
    Stock* part = parts_[qHash(article) % parts_.size()];
    QMetaObject::invokeMethod(part, [part, article, pieces] { part->take(article, pieces); }, Qt::QueuedConnection);
  }

 private:
  std::vector<std::unique_ptr<QThread>> threads_;
  std::vector<Stock*> parts_;
};
