// A signal is a topic: who subscribes gets each event, without a copy, in a queue of its own.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { NEWS_SIG = QP::Q_USER_SIG, MAX_PUB_SIG, RAIN_SIG };
class NewsEvt : public QP::QEvt {
 public:
  explicit NewsEvt(QP::QSignal sig) : QEvt(sig) {}
  int millimetres{0};
};

class Reader : public QP::QActive {
 public:
  Reader() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(reading);
  int m_rain{0};
};
Q_STATE_DEF(Reader, initial) {
  Q_UNUSED_PAR(e);
  subscribe(NEWS_SIG);
  return tran(&reading);
}
Q_STATE_DEF(Reader, reading) {
  if (e->sig != NEWS_SIG) return super(&top);
  m_rain += Q_EVT_CAST(NewsEvt)->millimetres;
  return Q_RET_HANDLED;
}

void publishRain(int millimetres) {
  auto* news = Q_NEW(NewsEvt, NEWS_SIG);
  news->millimetres = millimetres;
  QP::QActive::PUBLISH(news, nullptr);
}
