// One enumeration, a timer for waiting, and each handler says what it does in which phase. With the module
// Qt State Machine (part of Qt Core in 5) a QStateMachine does the same with a QState per phase.
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

class Link : public QObject {
  Q_OBJECT

 public:
  explicit Link(QObject* parent = nullptr) : QObject(parent) {
    limit_.setSingleShot(true);
    connect(&limit_, &QTimer::timeout, this, &Link::closed);
    enterConnecting();
  }
  void onConnected() {
    if (phase_ != Phase::connecting) return;
    phase_ = Phase::ready;
    limit_.stop();
    emit write(waiting_);
    waiting_.clear();
  }
  void onLost() {
    if (phase_ == Phase::ready) enterConnecting();
  }
  void onText(const QString& line) {
    if (phase_ == Phase::ready)
      emit write(line);
    else
      waiting_ += line;
  }

 signals:
  void write(const QString& text);
  void closed();

 private:
  enum class Phase { connecting, ready };
  void enterConnecting() {
    phase_ = Phase::connecting;
    limit_.start(std::chrono::seconds(10));
  }
  Phase phase_ = Phase::connecting;
  QTimer limit_{this};
  QString waiting_;
};
