// The child has a thread of its own and ends with its owner, who waits for it. An exception must not leave a slot.
#include <QObject>
#include <QString>
#include <QThread>

class Upload : public QObject {
  Q_OBJECT

 public:
  void start(const QString& path);

 signals:
  void failed(const QString& reason);
};

class Session : public QObject {
  Q_OBJECT

 public:
  explicit Session(QObject* parent = nullptr) : QObject(parent) {
    auto* upload = new Upload;
    upload->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, upload, &QObject::deleteLater);
    connect(this, &Session::started, upload, &Upload::start);
    connect(upload, &Upload::failed, this, &Session::failed);  // its failure is ours
    thread_.start();
  }
  ~Session() override {
    thread_.requestInterruption();
    thread_.quit();
    thread_.wait();
  }

 signals:
  void started(const QString& path);
  void failed(const QString& reason);

 private:
  QThread thread_;
};
