// A question and its answer are two signals. Waiting is a state, with a time event for an answer that never comes.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { SELL_SIG = QP::Q_USER_SIG, ASK_PRICE_SIG, PRICE_SIG, LATE_SIG };
constexpr std::uint32_t kPriceTicks = 50U;
extern QP::QActive* const AO_Catalogue;

class PriceEvt : public QP::QEvt {
 public:
  explicit PriceEvt(QP::QSignal sig) : QEvt(sig) {}
  std::int32_t amount{0};
};

class Till : public QP::QActive {
 public:
  Till() : QActive(Q_STATE_CAST(&initial)), m_late(this, LATE_SIG, 0U) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(idle);
  Q_STATE_DECL(waiting);
  QP::QTimeEvt m_late;
  QP::QEQueue m_later;
  QP::QEvtPtr m_laterSto[8];
  std::int32_t m_total{0};
  unsigned m_missed{0};
};
Q_STATE_DEF(Till, initial) {
  Q_UNUSED_PAR(e);
  m_later.init(m_laterSto, Q_DIM(m_laterSto));
  return tran(&idle);
}
Q_STATE_DEF(Till, idle) {
  switch (e->sig) {
    case Q_ENTRY_SIG: static_cast<void>(recall(&m_later)); return Q_RET_HANDLED;
    case SELL_SIG: return tran(&waiting);
    default: return super(&top);
  }
}
Q_STATE_DEF(Till, waiting) {
  switch (e->sig) {
    case Q_ENTRY_SIG:
      m_late.armX(kPriceTicks, 0U);
      AO_Catalogue->POST(Q_NEW(PriceEvt, ASK_PRICE_SIG), this);
      return Q_RET_HANDLED;
    case Q_EXIT_SIG: m_late.disarm(); return Q_RET_HANDLED;
    case PRICE_SIG: m_total += Q_EVT_CAST(PriceEvt)->amount; return tran(&idle);
    case LATE_SIG: ++m_missed; return tran(&idle);
    case SELL_SIG:
      if (!defer(&m_later, e)) ++m_missed;  // more than may wait
      return Q_RET_HANDLED;
    default: return super(&top);
  }
}
