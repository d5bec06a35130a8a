// A failure that is expected is a state: the next try waits twice as long, and callers are told meanwhile.
#include "qpcpp.hpp"

#include <algorithm>

enum Signals : QP::QSignal { CONNECT_SIG = QP::Q_USER_SIG, CONNECTED_SIG, REFUSED_SIG, RETRY_SIG };
extern QP::QActive* const AO_Modem;
constexpr std::uint32_t kShortest = 10U;
constexpr std::uint32_t kLongest = 3000U;

class Link : public QP::QActive {
 public:
  Link() : QActive(Q_STATE_CAST(&initial)), m_retry(this, RETRY_SIG, 0U) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(down);
  Q_STATE_DECL(up);
  QP::QTimeEvt m_retry;
  std::uint32_t m_pause{kShortest};
};
Q_STATE_DEF(Link, initial) {
  Q_UNUSED_PAR(e);
  return tran(&down);
}
Q_STATE_DEF(Link, down) {
  static QP::QEvt const connect{CONNECT_SIG};
  switch (e->sig) {
    case Q_ENTRY_SIG: AO_Modem->POST(&connect, this); return Q_RET_HANDLED;
    case Q_EXIT_SIG: m_retry.disarm(); return Q_RET_HANDLED;
    case REFUSED_SIG:
      m_retry.rearm(m_pause);
      m_pause = std::min(2U * m_pause, kLongest);
      return Q_RET_HANDLED;
    case RETRY_SIG: AO_Modem->POST(&connect, this); return Q_RET_HANDLED;
    case CONNECTED_SIG: return tran(&up);
    default: return super(&top);
  }
}
Q_STATE_DEF(Link, up) {
  switch (e->sig) {
    case Q_ENTRY_SIG: m_pause = kShortest; return Q_RET_HANDLED;
    case REFUSED_SIG: return tran(&down);
    default: return super(&top);
  }
}
