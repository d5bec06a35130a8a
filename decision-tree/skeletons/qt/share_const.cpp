// Qt's own values are shared until somebody changes them, so a signal by constant reference copies nothing.
#include <QByteArray>
#include <QObject>
#include <QSharedPointer>
#include <QString>

struct Picture {
  QByteArray pixels;
  int width = 0;
};
using PicturePtr = QSharedPointer<const Picture>;
Q_DECLARE_METATYPE(PicturePtr)

class Studio : public QObject {
  Q_OBJECT

 public:
  void show(QByteArray pixels, int width, const QString& title) {
    emit shown(PicturePtr::create(Picture{std::move(pixels), width}), title);
  }

 signals:
  void shown(const PicturePtr& picture, const QString& title);  // receivers cannot change it
};
