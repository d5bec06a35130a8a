// Who needs another active object gets its pointer in the constructor; objects live as long as the system.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { PAY_SIG = QP::Q_USER_SIG, ENTRY_SIG };
class AmountEvt : public QP::QEvt {
 public:
  explicit AmountEvt(QP::QSignal sig) : QEvt(sig) {}
  std::int32_t amount{0};
};

class Till : public QP::QActive {
 public:
  explicit Till(QP::QActive& journal) : QActive(Q_STATE_CAST(&initial)), m_journal(journal) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(open);
  QP::QActive& m_journal;
};
Q_STATE_DEF(Till, initial) {
  Q_UNUSED_PAR(e);
  return tran(&open);
}
Q_STATE_DEF(Till, open) {
  if (e->sig != PAY_SIG) return super(&top);
  auto* entry = Q_NEW(AmountEvt, ENTRY_SIG);
  entry->amount = Q_EVT_CAST(AmountEvt)->amount;
  m_journal.POST(entry, this);
  return Q_RET_HANDLED;
}
