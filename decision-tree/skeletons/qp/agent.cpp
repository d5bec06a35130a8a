// One value that is published when it changes, so that each active object keeps a copy of its own. QP has no calls.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { VALUE_SIG = QP::Q_USER_SIG, SET_SIG };
class ValueEvt : public QP::QEvt {
 public:
  explicit ValueEvt(QP::QSignal sig) : QEvt(sig) {}
  int value{0};
};

class Setpoint : public QP::QActive {
 public:
  Setpoint() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(holding);
};

Q_STATE_DEF(Setpoint, initial) {
  Q_UNUSED_PAR(e);
  return tran(&holding);
}
Q_STATE_DEF(Setpoint, holding) {
  if (e->sig != SET_SIG) return super(&top);
  auto* news = Q_NEW(ValueEvt, VALUE_SIG);
  news->value = Q_EVT_CAST(ValueEvt)->value;
  PUBLISH(news, this);
  return Q_RET_HANDLED;
}
