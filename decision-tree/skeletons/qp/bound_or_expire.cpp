// A table has its size when it is compiled. What is oldest goes first, and a time event takes out what is old.
#include "qpcpp.hpp"

#include <array>

enum Signals : QP::QSignal { SEEN_SIG = QP::Q_USER_SIG, SWEEP_SIG };
class SeenEvt : public QP::QEvt {
 public:
  explicit SeenEvt(QP::QSignal sig) : QEvt(sig) {}
  std::uint32_t id{0};
};

class Table : public QP::QActive {
 public:
  Table() : QActive(Q_STATE_CAST(&initial)), m_sweep(this, SWEEP_SIG, 0U) {}

 private:
  struct Entry {
    std::uint32_t id{0};
    std::uint8_t age{0};  // 0: free
  };
  Q_STATE_DECL(initial);
  Q_STATE_DECL(watching);
  QP::QTimeEvt m_sweep;
  std::array<Entry, 64> m_seen{};
  unsigned m_next{0};
};
Q_STATE_DEF(Table, initial) {
  Q_UNUSED_PAR(e);
  m_sweep.armX(100U, 100U);
  return tran(&watching);
}
Q_STATE_DEF(Table, watching) {
  switch (e->sig) {
    case SEEN_SIG:
      m_seen[m_next++ % m_seen.size()] = {Q_EVT_CAST(SeenEvt)->id, 60U};
      return Q_RET_HANDLED;
    case SWEEP_SIG:
      for (Entry& entry : m_seen)
        if (entry.age > 0U) --entry.age;
      return Q_RET_HANDLED;
    default: return super(&top);
  }
}
