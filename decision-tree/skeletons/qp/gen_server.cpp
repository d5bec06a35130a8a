// An active object with one state, whose cases are its handlers. The queue has a length that is given when it starts.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { DEPOSIT_SIG = QP::Q_USER_SIG, BALANCE_SIG, ANSWER_SIG };
class AmountEvt : public QP::QEvt {
 public:
  explicit AmountEvt(QP::QSignal sig) : QEvt(sig) {}
  QP::QActive* client{nullptr};
  std::int32_t amount{0};
};

class Account : public QP::QActive {
 public:
  Account() : QActive(Q_STATE_CAST(&initial)) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(open);
  std::int32_t m_balance{0};
};
Q_STATE_DEF(Account, initial) {
  Q_UNUSED_PAR(e);
  return tran(&open);
}
Q_STATE_DEF(Account, open) {
  switch (e->sig) {
    case DEPOSIT_SIG:
      m_balance += Q_EVT_CAST(AmountEvt)->amount;
      return Q_RET_HANDLED;
    case BALANCE_SIG: {
      auto* answer = Q_NEW(AmountEvt, ANSWER_SIG);
      answer->amount = m_balance;
      Q_EVT_CAST(AmountEvt)->client->POST(answer, this);
      return Q_RET_HANDLED;
    }
    default:
      return super(&top);
  }
}
