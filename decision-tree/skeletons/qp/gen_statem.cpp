// One state per phase below what they have in common. Entering arms the time-out, leaving disarms it.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { CONNECTED_SIG = QP::Q_USER_SIG, LOST_SIG, TEXT_SIG, LIMIT_SIG, STOP_SIG };
constexpr std::uint32_t kConnectTicks = 1000U;

class Link : public QP::QActive {
 public:
  Link() : QActive(Q_STATE_CAST(&initial)), m_limit(this, LIMIT_SIG, 0U) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(operational);
  Q_STATE_DECL(connecting);
  Q_STATE_DECL(ready);
  Q_STATE_DECL(closed);
  QP::QTimeEvt m_limit;
};
Q_STATE_DEF(Link, initial) {
  Q_UNUSED_PAR(e);
  return tran(&connecting);
}
Q_STATE_DEF(Link, operational) { return e->sig == STOP_SIG ? tran(&closed) : super(&top); }
Q_STATE_DEF(Link, connecting) {
  switch (e->sig) {
    case Q_ENTRY_SIG: m_limit.armX(kConnectTicks, 0U); return Q_RET_HANDLED;
    case Q_EXIT_SIG: m_limit.disarm(); return Q_RET_HANDLED;
    case CONNECTED_SIG: return tran(&ready);
    case LIMIT_SIG: return tran(&closed);
    default: return super(&operational);
  }
}
Q_STATE_DEF(Link, ready) {
  switch (e->sig) {
    case TEXT_SIG: return Q_RET_HANDLED;
    case LOST_SIG: return tran(&connecting);
    default: return super(&operational);
  }
}
Q_STATE_DEF(Link, closed) {
  Q_UNUSED_PAR(e);
  return super(&top);
}
