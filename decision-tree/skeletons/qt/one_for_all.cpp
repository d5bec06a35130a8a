// Qt has no strategies: the children of one generation are children of one object, which goes as a whole and comes
// anew.
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

class Reader : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

 signals:
  void failed();
};
class Decoder : public QObject {
  Q_OBJECT

 public:
  Decoder(Reader* reader, QObject* parent);

 signals:
  void failed();
};

class Parent : public QObject {
  Q_OBJECT

 public:
  explicit Parent(QObject* parent = nullptr) : QObject(parent) { start(); }

 signals:
  void gaveUp();

 private:
  void start() {
    generation_ = std::make_unique<QObject>();
    auto* reader = new Reader(generation_.get());
    auto* decoder = new Decoder(reader, generation_.get());
    connect(reader, &Reader::failed, this, &Parent::onFailed, Qt::QueuedConnection);
    connect(decoder, &Decoder::failed, this, &Parent::onFailed, Qt::QueuedConnection);
  }
  void onFailed() {
    if (!generation_) return;  // the other one has failed too
    generation_.reset();
    if (left_-- == 0) return emit gaveUp();
    QTimer::singleShot(std::chrono::seconds(1), this, &Parent::start);
  }
  std::unique_ptr<QObject> generation_;
  int left_ = 3;
};
