// A slot that describes the state to a person. It answers with text, so that no feature is built on it.
#include <QDebug>
#include <QObject>
#include <QString>

class Stock : public QObject {
  Q_OBJECT

 public:
  void take(int pieces) { pieces <= pieces_ ? pieces_ -= pieces : ++refused_; }
  void describe() const { qInfo().noquote() << QStringLiteral("pieces %1, refused %2").arg(pieces_).arg(refused_); }

 private:
  int pieces_ = 100;
  int refused_ = 0;
};

/// From any thread, for a debugging console.
void describe(Stock* stock) {
  QMetaObject::invokeMethod(stock, [stock] { stock->describe(); }, Qt::QueuedConnection);
}
