// The same work for each element on a pool with so many threads; results come one by one on this object's thread.
#include <QFutureWatcher>
#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <QtConcurrent>

long measure(const QString& file) noexcept;

class Survey : public QObject {
  Q_OBJECT

 public:
  explicit Survey(QObject* parent = nullptr) : QObject(parent) {
    pool_.setMaxThreadCount(4);
    connect(&watcher_, &QFutureWatcher<long>::resultReadyAt, this, [this](int at) { sum_ += watcher_.resultAt(at); });
    connect(&watcher_, &QFutureWatcher<long>::finished, this, [this] { emit finished(sum_); });
  }
  ~Survey() override { watcher_.cancel(); }  // the pool then waits for what is in work
  void start(const QStringList& files) { watcher_.setFuture(QtConcurrent::mapped(&pool_, files, measure)); }

 signals:
  void finished(long sum);

 private:
  QThreadPool pool_;
  QFutureWatcher<long> watcher_;
  long sum_ = 0;
};
