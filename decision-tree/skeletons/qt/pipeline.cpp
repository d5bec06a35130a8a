// The reader holds permits: it asks the source only while fewer than N elements are under way, and acknowledges after
// the work.
#include <QObject>
#include <QString>

class Source : public QObject {
  Q_OBJECT

 public:
  void request(int most);
  void ack(quint64 id);
  void fail(quint64 id);

 signals:
  void delivery(quint64 id, const QString& body);
};
class Workers : public QObject {
  Q_OBJECT

 public:
  void process(quint64 id, const QString& body);

 signals:
  void finished(quint64 id, bool ok);  // after the last effect
};

class Consumer : public QObject {
  Q_OBJECT

 public:
  Consumer(Source* source, Workers* workers) {
    connect(source, &Source::delivery, workers, &Workers::process, Qt::QueuedConnection);
    connect(this, &Consumer::wanted, source, &Source::request, Qt::QueuedConnection);
    connect(this, &Consumer::done, source, &Source::ack, Qt::QueuedConnection);
    connect(this, &Consumer::notDone, source, &Source::fail, Qt::QueuedConnection);
    connect(workers, &Workers::finished, this, &Consumer::onFinished, Qt::QueuedConnection);
  }
  void start() { emit wanted(64); }

 signals:
  void wanted(int most);
  void done(quint64 id);
  void notDone(quint64 id);

 private:
  void onFinished(quint64 id, bool ok) {
    ok ? emit done(id) : emit notDone(id);
    emit wanted(1);
  }
};
