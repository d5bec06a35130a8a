// QP starts nothing at run time: the part that begins and ends with its owner is a state machine member without a
// queue.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { TICK_SIG = QP::Q_USER_SIG };

class Blinker : public QP::QHsm {
 public:
  Blinker() : QHsm(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(off);
};
Q_STATE_DEF(Blinker, initial) {
  Q_UNUSED_PAR(e);
  return tran(&off);
}
Q_STATE_DEF(Blinker, off) { return e->sig == TICK_SIG ? Q_RET_HANDLED : super(&top); }

class Panel : public QP::QActive {
 public:
  Panel() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(active);
  Blinker m_blinker;
};
Q_STATE_DEF(Panel, initial) {
  m_blinker.init(e, getPrio());
  return tran(&active);
}
Q_STATE_DEF(Panel, active) {
  if (e->sig != TICK_SIG) return super(&top);
  m_blinker.dispatch(e, getPrio());
  return Q_RET_HANDLED;
}
