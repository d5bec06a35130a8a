// One value under a lock; whoever wants to hear of changes connects. Readers on other threads keep no reference.
#include <QObject>
#include <QReadLocker>
#include <QReadWriteLock>
#include <QString>
#include <QWriteLocker>

class Motto : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  QString value() const {
    const QReadLocker lock(&lock_);
    return value_;  // shared, not copied
  }
  void setValue(const QString& value) {
    {
      const QWriteLocker lock(&lock_);
      value_ = value;
    }
    emit changed(value);
  }

 signals:
  void changed(const QString& value);

 private:
  mutable QReadWriteLock lock_;
  QString value_;
};
