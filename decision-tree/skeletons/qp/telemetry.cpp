// The framework knows how full its queues and pools have ever been; a time event reports that.
#include "qpcpp.hpp"

enum Signals : QP::QSignal { REPORT_SIG = QP::Q_USER_SIG };
constexpr std::uint_fast8_t kHighest = 3U;
/// Over whatever the board has for a person to read.
void record(char const* name, unsigned number, unsigned value);

class Reporter : public QP::QActive {
 public:
  Reporter() : QActive(Q_STATE_CAST(&initial)), m_tick(this, REPORT_SIG, 0U) {}

 private:
  Q_STATE_DECL(initial);
  Q_STATE_DECL(reporting);
  QP::QTimeEvt m_tick;
};
Q_STATE_DEF(Reporter, initial) {
  Q_UNUSED_PAR(e);
  m_tick.armX(1000U, 1000U);
  return tran(&reporting);
}
Q_STATE_DEF(Reporter, reporting) {
  if (e->sig != REPORT_SIG) return super(&top);
  for (std::uint_fast8_t prio = 1U; prio <= kHighest; ++prio)
    record("queue.free", prio, QP::QActive::getQueueMin(prio));
  record("pool.free", 1U, QP::QF::getPoolMin(1U));
  return Q_RET_HANDLED;
}
