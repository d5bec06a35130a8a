// Qt has no supervisor: the owner of the thread makes a new worker when one has failed, and gives up after too many
// times.
#include <QObject>
#include <QQueue>
#include <QString>
#include <QThread>
#include <QTimer>

#include <chrono>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class Importer : public QObject {
  Q_OBJECT

 public:
  void run() noexcept;  // catches everything, and emits one of the two

 signals:
  void finished();
  void failed(const QString& reason);
};

class Supervisor : public QObject {
  Q_OBJECT

 public:
  explicit Supervisor(QObject* parent = nullptr) : QObject(parent) {
    thread_.start();
    start();
  }
  ~Supervisor() override {
    thread_.quit();
    thread_.wait();
  }

 signals:
  void finished();
  void gaveUp(const QString& reason);

 private:
  void start() {
    auto* worker = new Importer;
    worker->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker, &QObject::deleteLater);
    connect(worker, &Importer::finished, this, &Supervisor::finished);  // transient; a permanent one starts again
    connect(worker, &Importer::failed, this, &Supervisor::onFailed);
    connect(worker, &Importer::failed, worker, &QObject::deleteLater);
    QMetaObject::invokeMethod(worker, [worker] { worker->run(); }, Qt::QueuedConnection);
  }
  void onFailed(const QString& reason) {
    const auto now = Clock::now();
    while (!restarts_.isEmpty() && restarts_.head() < now - 60s) restarts_.dequeue();
    if (restarts_.size() == kMost) return emit gaveUp(reason);
    restarts_.enqueue(now);
    QTimer::singleShot(200ms, this, &Supervisor::start);
  }
  static constexpr int kMost = 3;
  QThread thread_;
  QQueue<Clock::time_point> restarts_;
};
