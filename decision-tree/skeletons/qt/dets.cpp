// An embedded store has one owner on a thread of its own, since writing blocks. It answers after the write.
#include <QFile>
#include <QObject>
#include <QString>

class Store : public QObject {
  Q_OBJECT

 public:
  void open(const QString& path) {  // invoked on the thread, as QSqlDatabase demands of its connections too
    file_.setFileName(path);
    if (!file_.open(QIODevice::Append)) emit failed(file_.errorString());
  }
  void put(const QString& line) {
    if (file_.write(line.toUtf8() + '\n') < 0 || !file_.flush())
      emit failed(file_.errorString());
    else
      emit stored();
  }

 signals:
  void stored();
  void failed(const QString& reason);

 private:
  QFile file_{this};
};
