// Work on a pool whose result, and whose failure, come back to this object's thread. Only its end is waited for, at the
// end.
#include <QByteArray>
#include <QFuture>
#include <QObject>
#include <QThreadPool>
#include <QtConcurrent>

#include <exception>

QByteArray renderPreview(const QByteArray& page);

class Preview : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  void render(const QByteArray& page) {
    QtConcurrent::run(&pool_, renderPreview, page)
        .then(this, [this](const QByteArray& picture) { emit rendered(picture); })
        .onFailed(this, [this](const std::exception& error) { emit failed(QString::fromUtf8(error.what())); });
  }

 signals:
  void rendered(const QByteArray& picture);
  void failed(const QString& reason);  // a value: whoever asked decides

 private:
  QThreadPool pool_;  // waits for what is in work when it goes
};
