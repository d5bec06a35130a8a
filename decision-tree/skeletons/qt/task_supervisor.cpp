// Qt has no task supervisor: an owner with a pool of its own knows how many run, hears of each end, and waits for the
// rest.
#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QtConcurrent>

#include <exception>

void importFile(QPromise<void>& promise, const QString& path);  // looks at promise.isCanceled() now and then

class Imports : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~Imports() override {
    for (QFuture<void>& job : running_) job.cancel();
    pool_.waitForDone();
  }
  /// False: as many as may run are running.
  [[nodiscard]] bool start(const QString& path) {
    running_.removeIf([](const QFuture<void>& job) { return job.isFinished(); });
    if (running_.size() == kMost) return false;
    running_.append(QtConcurrent::run(&pool_, importFile, path));
    running_.last().onFailed(this, [this, path](const std::exception& error) { emit failed(path, error.what()); });
    return true;
  }

 signals:
  void failed(const QString& path, const QString& reason);

 private:
  static constexpr int kMost = 8;
  QThreadPool pool_;
  QList<QFuture<void>> running_;
};
