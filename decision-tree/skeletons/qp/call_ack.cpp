// An answer without content says that it has happened. The next one goes out after it.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { STORE_SIG = QP::Q_USER_SIG, STORED_SIG, LATE_SIG };
extern QP::QActive* const AO_Store;

class LineEvt : public QP::QEvt {
 public:
  explicit LineEvt(QP::QSignal sig) : QEvt(sig) {}
  std::uint16_t number{0};
};

class Loader : public QP::QActive {
 public:
  Loader() : QActive(Q_STATE_CAST(&initial)), m_late(this, LATE_SIG, 0U) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(loading);
  Q_STATE_DECL(ended);
  void next();
  QP::QTimeEvt m_late;
  std::uint16_t m_line{0};
};
void Loader::next() {
  auto* line = Q_NEW(LineEvt, STORE_SIG);
  line->number = m_line;
  AO_Store->POST(line, this);
  m_late.armX(500U, 0U);
}
Q_STATE_DEF(Loader, initial) {
  Q_UNUSED_PAR(e);
  return tran(&loading);
}
Q_STATE_DEF(Loader, loading) {
  switch (e->sig) {
    case Q_ENTRY_SIG: next(); return Q_RET_HANDLED;
    case Q_EXIT_SIG: m_late.disarm(); return Q_RET_HANDLED;
    case STORED_SIG:
      m_late.disarm();
      if (++m_line == 100U) return tran(&ended);
      next();
      return Q_RET_HANDLED;
    case LATE_SIG: return tran(&ended);
    default: return super(&top);
  }
}
Q_STATE_DEF(Loader, ended) {
  Q_UNUSED_PAR(e);
  return super(&top);
}
